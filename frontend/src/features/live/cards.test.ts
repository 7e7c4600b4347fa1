import { beforeEach, expect, it, vi } from 'vitest'
import type { Card } from '$lib/rehearsal'
import { stage, type Stage } from './fake'

const cards: Card[] = ['Alarms ring', 'Ines restarts it'].map((text, i) => ({
  id: `card-${i}`,
  kind: 'step',
  when: '',
  text,
}))

const held = vi.fn(() => Promise.resolve(['card-1']))
let s: Stage
let region: HTMLElement

beforeEach(async () => {
  s = await stage()
  const { go } = window as unknown as { go: { app: Record<string, object> } }
  held.mockClear()
  go.app.Rehearsals = { Held: held }
  s.live.debrief.whole.debrief.kit = { sourceId: 'other', cards }
  region = document.body.appendChild(document.createElement('div'))
  region.id = 'announcements'
  s.live.start()
  return () => region.remove()
})

const said = (text: RegExp) => vi.waitFor(() => expect(region.textContent).toMatch(text))

it('says what came into the Room, and of a card that is held back that it did not', async () => {
  s.live.put()
  await said(/^In the Room: “Alarms ring”$/)
  s.live.put()
  await said(/^The Room does not show it: it names somebody/)
})

it('says nothing of a card that was taken back at once', async () => {
  s.live.put()
  s.live.takeBack()
  await said(/^Taken back\.$/)
  await vi.waitFor(() => expect(s.live.play.last).toBeUndefined())
  expect(region.textContent).toBe('Taken back.')
})

it('says nothing of a card that could not be saved: the Room does not have it', async () => {
  s.fake.refuse.push('invalid')
  s.live.put()
  await s.saving.flush()
  await vi.waitFor(() => expect(s.saving.state.kind).toBe('problem'))
  s.live.put(cards[1])
  await said(/^The Room does not/)
  expect(held).toHaveBeenCalledTimes(1)
})
