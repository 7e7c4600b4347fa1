import { beforeEach, describe, expect, it } from 'vitest'
import type { Offer } from '$lib/backend'
import { OpenDebrief } from '$lib/debrief.svelte'
import { Saving } from '$lib/saving.svelte'
import { Fake, newWhole } from '$lib/testing/fake'
import { PageOne } from './page-one.svelte'

const offer = (field: string, text: string, more: Partial<Offer> = {}): Offer => ({
  ...{ field, title: '', text, factorId: '', from: 'impact', entryIds: [] },
  ...more,
})

describe('PageOne', () => {
  let fake: Fake
  let debrief: OpenDebrief
  let one: PageOne

  beforeEach(async () => {
    fake = new Fake().install()
    debrief = await OpenDebrief.open(fake.add(newWhole()).debrief.id, new Saving())
    one = new PageOne(debrief)
    fake.pageOne.offers = [
      offer('lead', 'Checkout timed out', { from: 'title' }),
      offer('lead', 'One in five orders was not taken.'),
      offer('noticed.head', 'After 20 min', { from: 'times' }),
      offer('learning', 'Neither team knew.', { title: 'One pool', factorId: 'f', from: 'factor' }),
      offer('learning', 'The batch job runs by day.', { from: 'wrap-up' }),
    ]
    await one.load()
  })

  it('offers what stands there for an empty field, one after the other', () => {
    expect(one.offered('lead')).toMatchObject({ n: 1, count: 2 })
    one.another('lead')
    expect(one.offered('lead')?.offer.text).toBe('One in five orders was not taken.')
    one.another('lead')
    expect(one.offered('lead')?.n).toBe(1)
    one.lead('Something')
    expect(one.offered('lead')).toBeUndefined()
    expect(one.offered('ended.text')).toBeUndefined()
  })

  it('takes it as it stands, as one step of its own', async () => {
    one.lead('S')
    one.lead('')
    one.take('lead')
    one.lead('Checkout timed out twice')
    one.take('noticed.head')
    debrief.rest()
    await expect.poll(() => fake.log.length).toBe(4)
    expect(one.summary.lead).toBe('Checkout timed out twice')
    expect(one.summary.noticed.head).toBe('After 20 min')
    expect(new Set(fake.steps.map((s) => s.id)).size).toBe(4)
  })

  it('takes a learning with its factor, into one that is empty or as one more, and each once', () => {
    one.addLearning()
    one.take('learning')
    expect(one.summary.learnings).toEqual([
      { title: 'One pool', text: 'Neither team knew.', factorId: 'f' },
    ])
    expect(one.offers('learning').map((o) => o.from)).toEqual(['wrap-up'])
    one.take('learning')
    expect(one.summary.learnings.length).toBe(2)
    expect(one.offered('learning')).toBeUndefined()
  })

  it('takes by key only where the caret is in an empty field', () => {
    expect(one.taking).toBe('')
    one.here = 'lead'
    expect(one.taking).toBe('lead')
    one.lead('Something')
    expect(one.taking).toBe('')
    one.here = 'ended.head'
    expect(one.taking).toBe('')
    one.addLearning()
    one.here = 'learning1.text'
    expect(one.taking).toBe('learning')
    one.learning(0, 'title', 'Mine')
    expect(one.taking).toBe('')
  })

  it('has as many learnings as there is room for', () => {
    for (let i = 0; i < 5; i++) one.addLearning()
    one.learning(1, 'title', 'Two teams, one pool')
    one.learning(7, 'title', 'nowhere')
    expect(one.summary.learnings.map((l) => l.title)).toEqual(['', 'Two teams, one pool', ''])
    one.removeLearning(0)
    expect(one.summary.learnings.length).toBe(2)
  })

  it('offers nothing when nobody answers', async () => {
    const quiet = new PageOne(debrief)
    fake.pageOne = undefined as never
    await quiet.load()
    expect(quiet.room).toBeUndefined()
    expect(quiet.offered('lead')).toBeUndefined()
  })
})
