import { beforeEach, describe, expect, it } from 'vitest'
import { stage, type Stage } from './fake'

describe('after the end of the meeting', () => {
  let s: Stage
  beforeEach(async () => {
    s = await stage()
    s.live.start()
    s.live.goTo(7)
    s.live.end()
    await s.saving.flush()
  })

  it('every stage can be looked at, and the meeting stands where it ended', async () => {
    const before = s.fake.steps.length
    s.live.goTo(3)
    await s.saving.flush()
    expect([s.live.stage, s.live.shown, s.whole().meeting.stage]).toEqual([3, 3, 7])
    expect(s.fake.steps).toHaveLength(before)
    s.live.goTo(7)
    expect(s.live.stage).toBe(7)
  })

  it('goes on where it ended when it is resumed, whatever was looked at', async () => {
    s.live.goTo(2)
    s.live.start()
    await s.saving.flush()
    expect([s.live.stage, s.whole().meeting.stage]).toEqual([7, 7])
    s.live.goTo(6)
    await s.saving.flush()
    expect(s.whole().meeting.stage).toBe(6)
  })
})
