import { beforeEach, expect, it, vi } from 'vitest'
import { newEntry, noMoment } from '$lib/make'
import type { Entry } from '$lib/nouns'
import { inRoom, wasInRoom } from '$lib/room/mark'
import { Room } from '$lib/room.svelte'
import { saving } from '$lib/saving.svelte'
import { Shell } from '$lib/shell.svelte'
import { Fake, newWhole } from '$lib/testing/fake'
import { toasts } from '$lib/ui/toasts.svelte'

const at = { ...noMoment(), at: '2026-11-03T14:52:00Z' }
let fake: Fake
let shell: Shell
let room: Room

beforeEach(async () => {
  fake = new Fake().install()
  const whole = fake.add(newWhole({ title: 'Checkout' }))
  const entry = (text: string, fields: Partial<Entry>) =>
    newEntry(whole.debrief.id, { stage: 4, position: whole.entries.length }, { text, ...fields })
  whole.entries.push(entry('one', { time: at }), entry('two', { time: at }), entry('three', {}))
  shell = new Shell()
  room = new Room()
  await shell.open(whole.debrief.id, 'meeting')
})

const debrief = () => {
  if (!shell.debrief) throw new Error('nothing is open')
  return shell.debrief
}
const entries = () => debrief().whole.entries
const shown = () => entries().map(inRoom)

it('confirms a line as it stands, and takes it out', async () => {
  const first = entries()[0] as Entry
  const now = () => entries()[0] as Entry
  room.show(debrief(), first.id)
  expect(shown()).toEqual([true, false, false])
  expect(toasts.all[0]?.text).toBe('Shown in the Room: “one”')
  void debrief().edit('entry', first.id, { name: 'edit-entry' }, (e) => (e.text = 'won'))
  expect([inRoom(now()), wasInRoom(now())]).toEqual([false, true])
  room.show(debrief(), first.id)
  room.show(debrief(), first.id)
  expect(shown()).toEqual([false, false, false])
  expect(wasInRoom(now())).toBe(false)
  expect(toasts.all[0]?.text).toBe('Taken out of the Room: “won”')
  await saving.flush()
  expect(fake.wholes.get(debrief().id)?.entries[0]?.room).toBe('')
})

it('says why a line without a time is not shown', () => {
  room.show(debrief(), entries()[2]?.id ?? '')
  expect(shown()).toEqual([false, false, false])
  expect(toasts.all[0]?.text).toMatch(/give the line a time/)
  const third = entries()[2] as Entry
  third.time = { ...noMoment(), raw: '14:05', problem: 'no-day' }
  room.show(debrief(), third.id)
  expect(toasts.all[0]?.text).toMatch(/which day/)
})

it('confirms all of the timeline in one step', async () => {
  room.showAll(debrief(), true)
  expect(shown()).toEqual([true, true, false])
  await saving.flush()
  expect(new Set(fake.steps.map((s) => s.id)).size).toBe(1)
  room.showAll(debrief(), false)
  expect(shown()).toEqual([false, false, false])
})

it('offers a Room that is gone once', async () => {
  await room.look()
  const stop = room.follow(() => undefined)
  fake.room = { ...fake.room, open: false, ended: true }
  toasts.all = []
  await room.look()
  expect(toasts.all[0]?.text).toMatch(/has ended/)
  toasts.all[0]?.action?.run()
  await vi.waitFor(() => expect(fake.room.open).toBe(true))
  toasts.all = []
  await room.look()
  expect(toasts.all).toEqual([])
  stop()
})

it('tells which question is asked, of the debrief that is open', () => {
  room.ask(debrief().id, 'stage.narratives.prompt.2')
  room.tell(debrief().id)
  room.tell('another')
  room.tell('')
  expect(fake.followed).toEqual([
    [debrief().id, 'stage.narratives.prompt.2'],
    ['another', ''],
    ['', ''],
  ])
})

it('comes back to what the room sees first, in a meeting', () => {
  debrief().whole.debrief.state = 'live'
  shell.hide()
  expect([shell.hidden, fake.hides]).toEqual(['agenda', [true]])
  shell.comeBack()
  expect([shell.hidden, fake.hides]).toEqual(['room', [true, false]])
  shell.hide()
  expect([shell.hidden, fake.hides.at(-1)]).toEqual(['agenda', true])
  shell.comeBack()
  shell.comeBack()
  expect(shell.hidden).toBe(false)
})

it('comes back at once where no meeting is held', () => {
  shell.hide()
  shell.comeBack()
  expect([shell.hidden, fake.hides]).toEqual([false, [true, false]])
})
