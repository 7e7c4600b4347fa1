import { tick } from 'svelte'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { saving } from '$lib/saving.svelte'
import { shell } from '$lib/shell.svelte'
import { Fake, newWhole } from '$lib/testing/fake'
import { toasts } from '$lib/ui/toasts.svelte'
import { liveOf } from './live-of.svelte'

let fake: Fake
let first: string
let second: string

const open = async (id: string) => {
  await shell.open(id, 'meeting')
  if (!shell.debrief) throw new Error('nothing is open')
  await tick()
  return liveOf(shell.debrief)
}
const running = (id: string) => fake.wholes.get(id)?.meeting.runningSince !== ''

beforeEach(async () => {
  fake = new Fake().install()
  first = fake.add(newWhole({ title: 'Checkout', state: 'ready' })).debrief.id
  second = fake.add(newWhole({ title: 'Search', state: 'ready' })).debrief.id
  const live = await open(first)
  live.start()
  live.goTo(3)
  await saving.flush()
})

afterEach(() => shell.library())

it('goes on while another debrief is looked at', async () => {
  await open(second)
  await tick()
  expect([shell.held?.id, shell.meeting?.id]).toEqual([first, first])
})

it('makes room for a meeting that begins, and can be taken up again', async () => {
  const live = await open(second)
  live.start()
  await tick()
  expect([shell.held, shell.meeting?.id]).toEqual([undefined, second])
  expect(toasts.all[0]?.text).toMatch(/The clock of “Checkout” stands/)
  await saving.flush()
  expect([running(first), running(second)]).toEqual([false, true])

  // Looked at, it does not take its place back; resumed, it does.
  const again = await open(first)
  await tick()
  expect([again.step, again.stage, shell.meeting?.id]).toEqual(['resume', 3, second])
  again.start()
  await tick()
  expect([shell.held, shell.meeting?.id]).toEqual([undefined, first])
  await saving.flush()
  expect([running(first), running(second)]).toEqual([true, false])
})
