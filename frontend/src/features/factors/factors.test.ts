import { beforeEach, describe, expect, it, vi } from 'vitest'
import { OpenDebrief } from '$lib/debrief.svelte'
import { newEntry, newFactor, newParticipant } from '$lib/make'
import { Saving } from '$lib/saving.svelte'
import { Fake, newWhole } from '$lib/testing/fake'
import type { Whole } from '$lib/nouns'
import { Countermeasures } from './countermeasures.svelte'
import { FactorBoard, stacked, type Column } from './factors.svelte'
import { OpenWordings } from '$lib/open-wordings.svelte'

const today = () => new Date(2026, 10, 21)

let fake: Fake
let saving: Saving
let debrief: OpenDebrief
let stored: () => Whole

beforeEach(async () => {
  fake = new Fake().install()
  saving = new Saving()
  const whole = fake.add(newWhole())
  const id = whole.debrief.id
  const at = (time: string) => ({
    at: `2026-11-03T${time}:00Z`,
    zone: 'UTC',
    precision: 'minute' as const,
    raw: time,
    problem: '' as const,
  })
  whole.entries = [
    { ...newEntry(id, { stage: 0, position: 1 }, { time: at('14:52') }), id: 'e1', rev: 1 },
    { ...newEntry(id, { stage: 0, position: 2 }, { source: 'pager' }), id: 'e2', rev: 1 },
  ]
  const factor = (name: string, position: number, category: 'tools' | 'load' | '') => ({
    ...newFactor(id, { stage: 5, position }, { text: name, category }),
    id: name,
    rev: 1,
  })
  whole.factors = [factor('a', 1, ''), factor('b', 2, 'load'), factor('c', 3, 'tools')]
  debrief = await OpenDebrief.open(id, saving)
  stored = () => fake.wholes.get(id) as Whole
})

describe('FactorBoard', () => {
  it('shows what is not sorted first, and numbers as the report does', () => {
    const board = new FactorBoard(debrief)
    expect(board.columns.map((c) => c.category).slice(0, 2)).toEqual(['', 'tools'])
    const numbers = board.columns.flatMap((c) => c.factors.map((f) => [f.factor.id, f.n]))
    expect(numbers).toEqual([
      ['a', 3],
      ['c', 1],
      ['b', 2],
    ])
    expect(board.also).toEqual(['incentives', 'redundancy', 'safeguards', 'outside'])
  })

  it('moves a card to the neighbouring category, also one without a column', async () => {
    const board = new FactorBoard(debrief)
    board.move('b', 1)
    expect(board.columns.at(-1)?.category).toBe('incentives')
    board.move('a', -1)
    expect(debrief.find('factor', 'a')?.category).toBe('')
    await saving.flush()
    expect(stored().factors.find((f) => f.id === 'b')?.category).toBe('incentives')
  })

  it('keeps a new card once it has a word, and lets an empty one go', async () => {
    const board = new FactorBoard(debrief)
    const empty = board.add('tools')
    expect(board.factors.some((f) => f.id === empty)).toBe(true)
    board.rest(empty)
    expect(board.factors.some((f) => f.id === empty)).toBe(false)

    const id = board.add('signals')
    board.type(id, 'M')
    board.type(id, 'Muted')
    board.rest(id)
    await saving.flush()
    expect(stored().factors.find((f) => f.id === id)).toMatchObject({
      text: 'Muted',
      category: 'signals',
    })
  })

  it('tells what a factor rests on, and counts entries that are gone', () => {
    const board = new FactorBoard(debrief)
    board.link('c', ['e2', 'e1', 'gone'])
    const factor = debrief.find('factor', 'c')
    expect(factor && board.rests(factor)).toBe('pager, 14:52, 1 entry that was removed')
  })

  it('changes the order within a column only', async () => {
    const board = new FactorBoard(debrief)
    board.reorder('a', 1)
    expect(debrief.whole.factors.map((f) => f.id)).toEqual(['a', 'b', 'c'])
    board.moveTo('b', 'tools')
    board.reorder('c', -1)
    expect(debrief.whole.factors.map((f) => f.id)).toEqual(['a', 'c', 'b'])
    await saving.flush()
    expect(saving.state.kind).toBe('saved')
  })
})

