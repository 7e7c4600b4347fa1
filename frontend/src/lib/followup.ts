import type { ID } from './nouns'

// What is said after the meeting.

export const countermeasureKinds = [
  'technical',
  'procedural',
  'communication',
  'training',
  'incentive',
] as const
export const outcomes = ['helped', 'partly', 'not', 'unclear'] as const
export type CountermeasureKind = '' | (typeof countermeasureKinds)[number]
export type Outcome = (typeof outcomes)[number]
/** An answer to "did it help?". */
export interface Check {
  outcome: Outcome
  text?: string
  by?: string
  at: string
}
export interface Closing {
  by: string
  note?: string
  at: string
}
export interface Relation {
  debriefId: ID
  /** They belong together; otherwise it is not offered again. */
  linked: boolean
  why?: string
  at: string
}
export interface Later {
  text: string
  by?: string
  at: string
}
/** A new date, and why. */
export interface Move {
  from: string
  to: string
  reason: string
  at: string
}
