import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Reminding } from './remind.svelte'
import { room } from './room.svelte'
import type { Session } from './session'
import { shell } from './shell.svelte'
import { Fake, newWhole } from './testing/fake'
import { OpenDebrief } from './debrief.svelte'
import { Saving } from './saving.svelte'
import { toasts } from './ui/toasts.svelte'

describe('Reminding', () => {
  let fake: Fake
  let now: Date
  let reminding: Reminding
  let stop = () => undefined as void

  beforeEach(() => {
    vi.useFakeTimers()
    fake = new Fake().install()
    fake.reminder = { count: 3, shown: true }
    now = new Date('2026-11-21T06:00:00')
    reminding = new Reminding(() => now)
    toasts.all = []
    stop = reminding.follow()
  })
  afterEach(() => {
    stop()
    vi.useRealTimers()
    shell.hidden = false
    shell.held = undefined
    room.state = { ...room.state, open: false }
  })

  const said = () => fake.log.filter((l) => l.startsWith('remind:')).length
  const pass = (minutes: number) => vi.advanceTimersByTimeAsync(minutes * 60_000)

  it('says it once a day, in the morning, and not again when the app is opened again', async () => {
    await pass(1)
    expect(said()).toBe(1)
    await pass(60)
    expect(said()).toBe(1)
    now = new Date('2026-11-22T00:01:00')
    await pass(60)
    expect(said()).toBe(1)
    now = new Date('2026-11-22T08:00:00')
    await pass(1)
    expect(said()).toBe(2)
    stop()
    stop = new Reminding(() => now).follow()
    await pass(60)
    expect(said()).toBe(2)
  })

  it('is still during a meeting, while the screen is hidden and while the Room is open', async () => {
    const meeting = newWhole({ state: 'live' })
    fake.add(meeting)
    shell.held = await OpenDebrief.open(meeting.debrief.id, new Saving())
    await pass(5)
    const session = { runningSince: '', startedAt: '2026-11-21T05:00:00Z', endedAt: '' } as Session
    const again = newWhole({ state: 'follow-up' })
    again.meeting.sessions = [session]
    fake.add(again)
    shell.held = await OpenDebrief.open(again.debrief.id, new Saving())
    await pass(5)
    shell.held = undefined
    shell.hidden = 'agenda'
    await pass(5)
    shell.hidden = false
    room.state = { ...room.state, open: true }
    await pass(5)
    expect(said()).toBe(0)
    room.state = { ...room.state, open: false }
    await pass(1)
    expect(said()).toBe(1)
  })

  it('says in the window what no desktop shows, with a number and nothing else', async () => {
    fake.reminder = { count: 1, shown: false }
    await pass(0.1)
    expect(toasts.all.map((toast) => toast.text)).toEqual(['1 date needs a look.'])
  })

  it('can be switched off, and says nothing when there is nothing', async () => {
    reminding.choose('off')
    await pass(5)
    expect(said()).toBe(0)
    expect(fake.settings['remind']).toBe('off')
    fake.reminder = { count: 0, shown: false }
    reminding.choose('window')
    await pass(5)
    expect(fake.log).toContain('remind:false')
    expect(toasts.all).toEqual([])
  })
})