describe('stacked', () => {
  const column = (name: string, cards: number) =>
    ({ name, category: '', factors: Array.from({ length: cards }), ask: '' }) as unknown as Column
  const names = (stacks: Column[][]) => stacks.map((s) => s.map((c) => c.name).join('')).join(' ')

  it('keeps the order and the highest stack low', () => {
    const all = [column('a', 6), column('b', 1), column('c', 1), column('d', 3), column('e', 2)]
    expect(names(stacked(all, 9))).toBe('a b c d e')
    expect(names(stacked(all, 3))).toBe('a bcd e')
    expect(names(stacked(all, 1))).toBe('abcde')
    expect(names(stacked(all, 0))).toBe('abcde')
    expect(stacked([], 3)).toEqual([])
  })
})

describe('Countermeasures', () => {
  it('takes the start of one name for that participant once the field is left', async () => {
    const table = new Countermeasures(debrief, today)
    const id = table.add()
    const owner = () => debrief.find('countermeasure', id)?.owner
    const pablo = { ...newParticipant(debrief.id, 1), name: 'Pablo Ruiz', alias: 'yorick' }
    void debrief.put('participant', pablo, { name: 'add-participant' })
    table.setOwner(id, 'Pa')
    expect(owner()).toEqual({ participantId: '', name: 'Pa' })
    table.settleOwner(id)
    expect(owner()).toEqual({ participantId: pablo.id, name: '' })
    table.setOwner(id, 'pablo ruiz')
    expect(owner()).toEqual({ participantId: pablo.id, name: '' })
    const paul = { ...newParticipant(debrief.id, 2), name: 'Paul' }
    void debrief.put('participant', paul, { name: 'add-participant' })
    table.setOwner(id, 'Pa')
    table.settleOwner(id)
    expect(owner()).toEqual({ participantId: '', name: 'Pa' })
    table.setOwner(id, 'Nobody known')
    table.settleOwner(id)
    expect(owner()).toEqual({ participantId: '', name: 'Nobody known' })
    await saving.flush()
    expect(stored().countermeasures.at(-1)?.owner.name).toBe('Nobody known')
  })

  it('commits without an owner or a date, and asks for them', async () => {
    const table = new Countermeasures(debrief, today)
    const id = table.add()
    table.edit(id, 'text', (c) => (c.text = 'Pool of its own'))
    table.act(id, 'commit')
    const asks = () => {
      const row = debrief.find('countermeasure', id)
      return row && table.asks(row)
    }
    expect(asks()).toBe('both')
    table.setOwner(id, 'Ines')
    expect(asks()).toBe('due')
    table.setDue(id, '4 Dec')
    expect(asks()).toBe('')
    await saving.flush()
    expect(stored().countermeasures[0]).toMatchObject({
      state: 'committed',
      due: '2026-12-04',
      owner: { participantId: '', name: 'Ines' },
    })
  })

  it('keeps words that are no date as typed', async () => {
    const table = new Countermeasures(debrief, today)
    const id = table.add()
    table.setDue(id, 'after the freeze')
    const row = debrief.find('countermeasure', id)
    expect(row?.due).toBe('')
    expect(row && table.due(row)).toBe('after the freeze')
    expect(row && table.asksDue(row)).toBe(true)
    table.setDue(id, '4 Dec')
    const now = debrief.find('countermeasure', id)
    expect(now && table.due(now)).toBe('4 Dec')
    expect(now && table.asksDue(now)).toBe(false)
    await saving.flush()
    expect(fake.drafts.get(debrief.id)?.[`due:${id}`]).toBe('')
  })

  it('moves a date that was signed off only with a reason', async () => {
    const table = new Countermeasures(debrief, today)
    const id = table.add()
    table.setDue(id, '4 Dec')
    await saving.flush()
    const base = { id: 'v', debriefId: debrief.id, rev: 1, packId: 'p', sha256: '', number: '1.0' }
    debrief.whole.versions = [
      { ...base, signedAt: '2026-11-09T10:00:00Z', signedBy: '', note: '', reason: '' },
    ]
    const row = () => debrief.find('countermeasure', id)
    const moving = () => table.moving(row() ?? expect.fail())
    table.setDue(id, '15 Jan')
    expect(row()?.due).toBe('2026-12-04')
    expect(moving()).toBe('2027-01-15')
    expect(table.asksDue(row() ?? expect.fail())).toBe(false)
    table.move(id)
    expect(row()?.moves).toBeUndefined()
    table.setDue(id, '4 Dec')
    expect(moving()).toBeUndefined()
    table.setDue(id, '15 Jan')
    table.setWhy(id, 'The vendor is late.')
    table.move(id)
    expect(moving()).toBeUndefined()
    await saving.flush()
    expect(stored().countermeasures.at(-1)).toMatchObject({
      due: '2027-01-15',
      moves: [{ from: '2026-12-04', to: '2027-01-15', reason: 'The vendor is late.' }],
    })
    expect(table.why(id)).toBe('')
  })

  it('soaks for two workdays', () => {
    const table = new Countermeasures(debrief, today)
    expect(table.actionName('soak')).toBe('Soak until Tue')
    const id = table.add()
    table.edit(id, 'text', (c) => (c.text = 'Rota'))
    table.act(id, 'soak')
    const row = debrief.find('countermeasure', id)
    expect(row && table.stateName(row)).toBe('Soaking until 24 Nov')
    expect(row && table.actions(row)).toEqual(['commit', 'not'])
  })

  it('says it another way and forgets the draft', async () => {
    const table = new Countermeasures(debrief, today)
    const id = table.add()
    table.edit(id, 'text', (c) => (c.text = 'Be more careful'))
    expect(table.say(id)).toBe(false)
    table.setAnswer(id, ' The rebuild tells the team ')
    expect(table.say(id)).toBe(true)
    expect(debrief.find('countermeasure', id)?.text).toBe('The rebuild tells the team')
    expect(table.answer(id)).toBe('')
    await saving.flush()
    expect(saving.state.kind).toBe('saved')
  })

  it('counts by state', () => {
    const table = new Countermeasures(debrief, today)
    for (const action of ['commit', 'commit', 'soak'] as const) {
      const id = table.add()
      table.edit(id, 'text', (c) => (c.text = 'x'))
      table.act(id, action)
    }
    expect(table.summary).toBe('2 committed, 1 soaking')
  })
})

