import { beforeEach, describe, expect, it, vi, type MockInstance } from 'vitest'
import { backend, BackendError } from './backend'
import { saving } from './saving.svelte'
import { signals } from './signals.svelte'
import { Fake, newWhole } from './testing/fake'
import { toasts } from './ui/toasts.svelte'

const kept = () => newWhole({ title: 'Disk at 97 %', state: 'noted' }).debrief
const settled = () => vi.waitFor(() => expect(note).toHaveBeenCalled())

let note: MockInstance<typeof backend.signals.note>

beforeEach(() => {
  vi.restoreAllMocks()
  new Fake().install()
  signals.forget()
  note = vi.spyOn(backend.signals, 'note').mockResolvedValue(kept())
  vi.spyOn(backend.signals, 'typed').mockResolvedValue({ text: '', when: '', tags: '', zone: '' })
  vi.spyOn(backend.wordings, 'check').mockResolvedValue([])
  vi.spyOn(backend.debriefs, 'saveDraft').mockResolvedValue()
})

describe('a near-miss note', () => {
  it('is kept with its time and tags, and lets go of what was typed', async () => {
    signals.show()
    signals.type('text', 'Disk at 97 %')
    signals.type('when', '11:40')
    signals.type('tags', 'disk')
    await signals.keep()
    expect(note.mock.calls[0]?.[1]).toMatchObject({
      text: 'Disk at 97 %',
      when: '11:40',
      tags: 'disk',
    })
    expect([signals.shown, signals.typed]).toEqual([false, { text: '', when: '', tags: '' }])
  })

  it('is kept once however often it is asked for, and keeps what is typed meanwhile', async () => {
    let answer: (d: ReturnType<typeof kept>) => void = () => undefined
    note.mockReturnValue(new Promise((resolve) => (answer = resolve)))
    signals.show()
    signals.type('text', 'Disk')
    const keeping = signals.keep()
    await signals.keep()
    await settled()
    signals.type('text', 'Disk and more')
    answer(kept())
    await keeping
    expect(note).toHaveBeenCalledTimes(1)
    expect([signals.shown, signals.typed.text]).toEqual([true, 'and more'])
    await vi.waitFor(() =>
      expect(backend.debriefs.saveDraft).toHaveBeenLastCalledWith('', 'note', 'and more'),
    )
  })

  it('keeps its words when it is refused, says why, and is kept once they are mended', async () => {
    const refused = new BackendError('too-long', 'That is more than 1 MB.')
    note.mockRejectedValueOnce(refused)
    signals.show()
    signals.type('text', 'Disk and its whole log')
    await signals.keep()
    expect([signals.shown, signals.typed.text]).toEqual([true, 'Disk and its whole log'])
    expect(toasts.all[0]?.text).toBe('That is more than 1 MB.')
    await saving.flush()
    // Nothing keeps undo and the board waiting.
    expect(saving.state.kind).toBe('saved')
    signals.type('text', 'Disk')
    await signals.keep()
    expect(note.mock.lastCall?.[1].text).toBe('Disk')
    expect(signals.shown).toBe(false)
  })

  it('takes up what was typed before, and puts nothing in its place', async () => {
    const before = { text: 'first words', when: '', tags: 'dns', zone: '' }
    vi.spyOn(backend.signals, 'typed').mockResolvedValue(before)
    signals.show()
    signals.type('text', 'typed at once')
    await vi.waitFor(() => expect(signals.typed.text).toBe('first words\ntyped at once'))
    expect(signals.typed.tags).toBe('dns')
    await vi.waitFor(() =>
      expect(vi.mocked(backend.debriefs.saveDraft).mock.calls).toEqual([
        ['', 'note', 'first words\ntyped at once'],
      ]),
    )
  })

  it('is none without words', async () => {
    signals.show()
    signals.type('text', '  ')
    await signals.keep()
    expect([note.mock.calls.length, signals.shown]).toEqual([0, true])
  })
})
