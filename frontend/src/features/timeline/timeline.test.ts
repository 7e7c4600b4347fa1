import { beforeEach, describe, expect, it } from 'vitest'
import { backend } from '$lib/backend'
import { OpenDebrief } from '$lib/debrief.svelte'
import { newBand, newEntry, noMoment } from '$lib/make'
import type { Entry, Moment } from '$lib/nouns'
import { Saving } from '$lib/saving.svelte'
import { Fake, newWhole } from '$lib/testing/fake'
import { TimelineScreen, isBackwards } from './timeline.svelte'

const at = (time: string, day = '03'): Moment => ({
  at: `2026-11-${day}T${time}:00Z`,
  zone: 'UTC',
  precision: 'minute',
  raw: time,
  problem: '',
})

let debrief: OpenDebrief
let saving: Saving

async function open(entries: Partial<Entry>[], bands: [string, Moment, Moment][] = []) {
  const fake = new Fake().install()
  saving = new Saving()
  const whole = fake.add(newWhole({ localZone: 'America/New_York' }))
  const id = whole.debrief.id
  whole.entries = entries.map((e, i) => ({
    ...newEntry(id, { stage: 0, position: i + 1 }, e),
    id: e.id ?? `e${i}`,
    rev: 1,
  }))
  whole.bands = bands.map(([label, from, to], i) => ({
    ...newBand(id, { label, from, to }),
    id: `b${i}`,
    rev: 1,
  }))
  debrief = await OpenDebrief.open(id, saving)
  return new TimelineScreen(debrief, saving)
}

const order = (s: TimelineScreen) => s.entries.map((e) => e.id).join('')

describe('TimelineScreen', () => {
  let screen: TimelineScreen
  beforeEach(async () => {
    screen = await open(
      [
        { id: 'b', time: at('14:09'), basis: 'record' },
        { id: 'u', onTimeline: true },
        { id: 'a', time: at('14:02') },
        { id: 'c', time: at('15:19') },
        { id: 'n' },
      ],
      [
        ['Recovering', at('15:05'), at('15:19')],
        ['Unseen', at('14:02'), at('14:09')],
      ],
    )
  })

  it('is in order of time, and what has no time keeps its place', () => {
    expect(order(screen)).toBe('abuc')
    expect(screen.off.map((e) => e.id)).toEqual(['n'])
    expect(screen.counts).toBe('4 entries, 1 from records, 3 from memory')
  })

  it('puts each band before the first entry in it', () => {
    expect(screen.lines.map((l) => ('text' in l ? l.text : l.key))).toEqual([
      'Unseen, 7 min',
      'a',
      'b',
      'u',
      '1 h 10 min without a timed line; 1 line without a time stands here. What happened, and when?',
      'Recovering, 14 min',
      'c',
    ])
  })

  it('tells the time since the start, in the clock one chose', () => {
    const line = (id: string) => {
      const l = screen.lines.find((x) => x.key === id)
      return l?.kind === 'entry' ? [l.time, l.beside] : []
    }
    expect(line('b')).toEqual(['14:09', '+0:07'])
    expect(line('u')).toEqual(['', 'time not known'])
    screen.clock = 'America/New_York'
    expect(line('b')).toEqual(['09:09', '+0:07'])
    screen.clock = 'elapsed'
    expect(line('b')).toEqual(['+0:07', '14:09'])
  })

  it('moves only what has no time', async () => {
    screen.select('b')
    screen.move(-1)
    expect(order(screen)).toBe('abuc')
    screen.select('u')
    screen.move(-1)
    expect(order(screen)).toBe('aubc')
    screen.move(-1)
    expect(order(screen)).toBe('uabc')
    screen.move(-1)
    expect(order(screen)).toBe('uabc')
    for (let i = 0; i < 3; i++) screen.move(1)
    expect(order(screen)).toBe('abcu')
    await saving.flush()
    expect(saving.state.kind).toBe('saved')
  })

  it('keeps the order of the list while a time is typed', () => {
    screen.hold()
    screen.edit('a', 'time', (e) => (e.time = at('16:00')))
    expect(order(screen)).toBe('abuc')
    screen.release()
    // What has no time follows the entry it was written after.
    expect(order(screen)).toBe('buca')
  })

  it('puts a line on the timeline and takes it off again', () => {
    screen.putOn('n')
    expect(order(screen)).toBe('abucn')
    screen.takeOff('n')
    expect(order(screen)).toBe('abuc')
  })

  it('goes on to the neighbour when an entry is removed', () => {
    screen.select('b')
    screen.remove('b')
    expect(screen.entries.some((e) => e.id === 'b')).toBe(false)
    expect(screen.selected).not.toBe('')
  })

  it('finds the day of a typed time of day', () => {
    expect(screen.previous('u').at).toBe('2026-11-03T14:09:00Z')
    expect(screen.previous('a').at).toBe('2026-11-03T14:02:00Z')
  })

  it('begins a new band where the one before ended', () => {
    const id = screen.addBand()
    expect(debrief.find('band', id)?.from.at).toBe('2026-11-03T15:19:00Z')
    screen.editBand(id, 'to', (b) => (b.to = at('15:00')))
    const band = debrief.find('band', id)
    expect(band && isBackwards(band)).toBe(true)
  })

  it('keeps a line that is being typed', async () => {
    screen.line = '14:3'
    await saving.flush()
    expect(new TimelineScreen(debrief, saving).adding).toBe(true)
  })
})

it('lets go of a typed line when it is filed, not before', async () => {
  const screen = await open([])
  const kept: (string | undefined)[] = []
  const { go } = window as unknown as { go: { app: { Capture: Record<string, unknown> } } }
  go.app.Capture.File = async (_: unknown, input: { draftField: string; draft: string }) => {
    const view = await backend.debriefs.load(debrief.id)
    kept.push(view.drafts[input.draftField], input.draft)
    return { line: { kind: 'note' }, entry: newEntry(debrief.id, { stage: 0, position: 1 }) }
  }
  screen.line = '14:02 the pool'
  const filed = screen.file()
  expect(screen.line).toBe('')
  await filed
  expect(kept).toEqual(['14:02 the pool', ''])
})

it('names the days when there is more than one', async () => {
  const screen = await open([{ time: at('23:50') }, { time: at('00:10', '04') }])
  expect(screen.lines.filter((l) => l.kind === 'day').map((l) => l.key)).toEqual([
    'Tue 3 Nov 2026',
    'Wed 4 Nov 2026',
  ])
})

it('has nothing to show for an empty debrief', async () => {
  const screen = await open([])
  expect(screen.lines).toEqual([])
  screen.go(1)
  screen.move(1)
  expect(screen.selected).toBe('')
  expect(screen.previous('')).toEqual(noMoment())
})
