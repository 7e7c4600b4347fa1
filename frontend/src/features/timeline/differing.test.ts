import { describe, expect, it } from 'vitest'
import { OpenDebrief } from '$lib/debrief.svelte'
import { newEntry, noMoment } from '$lib/make'
import type { Entry } from '$lib/nouns'
import { Saving } from '$lib/saving.svelte'
import { Fake, newWhole } from '$lib/testing/fake'
import { TimelineScreen } from './timeline.svelte'

const at = (time: string) => ({ ...noMoment(), at: `2026-11-03T${time}:00Z`, zone: 'UTC' })

async function open(fields: Partial<Entry>[]) {
  const fake = new Fake().install()
  const saving = new Saving()
  const whole = fake.add(newWhole())
  whole.entries = fields.map((e, i) => ({
    ...newEntry(whole.debrief.id, { stage: 0, position: i + 1 }, e),
    id: 'abcdef'[i] ?? '',
    rev: 1,
  }))
  const debrief = await OpenDebrief.open(whole.debrief.id, saving)
  return new TimelineScreen(debrief, saving)
}

const four = () =>
  open([
    { time: at('14:19'), text: 'board green', lane: 'saw', basis: 'record' },
    { time: at('14:27'), text: 'back to 810', who: { participantId: '', name: 'Tomás' } },
    { time: at('14:29'), text: 'between them' },
    { time: at('14:31'), text: 'the bot wrote it', basis: 'record' },
  ])

const kinds = (s: TimelineScreen) =>
  s.lines.map((l) => (l.kind === 'differ' ? l.accounts.map((a) => a.entry.id).join('=') : l.key))
const questions = (s: TimelineScreen) => s.debrief.whole.questions

describe('accounts that differ', () => {
  it('stand side by side where the first of them is, and none is lost', async () => {
    const s = await four()
    s.differing.mark('b')
    expect(s.differing.keep('d')).toBe(true)
    expect(kinds(s)).toEqual(['a', 'b=d', 'c'])
    expect(s.entries.map((e) => e.id).join('')).toBe('abcd')
    expect(questions(s)).toMatchObject([{ accountIds: ['b', 'd'], state: 'open', stage: 0 }])
    expect(questions(s)[0]?.text).toBe('When was this: “back to 810”?')
    // The arrow keys go through them as they stand.
    s.select('b')
    s.go(1)
    expect(s.selected).toBe('d')
    s.go(1)
    expect(s.selected).toBe('c')
  })

  it('needs two, takes more in, and an entry has one place', async () => {
    const s = await four()
    expect(s.differing.keep('b')).toBe(false)
    expect(questions(s)).toEqual([])
    s.differing.mark('b')
    s.differing.keep('d')
    s.differing.mark('c')
    s.differing.keep('b')
    expect(kinds(s)).toEqual(['a', 'b=c=d'])
    expect(questions(s)).toHaveLength(1)
    s.differing.out('c')
    expect(kinds(s)).toEqual(['a', 'b=d', 'c'])
    s.differing.out('d')
    expect(kinds(s)).toEqual(['a', 'b', 'c', 'd'])
    expect(questions(s)).toEqual([])
  })

  it('is asked in the meeting, and stays a question when it is taken apart', async () => {
    const s = await four()
    s.differing.mark('b')
    s.differing.keep('d')
    const [question] = questions(s)
    if (!question) throw new Error('no question')
    s.differing.toMeeting(question)
    expect(questions(s)).toMatchObject([{ stage: 4, state: 'open' }])
    s.differing.apart('b')
    expect(kinds(s)).toEqual(['a', 'b', 'c', 'd'])
    expect(questions(s)).toHaveLength(1)
  })

  it('stands alone again when the other account is removed', async () => {
    const s = await four()
    s.differing.mark('b')
    s.differing.keep('d')
    s.remove('d')
    expect(kinds(s)).toEqual(['a', 'b', 'c'])
    // The question keeps it, so that bringing it back brings them together.
    expect(questions(s)[0]?.accountIds).toEqual(['b', 'd'])
  })
})

describe('what is looked for', () => {
  it('says how many it hides, and Escape shows all', async () => {
    const s = await four()
    s.sieve.words = 'tomas'
    expect(kinds(s)).toEqual(['b'])
    expect(s.hidden).toBe(3)
    s.sieve.words = ''
    s.sieve.basis = 'record'
    s.sieve.lane = 'saw'
    expect(kinds(s)).toEqual(['a'])
    s.escape()
    expect(s.hidden).toBe(0)
    s.sieve.who = 'Tomás'
    expect(kinds(s)).toEqual(['b'])
  })

  it('shows accounts together when one of them is found', async () => {
    const s = await four()
    s.differing.mark('b')
    s.differing.keep('d')
    s.sieve.words = 'bot'
    expect(kinds(s)).toEqual(['b=d'])
    expect(s.hidden).toBe(2)
  })
})

describe('a silence', () => {
  it('is a line of its own, written into, and hidden while something is looked for', async () => {
    const s = await open([{ time: at('14:02') }, { onTimeline: true }, { time: at('14:24') }])
    expect(kinds(s)).toEqual(['a', 'b', 'gap:c', 'c'])
    s.go(1)
    s.go(1)
    expect(s.gap?.minutes).toBe(22)
    s.insert()
    expect(s.above).toBe('b')
    expect(kinds(s)).toEqual(['a', 'b', '', 'gap:c', 'c'])
    s.adding = false
    s.select('a')
    s.insert('above')
    expect(s.above).toBe('')
    s.adding = false
    s.sieve.words = 'nothing'
    expect(kinds(s)).toEqual([])
  })

  it('is as long as the debrief says', async () => {
    const s = await open([{ time: at('14:02') }, { time: at('14:24') }])
    s.setGap(23)
    expect(kinds(s)).toEqual(['a', 'b'])
  })

  it('is asked in the meeting once', async () => {
    const s = await open([{ time: at('14:02') }, { time: at('14:24') }])
    const gap = s.gaps[0]
    if (!gap) throw new Error('no gap')
    s.ask(gap)
    s.ask(gap)
    expect(questions(s).map((q) => [q.text, q.stage])).toEqual([
      ['What happened between 14:02 and 14:24?', 4],
    ])
  })
})

it('puts an entry on a lane, and leaves it there when said again', async () => {
  const s = await four()
  s.select('b')
  s.setLane('saw')
  s.setLane('saw')
  expect(s.current?.lane).toBe('saw')
})

it('says what kind of moment it was, and takes it back when said again', async () => {
  const s = await four()
  s.select('b')
  s.setPivot('decision')
  s.setStanding('disputed')
  expect(s.current).toMatchObject({ pivot: 'decision', standing: 'disputed' })
  s.setPivot('decision')
  s.setStanding('agreed')
  expect(s.current).toMatchObject({ pivot: '', standing: 'agreed' })
})
