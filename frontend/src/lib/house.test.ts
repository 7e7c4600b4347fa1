import { beforeEach, describe, expect, it } from 'vitest'
import { t } from './copy'
import { house } from './house.svelte'
import { Fake } from './testing/fake'

describe('how debriefs are held here', () => {
  let fake: Fake
  beforeEach(() => {
    fake = new Fake().install()
    house.take({})
  })

  it('calls a debrief what the organisation calls it, with its article', async () => {
    expect(t('library.new')).toBe('New debrief')
    await house.call('after-action-review')
    expect(t('library.find')).toBe(
      'Find an after-action review by title, or search everything with Enter',
    )
    expect(t('library.debriefs')).toBe('After-action reviews')
    expect(fake.settings['debrief.called']).toBe('after-action-review')
    house.take({ 'debrief.called': 'inquest' })
    expect(t('library.new')).toBe('New debrief')
  })

  it('keeps words and forgets them when those shipped are wanted again', async () => {
    await house.say('thanks', 'Thank you.\n\nTake your time.')
    expect(house.words('thanks')).toEqual(['Thank you.', 'Take your time.'])
    house.take(fake.settings)
    expect(house.words('thanks')).toEqual(['Thank you.', 'Take your time.'])
    await house.say('thanks', '')
    expect(house.words('thanks')).toBeUndefined()
  })

  it('reads a plan or nothing', () => {
    house.take({ 'meeting.plan': '[1,2,30,20,10,10,2]' })
    expect(house.plan).toEqual([1, 2, 30, 20, 10, 10, 2])
    house.take({ 'meeting.plan': '[1,"2"]' })
    expect(house.plan).toEqual([])
  })
})
