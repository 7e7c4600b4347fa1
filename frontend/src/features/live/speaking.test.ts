import { beforeEach, describe, expect, it } from 'vitest'
import { stage, type Stage } from './fake'

const minute = 60_000

describe('speaking time', () => {
  let s: Stage
  beforeEach(async () => {
    s = await stage(['Ines', 'Jo', 'Sam', 'Lu'])
    s.live.start()
    s.pass(2 * minute)
    s.live.goTo(3)
  })

  const times = () => s.live.people.map((p) => s.live.speaking.of(p.id))

  it('goes with the turn, stands with the clock, and counts no opening', () => {
    s.pass(2 * minute)
    s.live.nextSpeaker()
    s.pass(minute)
    s.live.pause()
    s.pass(5 * minute)
    s.live.start()
    s.pass(minute)
    expect(times()).toEqual([120, 120, 0, 0])
    s.live.speaking.toggleStopped()
    s.pass(minute)
    expect(times()).toEqual([120, 120, 0, 0])
  })

  it('names whoever was quietest, not who is next, passed, or was declined', () => {
    s.pass(3 * minute)
    s.live.nextSpeaker()
    s.pass(minute)
    expect(s.live.quiet?.id).toBe('Lu')
    s.live.speaking.decline('Lu')
    expect(s.live.quiet).toBeUndefined()
  })

  it('invites after whoever is next, as one step that can be taken back', async () => {
    s.pass(5 * minute)
    expect([s.live.upcoming?.id, s.live.quiet?.id]).toEqual(['Jo', 'Sam'])
    s.live.shift('Lu', -1)
    expect(s.live.people.map((p) => p.id)).toEqual(['Ines', 'Jo', 'Lu', 'Sam'])
    s.live.speaking.decline('Lu')
    s.live.invite()
    expect(s.live.people.map((p) => p.id)).toEqual(['Ines', 'Jo', 'Sam', 'Lu'])
    await s.saving.flush()
    expect(s.turns().orderIds).toEqual(['Ines', 'Jo', 'Sam', 'Lu'])
  })

  it('says the facilitator’s share in words, and nothing while nobody said when', () => {
    s.pass(5 * minute)
    expect(s.live.speaking.share).toBeUndefined()
    s.live.speaking.toggleTalking()
    s.pass(2 * minute)
    s.live.speaking.toggleTalking()
    s.pass(minute)
    expect(s.live.speaking.share).toBe('quarter')
    expect(times()[0]).toBe(360)
  })

  it('knows nothing of what was before the window was opened, and says nothing about it', async () => {
    s.pass(3 * minute)
    s.live.nextSpeaker()
    await s.saving.flush()
    s.live = await s.reopen()
    expect(times()).toEqual([0, 0, 0, 0])
    expect(s.live.speaking.late).toBe(true)
    s.pass(5 * minute)
    // Ines had her turn before: whether she was quiet nobody knows.
    expect(s.live.quiet?.id).toBe('Lu')
  })

  it('is in nothing that is kept, and gone when the meeting ends', async () => {
    s.pass(127_000)
    s.live.nextSpeaker()
    s.live.speaking.toggleTalking()
    s.pass(241_000)
    s.live.speaking.toggleTalking()
    await s.saving.flush()
    const kept = JSON.stringify([s.whole(), s.fake.settings, [...s.fake.drafts.values()]])
    expect(kept).not.toMatch(/127|241/)
    expect(times()).toEqual([127, 0, 0, 0])
    s.live.end()
    expect(times()).toEqual([0, 0, 0, 0])
    expect(s.live.speaking.share).toBeUndefined()
  })
})

describe('hands', () => {
  it('are a number of the stage, and nobody’s', async () => {
    const s = await stage()
    s.live.start()
    s.live.goTo(4)
    s.live.hand(1)
    s.live.hand(1)
    s.live.hand(-1)
    s.live.goTo(5)
    s.live.hand(-1)
    s.live.hand(1)
    await s.saving.flush()
    expect(s.whole().meeting.hands).toEqual([0, 0, 0, 1, 1, 0, 0])
    expect(s.live.hands).toBe(2)
  })
})

describe('passing', () => {
  it('is kept apart from being heard', async () => {
    const s = await stage()
    s.live.start()
    s.live.goTo(3)
    s.live.pass()
    expect([s.live.turns.speakerId, s.live.passed('Ines')]).toEqual(['Jo', true])
    s.live.nextSpeaker()
    s.live.nextSpeaker()
    expect([s.live.turns.speakerId, s.live.step]).toEqual(['Ines', 'stage'])
    s.live.pass()
    expect([s.live.turns.speakerId, s.live.upcoming]).toEqual(['', undefined])
    await s.saving.flush()
    expect(s.turns().heardIds).toEqual(['Jo', 'Sam'])
  })
})

describe('the length of a meeting', () => {
  it('is suggested to be longer for many people, until somebody says no', async () => {
    const s = await stage(Array.from({ length: 10 }, (_, i) => `Person ${i}`))
    expect(s.live.tight).toBe(true)
    s.live.keepLength()
    expect(s.live.tight).toBe(false)
    await s.saving.flush()
    expect((await s.reopen()).tight).toBe(false)
  })

  it('is nothing to talk about with nine', async () => {
    const s = await stage(Array.from({ length: 9 }, (_, i) => `Person ${i}`))
    expect(s.live.tight).toBe(false)
  })
})
