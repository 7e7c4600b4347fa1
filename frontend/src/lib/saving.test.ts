import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { newParticipant } from './make'
import { order } from './order'
import { Saving, newStep, wordsOf } from './saving.svelte'
import { Fake, newWhole } from './testing/fake'
import { toasts } from './ui/toasts.svelte'

describe('Saving', () => {
  let fake: Fake
  let saving: Saving
  let id: string

  beforeEach(() => {
    vi.useFakeTimers()
    fake = new Fake().install()
    id = fake.add(newWhole()).debrief.id
    saving = new Saving()
  })
  afterEach(() => vi.useRealTimers())

  const person = (name: string, as = 'p') => ({ ...newParticipant(id, 1), id: as, name })
  const kept = () => fake.wholes.get(id)?.participants.map((p) => p.name)

  it('says saved only when it is', async () => {
    const done = saving.put('participant', person('Ines'), newStep('add'))
    expect(saving.state.kind).toBe('saving')
    expect(await done).toBe(true)
    expect(saving.state.kind).toBe('saved')
    expect(kept()).toEqual(['Ines'])
  })

  it('waits for typing to rest, and at most a second', async () => {
    const step = newStep('edit')
    for (let i = 0; i < 12; i++) {
      void saving.put('participant', person('x'.repeat(i + 1)), step, true)
      await vi.advanceTimersByTimeAsync(100)
    }
    expect(fake.log.length).toBe(1)
    await vi.advanceTimersByTimeAsync(400)
    expect(kept()).toEqual(['x'.repeat(12)])
    expect(fake.log.length).toBe(2)
  })

  it('merges what is typed while a save is under way, with the revision of the answer', async () => {
    fake.delay = 50
    const step = newStep('edit')
    void saving.put('participant', person('a'), step)
    await vi.advanceTimersByTimeAsync(10)
    void saving.put('participant', person('ab'), step, true)
    void saving.put('participant', person('abc'), step, true)
    await vi.advanceTimersByTimeAsync(1000)
    expect(fake.log).toEqual(['participants:p:0', 'participants:p:1'])
    expect(kept()).toEqual(['abc'])
  })

  it('keeps different steps apart, in their order', async () => {
    const [first, second] = [newStep('edit'), newStep('edit')]
    void saving.put('participant', person('a'), first, true)
    void saving.put('participant', person('ab'), second, true)
    await saving.flush()
    expect(fake.steps).toEqual([first, second])
  })

  it('does not let a later change overtake typing', async () => {
    void saving.put('participant', person('typed'), newStep('edit'), true)
    await saving.put('participant', { ...person('typed'), newcomer: true }, newStep('mark'))
    expect(fake.steps.map((s) => s.name)).toEqual(['edit', 'mark'])
  })

  it('waits for a full disk, keeps the words, and goes on when there is room', async () => {
    fake.refuse = ['disk-full', 'disk-full']
    void saving.put('participant', person('Ines'), newStep('add'))
    await vi.advanceTimersByTimeAsync(1)
    expect(saving.state).toMatchObject({ kind: 'problem', code: 'disk-full' })
    void saving.draft(id, 'capture', '14:32 Ines looked')
    expect(saving.unsavedText()).toBe('Ines\n14:32 Ines looked')
    await vi.advanceTimersByTimeAsync(5000)
    expect(saving.state.kind).toBe('saved')
    expect(kept()).toEqual(['Ines'])
    expect(saving.unsavedText()).toBe('')
  })

  it('withdraws a write that waits for room, so that it is not made twice', async () => {
    const full = () => Promise.reject({ code: 'disk-full', message: '' })
    const line = saving.perform(['a line'], full, 'line')
    await vi.advanceTimersByTimeAsync(1)
    expect(saving.state).toMatchObject({ kind: 'problem', code: 'disk-full' })
    expect(saving.withdraw('perform:line')).toBe(true)
    expect(await line).toBeUndefined()
    expect(saving.state.kind).toBe('saved')
    expect(saving.unsavedText()).toBe('')
  })

  it('holds a conflict, says so, goes on with the rest, and never overwrites', async () => {
    fake.refuse = ['conflict']
    const mine = saving.put('participant', person('mine'), newStep('edit'))
    await saving.put('participant', { ...person('other'), id: 'q' }, newStep('add'))
    expect(saving.state).toMatchObject({ kind: 'problem', code: 'conflict' })
    expect(kept()).toEqual(['other'])
    expect(saving.unsavedText()).toBe('mine')
    saving.letGo()
    expect(await mine).toBe(false)
    expect(saving.state.kind).toBe('saved')
  })

  it('writes a refused record again when it is changed', async () => {
    fake.refuse = ['too-long']
    void saving.put('participant', person('long'), newStep('edit'))
    await vi.advanceTimersByTimeAsync(1)
    expect(saving.state.kind).toBe('problem')
    await saving.put('participant', person('short'), newStep('edit'))
    expect(saving.state.kind).toBe('saved')
    expect(kept()).toEqual(['short'])
  })

  it('gives up waiting for a call that never answers, and keeps the words', async () => {
    fake.delay = 60_000
    void saving.put('participant', person('Ines'), newStep('add'))
    await vi.advanceTimersByTimeAsync(15_001)
    expect(saving.state).toMatchObject({ kind: 'problem', code: 'no-answer' })
    expect(saving.unsavedText()).toBe('Ines')
  })

  it('lets go of a clock that cannot be kept: it holds nothing up and is no text', async () => {
    const meeting = newWhole().meeting
    for (const code of ['library-damaged', 'conflict', 'disk-full', 'internal']) {
      fake.refuse = [code]
      const kept = saving.tick(meeting)
      await saving.flush()
      expect(await kept).toBe(false)
      expect(saving.state.kind).toBe('saved')
      expect(saving.unsavedText()).toBe('')
    }
  })

  it('keeps a refused change of the meeting while the clock goes on', async () => {
    const { meeting } = fake.wholes.get(id) ?? newWhole()
    fake.refuse = ['too-long', 'conflict']
    void saving.put('meeting', meeting, newStep('edit'))
    await saving.flush()
    void saving.tick(meeting)
    await saving.flush()
    expect(saving.state).toMatchObject({ kind: 'problem', code: 'too-long' })
  })

  it('writes a draft after the line that was asked for before it', async () => {
    const done: string[] = []
    const kept = () => fake.drafts.get(id)?.capture
    void saving.draft(id, 'capture', 'half a line')
    void saving.perform(['half a line'], async () => void done.push(`filed over ${kept()}`))
    void saving.draft(id, 'capture', 'the next')
    await saving.flush()
    expect([done, kept()]).toEqual([['filed over half a line'], 'the next'])
  })

  it('performs other writes in their turn', async () => {
    void saving.put('participant', person('typed'), newStep('edit'), true)
    const seen = await saving.perform(['a line'], async () => kept())
    expect(seen).toEqual(['typed'])
  })

  it('writes what is put under the step of a performed write next, as the same step', async () => {
    const [step, other] = [newStep('file'), newStep('add')]
    const stood = order.stands
    const run = async () => void saving.put('participant', person('with it', 'b'), step)
    void saving.perform(['a line'], run, 'line', step)
    void saving.put('participant', person('later', 'c'), other)
    await saving.flush()
    expect(fake.steps.map((s) => s.id)).toEqual([step.id, other.id])
    expect(order.stands - stood).toBe(2)
  })

  it('lets go of what was refused when it is performed again under its key', async () => {
    void saving.perform(
      ['much too long'],
      () => Promise.reject({ code: 'too-long', message: 'x' }),
      'line',
    )
    await vi.advanceTimersByTimeAsync(1)
    expect(saving.state.kind).toBe('problem')
    expect(saving.unsavedText()).toBe('much too long')
    expect(await saving.perform(['short'], async () => 'filed', 'line')).toBe('filed')
    expect(saving.state.kind).toBe('saved')
  })

  it('says what is refused of an attempt, and holds nothing of it', async () => {
    const refused = () => Promise.reject({ code: 'too-long', message: 'It is too long.' })
    const tried = saving.attempt(['words'], refused, 'note', newStep('note'))
    await vi.advanceTimersByTimeAsync(1)
    expect([saving.state.kind, saving.unsavedText()]).toEqual(['saved', ''])
    expect(toasts.all[0]?.text).toBe('It is too long.')
    expect(await tried).toBeUndefined()
  })

  it('waits with an attempt for a disk that is full', async () => {
    let code = 'disk-full'
    const run = () => (code ? Promise.reject({ code, message: 'full' }) : Promise.resolve('kept'))
    const tried = saving.attempt(['words'], run, 'note', newStep('note'))
    await vi.advanceTimersByTimeAsync(1)
    expect([saving.state.kind, saving.unsavedText()]).toEqual(['problem', 'words'])
    code = ''
    await vi.advanceTimersByTimeAsync(2000)
    expect(await tried).toBe('kept')
  })
})

describe('wordsOf', () => {
  it('finds what somebody typed and nothing else', () => {
    expect(wordsOf({ ...newParticipant('d', 1), name: 'Ines', zone: 'UTC', tags: ['db'] })).toEqual(
      ['Ines', 'db'],
    )
  })
})
