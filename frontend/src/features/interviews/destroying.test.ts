import { describe, expect, it } from 'vitest'
import { isDue, toSay } from './destroying'
import { newInterview } from './passages'

const talk = (destroyOn: string) =>
  newInterview('d', { participantId: '', name: 'Ines', zone: 'UTC', destroyOn })

describe('when notes are destroyed', () => {
  it.each([
    ['', 'live', false],
    ['', 'read-back', false],
    ['', 'signed-off', true],
    ['', 'follow-up', true],
    ['', 'closed', true],
    ['asked', 'closed', false],
    ['2031-05-06', 'draft', true],
    ['2031-05-05', 'signed-off', true],
    ['2031-05-07', 'closed', false],
  ] as const)('%s, %s: %s', (destroyOn, state, want) => {
    expect(isDue(talk(destroyOn), state, '2031-05-06')).toBe(want)
  })

  it('is said when the talk begins', () => {
    expect(toSay(talk(''))).toContain('signed off')
    expect(toSay(talk('2031-05-06'))).toContain('6 May 2031')
    expect(toSay(talk('asked'))).toContain('until you ask')
  })
})
