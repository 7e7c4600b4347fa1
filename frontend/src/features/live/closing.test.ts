import { describe, expect, it } from 'vitest'
import { said } from './closing'
import { commands } from './commands'
import { stage } from './fake'

const of = (present: number | null, learned: number | null, again: number | null) =>
  said({ present, learned, again })

describe('the closing counts', () => {
  it('begin with who is here, and keep what was typed', async () => {
    const s = await stage()
    s.live.attend('Sam', false)
    s.live.start()
    s.live.goTo(7)
    expect(s.live.meeting.present).toBe(2)
    s.live.count('present', '')
    s.live.goTo(6)
    s.live.count('present', '9')
    s.live.goTo(7)
    expect(s.live.meeting.present).toBe(9)
  })

  it('say in words whether somebody learned and half would come again', () => {
    expect(of(8, null, null)).toEqual([])
    expect(of(8, 1, 4)).toEqual([
      'At least one person learned something that changes their work, and at least half would come again.',
    ])
    expect(of(8, 1, 3)).toEqual([
      'At least one person learned something that changes their work.',
      'Fewer than half would come again.',
      'What would make the next one worth the time?',
    ])
    expect(of(8, 0, null)[0]).toBe('No hand for something learned this time.')
    expect(of(null, null, 3)).toEqual([])
  })

  it('say so where more hands went up than people are here, and judge nothing by it', () => {
    expect(of(6, 7, 3)).toEqual([
      '7 hands, and 6 are here. The number stays as it is: count once more, or change who is present.',
    ])
  })

  it('stay on the screen of a small group', () => {
    expect(of(4, 2, 2)).toContain(
      'With fewer than five people here the counts stay on this screen.',
    )
    expect(of(5, 2, 3)).toHaveLength(1)
  })
})

describe('who is here', () => {
  it('is marked for everybody at once, as one step', async () => {
    const s = await stage()
    s.live.attend('Jo', false)
    s.live.attend('Sam', false)
    await s.saving.flush()
    s.live.attendAll()
    await s.saving.flush()
    expect(s.whole().participants.map((p) => p.absent)).toEqual([false, false, false])
    expect(s.live.people).toHaveLength(3)
  })
})

describe('leaving the ground rules', () => {
  it('asks once for the agreement that is not noted, and goes on at the second time', async () => {
    const s = await stage()
    s.live.start()
    s.live.goTo(2)
    s.live.advance()
    expect([s.live.stage, s.live.asksAgreement]).toEqual([2, true])
    s.live.advance()
    expect([s.live.stage, s.live.asksAgreement]).toEqual([3, false])
    s.live.goTo(2)
    s.live.advance()
    s.live.agree(true)
    expect(s.live.asksAgreement).toBe(false)
    s.live.advance()
    expect(s.live.stage).toBe(3)
  })

  it('asks by whichever key the next stage is gone to, and not for a stage that is named', async () => {
    const s = await stage()
    s.live.start()
    const key = () =>
      void commands(s.live, () => undefined, undefined)
        .find((c) => c.id === 'live.stage')
        ?.run(new KeyboardEvent('keydown'))
    for (const next of [key, () => void s.live.file('/next')]) {
      s.live.goTo(2)
      next()
      await s.saving.flush()
      await expect.poll(() => [s.live.stage, s.live.asksAgreement]).toEqual([2, true])
      next()
      await expect.poll(() => s.live.stage).toBe(3)
    }
    s.live.pause()
    s.live.goTo(2)
    key()
    expect([s.live.stage, s.live.asksAgreement]).toEqual([2, true])
    s.live.goTo(4)
    expect([s.live.stage, s.live.asksAgreement]).toEqual([4, false])
  })
})
