import { beforeEach, describe, expect, it } from 'vitest'
import { reading } from '$lib/reading.svelte'
import { digits } from './clock.svelte'
import { stage, type Stage } from './fake'

const minute = 60_000

describe('the clock of a meeting', () => {
  let s: Stage
  beforeEach(async () => {
    s = await stage()
  })

  const pass = (ms: number) => s.pass(ms)

  it('counts in the stage it runs in', () => {
    s.live.start()
    pass(90_000)
    expect(s.live.clock.total).toBe(90)
    s.live.goTo(3)
    pass(30_000)
    expect([s.live.clock.spent(1), s.live.clock.spent(3), s.live.clock.total]).toEqual([
      90, 30, 120,
    ])
  })

  it('stands in a library that is only read, and writes nothing once that is closed', async () => {
    s.live.start()
    pass(90_000)
    await s.saving.flush()
    reading.on = true
    s.live = await s.reopen()
    reading.on = false
    const before = s.fake.log.length
    pass(3 * minute)
    expect([s.live.clock.running, s.live.clock.total]).toEqual([false, 90])
    s.live.clock.keep()
    void s.live.debrief.draft('capture', 'x')
    await s.saving.flush()
    expect(s.fake.log.length).toBe(before)
    expect(s.saving.state.kind).toBe('saved')
  })

  it('stands while the meeting pauses', () => {
    s.live.start()
    pass(minute)
    s.live.pause()
    pass(10 * minute)
    expect(s.live.clock.total).toBe(60)
    expect(s.live.debrief.whole.debrief.state).toBe('paused')
    s.live.advance()
    pass(minute)
    expect(s.live.clock.total).toBe(120)
    expect(s.live.debrief.whole.debrief.state).toBe('live')
  })

  it('is kept every ten seconds, not every second', async () => {
    s.live.start()
    await s.saving.flush()
    const before = s.fake.log.length
    for (let i = 0; i < 31; i++) pass(1000)
    await s.saving.flush()
    expect(s.fake.log.length - before).toBeLessThanOrEqual(3)
    expect(s.whole().meeting.seenAt).toBe('2026-11-21T10:00:30.000Z')
  })

  it('does not count the time the app was gone, and goes on', async () => {
    s.live.start()
    pass(10_000)
    await s.saving.flush()
    s.clock.now += 5 * minute
    const again = await s.reopen()
    expect(again.clock.total).toBe(10)
    expect(again.clock.running).toBe(true)
    expect(again.notice).not.toBe('')
  })

  it('stands when the app was gone for long', async () => {
    s.live.start()
    pass(10_000)
    await s.saving.flush()
    s.clock.now += 24 * 60 * minute
    const again = await s.reopen()
    expect(again.clock.total).toBe(10)
    expect(again.clock.running).toBe(false)
    expect(again.step).toBe('resume')
  })

  describe('while the laptop sleeps', () => {
    /** The machine sleeps: the time of day goes on, the steady clock stands. */
    const sleep = (ms: number) => {
      s.clock.now += ms
      s.clock.slept += ms
      s.pass(1000)
    }

    beforeEach(() => {
      s.live.start()
      s.live.goTo(3)
      pass(2 * minute)
    })

    it('does not count three minutes, and goes on', async () => {
      sleep(3 * minute)
      expect([s.live.clock.running, s.live.clock.total]).toEqual([true, 121])
      expect(s.live.notice).toMatch(/goes on/)
      pass(minute)
      expect(s.live.clock.spent(3)).toBe(181)
      await s.saving.flush()
      expect(s.whole().meeting.elapsedSeconds[2]).toBe(121)
    })

    it('stands after ten hours, and says so', () => {
      sleep(10 * 60 * minute)
      expect([s.live.clock.running, s.live.clock.total]).toEqual([false, 121])
      expect([s.live.step, s.live.notice]).toEqual(['resume', expect.stringMatching(/stands/)])
      s.live.advance()
      pass(minute)
      expect(s.live.clock.total).toBe(181)
      expect(s.live.notice).toBe('')
    })

    it('knows a sleep where both clocks go on', () => {
      s.clock.now += 10 * 60 * minute
      s.live.beat()
      expect([s.live.clock.running, s.live.clock.total]).toEqual([false, 120])
    })

    it('counts on in a window whose timers rest for a minute', () => {
      s.clock.now += 75_000
      s.live.beat()
      expect([s.live.clock.total, s.live.notice]).toEqual([195, ''])
    })
  })

  it('goes on when the time of day is set back by an hour, and asks nothing', async () => {
    s.live.start()
    pass(2 * minute)
    s.clock.now -= 60 * minute
    s.clock.slept -= 60 * minute
    pass(minute)
    expect([s.live.clock.running, s.live.clock.total, s.live.notice]).toEqual([true, 180, ''])
    await s.saving.flush()
    const again = await s.reopen()
    expect([again.clock.running, again.clock.total]).toEqual([true, 180])
  })

  it('is not misled by a time of day that was set back while it was closed', async () => {
    s.live.start()
    pass(2 * minute)
    await s.saving.flush()
    s.clock.now -= 60 * minute
    s.live = await s.reopen()
    expect([s.live.clock.running, s.live.clock.total]).toEqual([true, 120])
    pass(minute)
    expect(s.live.clock.total).toBe(180)
  })

  it('counts through the night the clocks change, when its zone says an hour twice', () => {
    s.clock.now = Date.parse('2026-10-25T00:59:30Z')
    s.live.beat()
    s.live.start()
    pass(minute)
    expect([s.live.clock.total, s.live.notice]).toEqual([60, ''])
  })

  it('says how far a stage is over, and takes the minutes from the longest to come', () => {
    s.live.start()
    s.live.goTo(4)
    pass(16.5 * minute)
    expect(s.live.clock.over(4)).toBe(2)
    expect(s.live.giver).toBe(5)
    s.live.take()
    expect(s.live.meeting.planMinutes).toEqual([2, 3, 20, 17, 6, 8, 4])
    expect(s.live.clock.over(4)).toBe(0)
  })

  it('writes digits', () => {
    expect([digits(0), digits(1448), digits(3725)]).toEqual(['00:00', '24:08', '1:02:05'])
  })
})
