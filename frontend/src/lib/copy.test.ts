import { describe, expect, it } from 'vitest'
import { find, isKey, many, t, tIn } from './copy'

describe('copy', () => {
  it('fills placeholders and leaves what it was not given to be seen', () => {
    expect(t('ui.untitled', { date: '21 Nov' })).toBe('Untitled debrief, 21 Nov')
    expect(t('ui.untitled')).toBe('Untitled debrief, {date}')
  })

  it('tells one from many', () => {
    expect([many('prepare.people', 1), many('prepare.people', 0)]).toEqual(['1 person', '0 people'])
  })

  it('finds keys made at run time', () => {
    expect(find('state.follow-up')).toBe('Follow-up')
    expect(find('state.unheard-of', 'as it is')).toBe('as it is')
    expect(isKey('toString')).toBe(false)
  })

  it('speaks the language of a flag where it can', () => {
    expect(tIn('de', 'wording.class.blame')).toBe('Schuld')
    expect(tIn('de', 'wording.more', { phrase: 'schuld' })).toBe('Mehr zu „schuld“')
    expect(tIn('de', 'wording.export')).toBe(t('wording.export'))
    expect([tIn('', 'wording.ask'), tIn(undefined, 'wording.ask')]).toEqual(['Ask it', 'Ask it'])
  })
})
