import { beforeEach, describe, expect, it } from 'vitest'
import { t, isKey } from '$lib/copy'
import { house } from '$lib/house.svelte'
import { kinds, type Kind, type Part } from '$lib/nouns'
import { keysOf, stageNext, wordsToSay } from './agenda.svelte'
import { stage, type Stage } from './fake'

const speaker = (parts: Part[] = [], newcomer = false) => ({
  id: 'ines',
  name: 'Ines',
  parts,
  newcomer,
})

describe('what a stage asks', () => {
  it('begins with the newcomer, then with each part played in the order of the story', () => {
    const keys = keysOf({
      stage: 3,
      kind: 'incident',
      speaker: speaker(['decided', 'identified'], true),
    })
    expect(keys.slice(0, 4)).toEqual([
      'stage.narratives.newcomer',
      'stage.narratives.part.identified',
      'stage.narratives.part.decided',
      'stage.narratives.prompt.1',
    ])
  })

  it('has one lead for whoever played no part', () => {
    const keys = keysOf({ stage: 3, kind: 'incident', speaker: speaker() })
    expect(keys[0]).toBe('stage.narratives.lead')
    expect(keys.filter((k) => k.includes('lead'))).toHaveLength(1)
  })

  it('asks what fits the kind, and of a day that has not come nothing that has happened', () => {
    const keys = (kind: Kind, parts: Part[] = []) =>
      keysOf({ stage: 3, kind, speaker: speaker(parts) })
    expect(keys('near-miss').slice(0, 2)).toEqual([
      'stage.narratives.near-miss.lead',
      'stage.narratives.near-miss.prompt.1',
    ])
    expect(keys('near-miss')).toContain('stage.narratives.prompt.1')
    const tabletop = keys('tabletop', ['decided'])
    expect(tabletop[0]).toBe('stage.narratives.tabletop.lead')
    expect(tabletop.every((k) => k.includes('.tabletop.'))).toBe(true)
  })

  it('asks how and what, and never why', () => {
    for (const kind of kinds)
      for (let at = 1; at <= 7; at++)
        for (const key of keysOf({ stage: at, kind, speaker: undefined })) {
          const text = t(key)
          expect(text, key).not.toMatch(/\bwhy\b|\b(should|could|might) have\b|\bif only\b/i)
          // What the room is shown has no place for a name.
          expect(text, key).not.toContain('{')
        }
  })

  it('knows what comes next for every stage after the first', () => {
    for (const name of ['ground-rules', 'narratives', 'timeline', 'factors', 'wrap-up'])
      expect(isKey(`stage.${name}.next`), name).toBe(true)
  })
})

describe('the words to say aloud', () => {
  const all = [1, 2, 3, 4, 5, 6, 7]
  const said = (occasion: Parameters<typeof wordsToSay>[1]) =>
    all.flatMap((at) => wordsToSay(at, occasion)).join(' ')

  it('speak of what was seen where something happened, and of what would be where nothing did', () => {
    const past = /surprised us|what you saw|made sense to us then|it turned out|it would have/
    expect(said({ kind: 'incident' })).toMatch(past)
    expect(said({ kind: 'tabletop' })).not.toMatch(past)
    expect(said({ kind: 'game-day', rehearsal: true })).not.toMatch(past)
    expect(wordsToSay(4, { kind: 'tabletop' })).not.toEqual(
      wordsToSay(4, { kind: 'tabletop', rehearsal: true }),
    )
    for (const at of all) expect(wordsToSay(at, { kind: 'tabletop' }), `${at}`).not.toEqual([])
  })

  it('are this organisation’s own where something happened, and only there', () => {
    void house.say('thanks', 'Thank you for what you saw.')
    expect(wordsToSay(1, { kind: 'near-miss' })).toEqual(['Thank you for what you saw.'])
    for (const other of [
      { kind: 'tabletop' as const },
      { kind: 'game-day' as const, rehearsal: true },
      { kind: 'incident' as const, session: true },
    ])
      expect(wordsToSay(1, other)[0]).toMatch(/^Thank you for coming/)
    void house.say('thanks', '')
  })

  it('announce a stage of a tabletop as something to imagine', () => {
    expect(stageNext(3, '5 minutes', { kind: 'incident' })).toContain('each of us saw, about 5')
    expect(stageNext(3, '5 minutes', { kind: 'tabletop' })).toContain('would see, about 5')
    expect(stageNext(6, '5 minutes', { kind: 'tabletop' })).toContain('what could change')
  })
})

describe('the question on top', () => {
  let s: Stage
  beforeEach(async () => {
    s = await stage()
    s.live.start()
    s.live.goTo(3)
  })

  it('stays when it is pinned, while one walks on and across speakers, by the name of each', () => {
    expect(s.live.agenda.current.text).toBe('Ines, where does this story begin for you?')
    s.live.agenda.togglePin()
    s.live.walk(1)
    expect(s.live.agenda.current.text).toMatch(/^Ines, where/)
    expect(s.live.agenda.walked.key).toBe('stage.narratives.prompt.1')
    s.live.nextSpeaker()
    expect(s.live.agenda.current.text).toMatch(/^Jo, where/)
    expect(s.live.agenda.currentKey).toBe('stage.narratives.lead')
    s.live.agenda.togglePin()
    expect(s.live.agenda.pinned).toBeUndefined()
  })

  it('is let go in another stage, and is there again when one comes back', () => {
    s.live.agenda.togglePin()
    s.live.goTo(4)
    expect(s.live.agenda.pinned).toBeUndefined()
    expect(s.live.agenda.currentKey).toBe('stage.timeline.lead')
    s.live.goTo(3)
    expect(s.live.agenda.pinned?.key).toBe('stage.narratives.lead')
  })

  it('is asked of each speaker when it is pinned', async () => {
    s.live.agenda.togglePin()
    s.live.markAsked()
    s.live.nextSpeaker()
    expect(s.live.agenda.asked.has(s.live.agenda.current.text)).toBe(false)
    s.live.markAsked()
    await s.saving.flush()
    expect(s.whole().questions.map((q) => q.who.participantId)).toEqual(['Ines', 'Jo'])
  })

  it('has a key that holds neither a name nor a typed word', () => {
    s.live.agenda.feature({
      key: 'prompt.room.novelty',
      text: 'What did normal look like on that graph?',
      quote: 'I had never seen that',
    })
    expect(s.live.agenda.current.text).toContain('that graph')
    expect(t(s.live.agenda.currentKey)).not.toContain('graph')
  })

  it('comes back to the agenda where one left it', () => {
    s.live.walk(1)
    const here = s.live.agenda.current.key
    s.live.agenda.feature({ key: 'prompt.room.novelty', text: 'What?', quote: 'so' })
    s.live.walk(1)
    expect(s.live.agenda.current.key).toBe(here)
    s.live.markAsked()
    s.live.agenda.feature({ key: 'prompt.room.novelty', text: 'What?', quote: 'so' })
    s.live.walk(1)
    expect(s.live.agenda.current.key).not.toBe(here)
  })
})
