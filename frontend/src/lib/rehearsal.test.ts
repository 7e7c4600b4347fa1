import { beforeEach, expect, it } from 'vitest'
import { OpenDebrief } from './debrief.svelte'
import { Play, sinceOf, type Card } from './rehearsal'
import { Saving } from './saving.svelte'
import { Fake, newWhole } from './testing/fake'

const card = (id: string, more: Partial<Card> = {}): Card => ({
  id,
  kind: 'step',
  when: '',
  text: id,
  ...more,
})

let debrief: OpenDebrief
let play: Play

beforeEach(async () => {
  const fake = new Fake()
  fake.install()
  const whole = newWhole({ title: 'what if' })
  whole.debrief.kit = {
    sourceId: 'other',
    cards: [
      card('one'),
      card('inject', { kind: 'inject' }),
      card('two'),
      card('empty', { text: ' ' }),
      card('later', { kind: 'inject', minute: 20 }),
    ],
  }
  fake.add(whole)
  debrief = await OpenDebrief.open(whole.debrief.id, new Saving())
  play = new Play(debrief)
})

const shown = () => play.cards.filter(play.shown).map((c) => c.id)

it('says what a time with a sign is counted from, and of no other', () => {
  expect(['−7:27', '+0:12', '+0:01:30'].map(sinceOf)).toEqual([
    'rehearse.before',
    'rehearse.after',
    'rehearse.after',
  ])
  for (const own of ['14:02', '0:00', 'at dawn', '', '+30 min'])
    expect(sinceOf(own)).toBeUndefined()
})

it('shows one step after the other, and takes the last one back', () => {
  expect([play.next?.id, play.last]).toEqual(['one', undefined])
  for (const next of ['two', undefined]) {
    if (play.next) play.show(play.next)
    expect(play.next?.id).toBe(next)
  }
  expect(shown()).toEqual(['one', 'two'])
  play.back()
  expect([shown(), play.next?.id]).toEqual([['one'], 'two'])
  play.back()
  play.back()
  expect(shown()).toEqual([])
})

it('offers an inject at its place, or when its minute has come', () => {
  const [placed, timed] = play.injects
  if (!placed || !timed) throw new Error('no injects')
  expect([play.due(placed, 0), play.due(timed, 19), play.due(timed, 20)]).toEqual([
    false,
    false,
    true,
  ])
  if (play.next) play.show(play.next)
  expect(play.due(placed, 0)).toBe(true)
  play.show(placed)
  expect([play.last?.id, play.injects.map((c) => c.id)]).toEqual(['inject', ['later']])
})

it('says that a card has changed since it was shown', () => {
  const first = play.cards[0]
  if (!first) throw new Error('no card')
  play.show(first)
  expect(play.changed(first)).toBe(false)
  const change = { name: 'edit-kit' }
  void debrief.edit('debrief', debrief.id, change, (d) => {
    if (d.kit?.cards[0]) d.kit.cards[0].text = 'other words'
  })
  const now = play.cards[0]
  expect(now && play.changed(now)).toBe(true)
})
