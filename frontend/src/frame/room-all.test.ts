import { beforeEach, expect, it } from 'vitest'
import { newEntry, noMoment } from '$lib/make'
import { inRoom } from '$lib/room/mark'
import { saving } from '$lib/saving.svelte'
import { shell } from '$lib/shell.svelte'
import { Fake, newWhole } from '$lib/testing/fake'
import { toasts } from '$lib/ui/toasts.svelte'
import { showAll } from './room-all'

const at = { ...noMoment(), at: '2026-11-03T14:52:00Z' }

async function opened(times: boolean[]) {
  const fake = new Fake().install()
  const whole = fake.add(newWhole({ title: 'Checkout' }))
  times.forEach((timed, i) =>
    whole.entries.push(
      newEntry(
        whole.debrief.id,
        { stage: 4, position: i + 1 },
        { text: String(i), ...(timed ? { time: at } : {}) },
      ),
    ),
  )
  await shell.open(whole.debrief.id, 'timeline')
  if (!shell.debrief) throw new Error('nothing is open')
  return shell.debrief
}

beforeEach(() => void (toasts.all = []))

it('shows what is not shown yet, then takes all out, and says which', async () => {
  const debrief = await opened([true, true, false])
  const shown = () => debrief.whole.entries.map(inRoom)
  const said = () => [toasts.all[0]?.text, toasts.all[0]?.action?.label]
  showAll(debrief)
  expect([shown(), said()]).toEqual([
    [true, true, false],
    ['2 entries are shown in the Room.', 'Undo'],
  ])
  showAll(debrief)
  expect([shown(), said()]).toEqual([
    [false, false, false],
    ['2 entries were taken out of the Room.', 'Undo'],
  ])
  await saving.flush()
})

it('says that there is nothing to show', async () => {
  showAll(await opened([false]))
  expect(toasts.all[0]?.text).toMatch(/No entry has a time yet/)
})
