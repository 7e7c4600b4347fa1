import { beforeEach, describe, expect, it, vi } from 'vitest'
import { backend, BackendError } from '$lib/backend'
import type { Item } from '$lib/board'
import { Saving } from '$lib/saving.svelte'
import { Fake } from '$lib/testing/fake'
import { toasts } from '$lib/ui/toasts.svelte'
import type { Row } from '$lib/row'
import { aheadOf } from './ahead'
import { Waiting } from './waiting.svelte'

const item = (of: Partial<Item>): Item => ({
  id: 'c',
  rev: 3,
  debriefId: 'd',
  debrief: 'Checkout timeouts',
  text: 'Give search its own budget',
  state: 'doing',
  kind: '',
  priority: '',
  owner: '',
  team: '',
  due: '',
  soakUntil: '',
  doneOn: '',
  checkOn: '',
  know: '',
  ticket: '',
  proof: '',
  reason: '',
  moves: 0,
  since: '',
  outcome: '',
  said: '',
  looker: '',
  checkedOn: '',
  section: 'next',
  days: 0,
  hasDay: true,
  ...of,
})

describe('Waiting', () => {
  let fake: Fake
  let waiting: Waiting

  beforeEach(async () => {
    fake = new Fake().install()
    const check = { section: 'check', state: 'done' } as const
    const checks = [item(check), item({ ...check, id: 'c2' })]
    fake.glance = { checks, next: [], asked: 2, due: 0 }
    waiting = new Waiting(new Saving())
    await waiting.load()
  })

  it('asks one thing at a time, and a second click is no answer to the next', async () => {
    expect(waiting.check?.id).toBe('c')
    await Promise.all([waiting.answer('helped'), waiting.answer('helped')])
    expect(fake.log).toEqual(['helped:c:3'])
    expect(fake.steps[0]?.name).toBe('check-countermeasure')
    expect(waiting.check?.id).toBe('c2')
    expect(toasts.all[0]?.text).toBe('It helped. That is kept.')
  })

  it('says why an answer is refused, and takes the next one', async () => {
    const queue = new Saving()
    waiting = new Waiting(queue)
    await waiting.load()
    const refused = new BackendError('closed', 'It was closed meanwhile.')
    const answer = vi.spyOn(backend.reminders, 'answer').mockRejectedValueOnce(refused)
    await waiting.answer('helped')
    expect(toasts.all[0]?.text).toBe('It was closed meanwhile.')
    expect([waiting.answering, queue.state.kind]).toEqual([false, 'saved'])
    await waiting.answer('helped')
    expect(fake.log).toEqual(['helped:c:3'])
    answer.mockRestore()
  })

  it('says when it is asked again what nobody can tell yet', async () => {
    await waiting.answer('unclear')
    expect(toasts.all[0]?.text).toMatch(/^Nobody can tell yet. We ask again on 5 Dec/)
  })

  it('shows nothing of what cannot be read', async () => {
    Object.assign(fake, { glance: undefined })
    await waiting.load()
    fake.glance = { checks: [], next: [], asked: 0, due: 0 }
    await waiting.load()
    expect(waiting.check).toBeUndefined()
  })
})

describe('aheadOf', () => {
  const meeting = {
    id: 'm',
    title: 'Login delays',
    state: 'ready',
    meetsAt: '2026-11-30T10:00:00Z',
    participants: 2,
  } as Row
  const now = new Date('2026-11-25T12:00:00')

  it('puts what is asked first, and dates and meetings after it by day', () => {
    const next = [
      item({ id: 'p', section: 'passed', due: '2026-11-20', days: -5, owner: 'Tomás' }),
      item({ id: 'a', due: '2026-11-27', days: 2 }),
      item({ id: 'b', due: '2026-12-04', days: 9 }),
    ]
    const all = aheadOf({ checks: [], next, asked: 1, due: 2 }, [meeting], now)
    expect(all.map((a) => [a.id, a.when])).toEqual([
      ['p', 'passed'],
      ['a', 'in 2 days'],
      ['m', expect.stringMatching(/^at \d\d:00$/)],
      ['b', 'in 9 days'],
    ])
    expect(all[0]?.ask).toContain('what came up?')
    expect(all[0]?.beside).toBe('Tomás, Checkout timeouts')
    expect(all[2]?.beside).toBe('2 people so far')
  })

  it('tells no meeting that is over, of the sample, or of long ago', () => {
    const rows = [
      { ...meeting, state: 'read-back' },
      { ...meeting, sample: true },
      { ...meeting, meetsAt: '2026-11-01T10:00:00Z' },
      { ...meeting, meetsAt: '' },
    ] as Row[]
    expect(aheadOf({ checks: [], next: [], asked: 0, due: 0 }, rows, now)).toEqual([])
  })
})
