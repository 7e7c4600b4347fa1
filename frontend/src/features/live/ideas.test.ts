import { describe, expect, it, vi } from 'vitest'
import { backend } from '$lib/backend'
import { newCountermeasure } from '$lib/make'
import { decided } from './decided'
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

  it('are decided about in a further session in one write, with where it goes on', async () => {
    const s = await withIdeas('pool', 'care')
    const { debrief, ideas } = s.live
    const session = {
      ...{ id: 'again', planMinutes: [], elapsedSeconds: [], stage: 6, runningSince: '' },
      ...{ seenAt: '', startedAt: '', endedAt: '', doneIds: [], ideaId: 'pool', room: '' },
      ideaIds: ['pool', 'care'],
    }
    const plan = { name: 'plan-session' }
    void debrief.edit('meeting', debrief.whole.meeting.id, plan, (m) => (m.sessions = [session]))
    await s.saving.flush()
    const decided = vi.spyOn(backend.meetings, 'decide')
    ideas.decide('commit')
    await s.saving.flush()
    expect(decided).toHaveBeenCalledTimes(1)
    expect(s.whole().countermeasures[0]?.state).toBe('committed')
    expect(s.whole().meeting.sessions?.[0]).toMatchObject({ doneIds: ['pool'], ideaId: 'care' })
    // What is written next knows the revisions of both.
    ideas.decide('soak')
    await s.saving.flush()
    expect(s.saving.state.kind).toBe('saved')
    expect(s.whole().meeting.sessions?.[0]?.doneIds).toEqual(['pool', 'care'])
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

  it('are asked about one after the other, a vague one in its own words', async () => {
    const s = await withIdeas('we should have a pool', 'own pool')
    s.live.start()
    s.live.goTo(6)
    await s.live.flags.refresh()
    await s.live.flags.lookAt('we should have a pool', 'we should have a pool', false)
    const { agenda, ideas } = s.live
    const now = () => [agenda.current.text, agenda.currentKey, agenda.current.quote]
    expect(now()).toEqual([
      'What were you seeing?',
      'stage.countermeasures.lead',
      'we should have a pool',
    ])
    s.live.walk(1)
    expect(agenda.current.text).toBe('Which factor does this help with?')
    ideas.later()
    const whom = 'Who could own this, by when, and how will we know that it helped?'
    expect(now()).toEqual([whom, 'stage.countermeasures.idea', 'own pool'])
    s.live.markAsked()
    await s.saving.flush()
    expect(s.whole().questions[0]).toMatchObject({ text: whom, aboutId: 'own pool' })
    expect(agenda.asked.has(whom)).toBe(true)
    // Asked of one, it is not yet asked of the other; and the walk goes on where it was.
    ideas.later()
    expect(agenda.current.text).toBe('Which factor does this help with?')
    ideas.decide('soak')
    ideas.decide('not')
    expect(agenda.current.text).toBe('What would make care unnecessary here?')
  })

  it('are told with what became of them', async () => {
    const s = await withIdeas('a', 'b', 'c', 'd', 'e', 'f')
    s.live.start()
    s.live.goTo(6)
    for (const action of ['commit', 'commit', 'commit', 'soak', 'not'] as const)
      s.live.ideas.decide(action)
    s.live.goTo(7)
    expect(s.live.passage?.gathered).toBe(
      'Countermeasures: 3 committed, 1 soaking until Tuesday 24 Nov, 1 not pursued, 1 idea kept.',
    )
    await s.saving.flush()
    const other = structuredClone(s.whole().countermeasures)
    if (other[5]) Object.assign(other[5], { state: 'soaking', soakUntil: '2026-11-25' })
    expect(decided(other, new Date('2026-11-21T10:00:00Z'))).toContain(
      '2 soaking, the first until Tuesday 24 Nov',
    )
  })
})
