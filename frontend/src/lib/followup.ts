import type { Attachment, Countermeasure, Debrief, ID } from './nouns'

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
  /** When it was opened again since, and why. */
  openedAt?: string
  openedWhy?: string
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

/** Something is left to follow up of it (backend/debrief/followup.go). */
export const isOpen = ({ state, reason }: Countermeasure): boolean =>
  !['idea', 'checked'].includes(state) && !(state === 'not-pursued' && reason.trim() !== '')

/** What somebody says about a countermeasure (backend/debrief/act.go). */
export const actKinds = [
  'commit',
  'soak',
  'start',
  'move',
  'drop',
  'done',
  'check',
  'again',
] as const
export type ActKind = (typeof actKinds)[number]
export interface Act {
  kind: ActKind
  day: string
  checkOn: string
  text: string
  by: string
  outcome: '' | Outcome
}

export interface FollowedUp {
  countermeasure: Countermeasure
  debrief: Debrief
  attachment?: Attachment
}
