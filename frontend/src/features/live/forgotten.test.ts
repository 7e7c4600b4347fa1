import { beforeEach, describe, expect, it } from 'vitest'
import { stage, type Stage } from './fake'

describe('turns after the end of the meeting', () => {
  let s: Stage
  beforeEach(async () => {
    s = await stage()
    s.live.start()
    s.live.goTo(3)
    s.live.nextSpeaker()
    await s.saving.flush()
  })

  /** Who has the word and who was heard, in the library and here. */
  const known = () => [s.turns(), s.live.turns].map((t) => [t.speakerId, t.heardIds])
  const both = (speaker: string, heard: string[]) => [
    [speaker, heard],
    [speaker, heard],
  ]

  it('are in the library while it lasts, a step each that only turns have', () => {
    expect(known()).toEqual(both('Jo', ['Ines']))
    expect(s.whole().meeting).not.toHaveProperty('speakerId')
    expect(s.fake.steps.at(-1)?.name).toBe('speaker')
  })

  it('go on in a meeting that is resumed', async () => {
    s.live.end()
    await s.saving.flush()
    expect(known()).toEqual([
      ['', []],
      ['Jo', ['Ines']],
    ])
    s.live.start()
    await s.saving.flush()
    expect(known()).toEqual(both('Jo', ['Ines']))
    s.live.nextSpeaker()
    await s.saving.flush()
    expect(known()).toEqual(both('Sam', ['Ines', 'Jo']))
  })

  it('go on when the end is taken back, brought back, and taken back', async () => {
    s.live.end()
    await s.saving.flush()
    expect(s.turns().rev).toBe(0)
    for (const endedAt of ['', '2026-11-21T15:00:00Z', '']) {
      s.whole().meeting.endedAt = endedAt
      s.whole().debrief.state = endedAt ? 'read-back' : 'live'
      await s.live.debrief.reload()
      await s.saving.flush()
      expect(known()).toEqual(
        endedAt
          ? [
              ['', []],
              ['Jo', ['Ines']],
            ]
          : both('Jo', ['Ines']),
      )
    }
    expect(s.fake.log.filter((l) => l.startsWith('turns'))).toHaveLength(4)
  })

  it('are taken back while the meeting lasts, also the first', async () => {
    s.fake.turns.clear()
    await s.live.debrief.reload()
    expect(known()).toEqual(both('', []))
  })

  it('are nowhere once the debrief was closed', async () => {
    s.live.end()
    await s.saving.flush()
    const live = await s.reopen()
    live.start()
    await s.saving.flush()
    expect([live.turns.speakerId, live.turns.heardIds]).toEqual(['', []])
    expect(s.turns().heardIds).toEqual([])
  })

  it('stand still after the end', async () => {
    s.live.end()
    s.live.speak('Sam')
    s.live.pass()
    s.live.shift('Sam', -1)
    s.live.usualOrder()
    await s.saving.flush()
    expect([s.live.turns.speakerId, s.live.turns.orderIds]).toEqual(['Jo', []])
    expect(s.saving.state.kind).toBe('saved')
  })
})
