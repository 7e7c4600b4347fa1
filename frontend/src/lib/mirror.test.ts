import { afterEach, beforeEach, expect, it } from 'vitest'
import { OpenDebrief } from './debrief.svelte'
import { mirror } from './mirror.svelte'
import { room } from './room.svelte'
import { Saving } from './saving.svelte'
import { shell } from './shell.svelte'
import { Fake, newWhole } from './testing/fake'

beforeEach(async () => {
  const whole = newWhole({ state: 'read-back' })
  new Fake().install().add(whole)
  shell.debrief = await OpenDebrief.open(whole.debrief.id, new Saving())
  shell.part = 'followup'
})
afterEach(() => {
  mirror.close()
  shell.debrief = undefined
  shell.hidden = false
  room.state = { ...room.state, open: false }
})

it('is offered where one has just met, and nowhere else', () => {
  expect(mirror.offers().map((o) => o.label)).toEqual(['Looking back, for you alone'])
  shell.part = 'report'
  expect(mirror.offers()).toEqual([])
})

it('goes when the screen is hidden or the Room view opens, and is not offered then', () => {
  mirror.offers()[0]?.run()
  expect(mirror.shown).toBe(true)
  shell.hidden = 'agenda'
  expect([mirror.shown, mirror.offers()]).toEqual([false, []])
  shell.hidden = false
  room.state = { ...room.state, open: true }
  expect([mirror.shown, mirror.offers()]).toEqual([false, []])
})
