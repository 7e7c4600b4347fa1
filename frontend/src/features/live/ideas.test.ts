import { describe, expect, it } from 'vitest'
import { newCountermeasure } from '$lib/make'
import { stage, type Stage } from './fake'

async function withIdeas(...texts: string[]): Promise<Stage> {
  const s = await stage()
  texts.forEach((text, i) => {
    const place = { stage: 3, position: i + 1 }
    const idea = newCountermeasure(s.live.debrief.id, place, { id: text, text })
    void s.live.debrief.put('countermeasure', idea, { name: 'add-countermeasure' })
  })
  await s.saving.flush()
  return s
}

describe('ideas kept for later', () => {
  it('come up in the order people had them, each decided about once', async () => {
    const s = await withIdeas('pool', 'care', 'runbook')
    const { ideas } = s.live
    expect([ideas.current?.id, ideas.place, ideas.open.length]).toEqual(['pool', 1, 3])
    ideas.decide('commit')
    expect(ideas.current?.id).toBe('care')
    ideas.later()
    expect(ideas.current?.id).toBe('runbook')
    ideas.decide('not')
    expect(ideas.current?.id).toBe('care')
    ideas.decide('soak')
    expect(ideas.current).toBeUndefined()
    await s.saving.flush()
    const made = s.whole().countermeasures
    expect(made.map((c) => c.state)).toEqual(['committed', 'soaking', 'not-pursued'])
    // A Saturday: two workdays ahead is the Tuesday.
    expect(made[1]?.soakUntil).toBe('2026-11-24')
  })

  it('ask for owner, date and how we will know, in this order', async () => {
    const s = await withIdeas('pool')
    const { ideas } = s.live
    const missing = () => (ideas.current ? ideas.missing(ideas.current) : 'none')
    expect(missing()).toBe('owner')
    ideas.setOwner('pool', 'ine')
    ideas.settleOwner('pool')
    expect(missing()).toBe('due')
    ideas.setDue('pool', 'in 2 weeks')
    expect(missing()).toBe('know')
    ideas.edit('pool', 'know', (c) => (c.know = 'flat p95'))
    expect(missing()).toBe('')
    ideas.decide('commit')
    await s.saving.flush()
    expect(s.whole().countermeasures[0]).toMatchObject({
      state: 'committed',
      owner: { participantId: 'Ines' },
      due: '2026-12-05',
    })
  })
})
