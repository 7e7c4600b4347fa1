import { fireEvent, render, screen } from '@testing-library/svelte'
import { describe, expect, it, vi } from 'vitest'
import { OpenDebrief } from '$lib/debrief.svelte'
import type { Version } from '$lib/nouns'
import { Saving } from '$lib/saving.svelte'
import { Fake, newWhole } from '$lib/testing/fake'
import SignOff from './SignOff.svelte'

describe('signing off', () => {
  const none = { added: [], changed: [], removed: [] }

  const left: { kind: string; text: string; field: string }[] = []
  let changes = 0

  const entry = (_: unknown, i: number) => ({ noun: 'entry', id: `e${i}`, text: '', fields: [] })

  async function show(before?: Version) {
    left.splice(0, left.length, { kind: 'unread', text: 'Ines', field: '' })
    const fake = new Fake().install()
    const whole = newWhole({ title: 'Baskets stayed empty' })
    whole.debrief.state = 'read-back'
    if (before) whole.versions = [before]
    const { id } = fake.add(whole).debrief
    const signOff = vi.fn(() =>
      Promise.resolve({ version: { number: '1.0' }, debrief: whole.debrief }),
    )
    const { go } = window as unknown as { go: { app: Record<string, object> } }
    go.app.Versions = {
      Open: () => Promise.resolve([...left]),
      Since: () =>
        Promise.resolve({
          number: whole.versions[0]?.number ?? '',
          gone: false,
          difference: { ...none, changed: Array.from({ length: changes }, entry) },
        }),
      SignOff: signOff,
    }
    go.app.Wordings = { ...go.app.Wordings, Open: () => Promise.resolve([]) }
    const saving = new Saving()
    return { fake, id, saving, signOff }
  }

  async function open(id: string, saving: Saving) {
    const debrief = await OpenDebrief.open(id, saving)
    const shown = render(SignOff, { debrief, onclose: () => undefined })
    await screen.findByLabelText('Signed off by')
    return { debrief, shown }
  }
  const by = () => screen.getByLabelText<HTMLInputElement>('Signed off by')
  const reason = () =>
    screen.getByLabelText<HTMLInputElement>(/^Why it is signed off with this open/)

  it('keeps what is typed until it is signed off, whatever happens to the window', async () => {
    const { fake, id, saving, signOff } = await show()
    const first = await open(id, saving)
    await fireEvent.input(by(), { target: { value: 'Ines Duarte' } })
    await fireEvent.input(reason(), { target: { value: 'Tomás is away.' } })
    first.shown.unmount()
    await saving.flush()

    const { debrief } = await open(id, saving)
    expect(by().value).toBe('Ines Duarte')
    expect(reason().value).toBe('Tomás is away.')
    await fireEvent.click(screen.getByText('Sign off 1.0'))
    await vi.waitFor(() => expect(signOff).toHaveBeenCalledTimes(1))
    expect(signOff.mock.lastCall).toEqual([
      expect.anything(),
      id,
      'Ines Duarte',
      '',
      'Tomás is away.',
    ])
    await vi.waitFor(() => expect(Object.values(debrief.drafts).join('')).toBe(''))
    await saving.flush()
    expect(Object.values(fake.drafts.get(id) ?? {}).join('')).toBe('')
  })

  it('says no reason that nobody sees, when nothing is open any more', async () => {
    const { id, saving, signOff } = await show()
    const first = await open(id, saving)
    await fireEvent.input(reason(), { target: { value: 'Tomás is away.' } })
    first.shown.unmount()
    await saving.flush()

    left.length = 0
    await open(id, saving)
    await fireEvent.click(await screen.findByText('Sign off 1.0'))
    await vi.waitFor(() => expect(signOff).toHaveBeenCalledTimes(1))
    expect(signOff.mock.lastCall).toEqual([expect.anything(), id, expect.anything(), '', ''])
  })

  it('counts what changed anew behind what is typed', async () => {
    const first: Version = {
      id: 'v',
      debriefId: '',
      rev: 1,
      number: '1.0',
      signedAt: '2026-11-10T09:00:00Z',
      signedBy: 'Ines',
      note: '',
      reason: '',
      packId: '',
      sha256: '',
    }
    const { id, saving } = await show(first)
    changes = 1
    const shown = await open(id, saving)
    const note = () => screen.getByLabelText<HTMLTextAreaElement>(/^What changed since version 1.0/)
    await fireEvent.input(note(), { target: { value: `${note().value} Times are exact.` } })
    shown.shown.unmount()
    await saving.flush()
    changes = 3
    await open(id, saving)
    expect(note().value).toBe('Changed: 3 in entries. Times are exact.')
  })
})
