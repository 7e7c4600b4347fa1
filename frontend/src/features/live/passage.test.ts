import { beforeEach, describe, expect, it } from 'vitest'
import { stage, type, type Stage } from './fake'

describe('from one stage to the next', () => {
  let s: Stage
  beforeEach(async () => {
    s = await stage()
    s.live.start()
    s.live.goTo(3)
    await s.live.file('one')
    await s.live.file('two')
    s.live.markAsked()
    s.live.nextSpeaker()
    await s.saving.flush()
  })

  it('says what was gathered and what comes', async () => {
    await s.live.file('three')
    s.live.goTo(4)
    expect(s.live.passage?.gathered).toBe('Narratives: 2 of 3 heard, 3 lines, 1 question asked.')
    expect(s.live.passage?.next).toBe(
      'Next, the timeline, about 15 minutes: we walk it together from left to right.',
    )
  })

  it('counts nobody as heard who had no line and no time', () => {
    s.live.nextSpeaker()
    s.pass(21_000)
    s.live.nextSpeaker()
    expect(s.live.turns.heardIds).toEqual(['Ines', 'Jo', 'Sam'])
    s.live.goTo(4)
    expect(s.live.passage?.gathered).toMatch(/^Narratives: 2 of 3 heard,/)
  })

  it('is read at the first key, and its room goes with the next question', () => {
    s.live.goTo(4)
    type(s, 'a')
    expect(s.live.passage?.passed).toBe(true)
    s.live.walk(1)
    expect(s.live.passage).toBeUndefined()
  })

  it('says nothing on the way back', () => {
    s.live.goTo(2)
    expect(s.live.passage).toBeUndefined()
  })
})
