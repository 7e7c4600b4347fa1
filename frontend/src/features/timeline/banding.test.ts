import { beforeEach, expect, it } from 'vitest'
import { OpenDebrief } from '$lib/debrief.svelte'
import { newEntry } from '$lib/make'
import type { Moment } from '$lib/nouns'
import { Saving } from '$lib/saving.svelte'
import { Fake, newWhole } from '$lib/testing/fake'
import { bandKey } from './banding.svelte'
import { TimelineScreen } from './timeline.svelte'

const at = (raw: string): Moment => ({
  at: `2026-11-03T${raw}:00Z`,
  zone: 'UTC',
  precision: 'minute',
  raw,
  problem: '',
})
const times = ['14:02', '14:09', '14:19', '14:44', '15:05']

let screen: TimelineScreen
beforeEach(async () => {
  const fake = new Fake().install()
  const saving = new Saving()
  const whole = fake.add(newWhole({}))
  whole.entries = times.map((time, i) => ({
    ...newEntry(whole.debrief.id, { stage: 0, position: i + 1 }, { time: at(time) }),
    id: time,
    rev: 1,
  }))
  screen = new TimelineScreen(await OpenDebrief.open(whole.debrief.id, saving), saving)
})

const bands = () => screen.bands.map((b) => `${b.from.raw}-${b.to.raw}`).join(' ')
const at1 = (time: string, edge: 'from' | 'to') => {
  screen.select(time)
  screen.edge(edge)
  screen.banding.named()
}

it('begins and ends bands at entries, one after the other', () => {
  at1('14:02', 'from')
  expect(bands()).toBe('14:02-')
  at1('14:09', 'from')
  expect(bands()).toBe('14:02-14:09 14:09-')
  at1('14:44', 'to')
  expect(bands()).toBe('14:02-14:09 14:09-14:44')
  at1('15:05', 'to')
  expect(bands()).toBe('14:02-14:09 14:09-15:05')
})

it('asks for the label of a band that begins', () => {
  screen.select('14:02')
  screen.edge('from')
  const [band] = screen.bands
  expect(screen.banding.naming).toEqual({ id: band?.id, where: 'list' })
  screen.banding.type('Unseen')
  expect(screen.bands[0]?.label).toBe('Unseen')
})

it('says what is missing where no band has begun', () => {
  at1('14:02', 'to')
  expect(bands()).toBe('')
})

it('makes one band of all that is marked', () => {
  for (const id of ['14:44', '14:09', '14:19']) screen.differing.mark(id)
  screen.select('14:19')
  screen.edge('to')
  expect(bands()).toBe('14:09-14:44')
  expect(screen.differing.marked.size).toBe(0)
})

it('moves the edges of a band by an entry, outwards and inwards', () => {
  at1('14:09', 'from')
  at1('14:44', 'to')
  screen.select(bandKey(screen.bands[0]?.id ?? ''))
  screen.edge('from')
  expect(bands()).toBe('14:02-14:44')
  screen.edge('to')
  expect(bands()).toBe('14:02-15:05')
  screen.edge('from', true)
  screen.edge('to', true)
  expect(bands()).toBe('14:09-14:44')
})

it('moves the edges of a marked band to an entry, and turns it round where they pass each other', () => {
  at1('14:09', 'from')
  at1('14:19', 'to')
  screen.banding.mark(screen.bands[0]?.id ?? '')
  at1('14:44', 'to')
  expect(bands()).toBe('14:09-14:44')
  at1('15:05', 'from')
  expect(bands()).toBe('14:44-15:05')
  expect(screen.canEscape).toBe(true)
  screen.escape()
  expect(screen.banding.marked).toBe('')
})

it('goes through headings, and on to what is below when one is removed', () => {
  at1('14:09', 'from')
  at1('14:44', 'to')
  const key = bandKey(screen.bands[0]?.id ?? '')
  expect(screen.stops.slice(0, 3)).toEqual(['14:02', key, '14:09'])
  screen.select('14:02')
  screen.go(1)
  expect(screen.band?.from.raw).toBe('14:09')
  screen.banding.remove(screen.band?.id ?? '')
  expect(bands()).toBe('')
})