describe('OpenWordings', () => {
  const flag = {
    start: 0,
    end: 15,
    utf16Start: 0,
    utf16End: 15,
    class: 'weak-countermeasure',
    level: 'ask',
    phrase: 'Be more careful',
    reason: 'It asks people to take care.',
    questions: ['What would make care unnecessary here?'],
    rule: 'weak-countermeasure/care',
    source: '',
  }

  it('keeps a decision and asks no more; what was reworded is not asked about', async () => {
    const services = (window as unknown as { go: { app: Record<string, object> } }).go.app
    Object.assign(services.Wordings ?? {}, {
      Open: async () => [{ recordId: 'c', noun: 'countermeasure', field: 'text', flags: [flag] }],
    })
    const wordings = new OpenWordings(debrief, saving)
    wordings.follow()
    await vi.waitFor(() =>
      expect(wordings.of('c', 'text', 'Be more careful there')).toHaveLength(1),
    )
    expect(wordings.of('c', 'text', 'The rebuild tells the team')).toHaveLength(0)
    wordings.keep({ noun: 'countermeasure', recordId: 'c', field: 'text', flag }, 'left')
    expect(wordings.of('c', 'text', 'Be more careful there')).toHaveLength(0)
    await saving.flush()
    expect(stored().wordings[0]).toMatchObject({ recordId: 'c', rule: flag.rule, decision: 'left' })
    wordings.stop()
  })
})
