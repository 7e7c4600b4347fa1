import type { CountermeasureKind, Outcome } from './followup'
import type { CountermeasureState, ID, Priority } from './nouns'

// Countermeasures of many debriefs, by what they wait for; see backend/board.

export const sections = [
  'passed',
  'check',
  'rested',
  'next',
  'undated',
  'soaking',
  'done',
  'checked',
  'not-pursued',
] as const
export type Section = (typeof sections)[number]

export interface Item {
  id: ID
  rev: number
  debriefId: ID
  /** The debrief's title. */
  debrief: string
  text: string
  state: CountermeasureState
  kind: CountermeasureKind
  priority: Priority
  owner: string
  team: string
  /** Dates, YYYY-MM-DD, or empty. */
  due: string
  soakUntil: string
  doneOn: string
  checkOn: string
  know: string
  ticket: string
  proof: string
  reason: string
  /** How often its date was moved. */
  moves: number
  /** The day it was said. */
  since: string
  /** The newest answer to "did it help?": how one can tell, who looked and when. */
  outcome: '' | Outcome
  said: string
  looker: string
  checkedOn: string
  section: Section
  /** How far its day is from today, when it has one; negative has passed. */
  days: number
  hasDay: boolean
}

/** What of a board to show; an empty field asks for nothing. */
export interface BoardFilter {
  debriefId: ID
  owner: string
  team: string
  state: '' | CountermeasureState
  priority: Priority
  words: string
  /** Without what is checked or not pursued. */
  open: boolean
}

/** A part of a board, and how many stand in each section. */
export interface BoardPage {
  items: Item[]
  total: number
  counts: { section: Section; n: number }[]
  owners: string[]
  teams: string[]
  today: string
}

/** What is worth knowing of a board before it is opened. */
export interface Glance {
  checks: Item[]
  next: Item[]
  /** How many want an answer now, and how many are due in the days to come. */
  asked: number
  due: number
}

/** How the calendar file is; without a folder none is kept. */
export interface FeedState {
  folder: string
  file: string
  edition: string
  /** When it was last found to say what is so, RFC 3339, or empty. */
  at: string
  dates: number
  /** The titles of debriefs it has nothing of: they would carry a name. */
  left: string[]
  problem: { code: string; message: string }
}

/** A list that was written; without a file nobody chose one. */
export interface Listed {
  file: string
  debriefs: number
  /** The titles of debriefs that are left out: they would carry a name. */
  left: string[]
  /** How many owners are in no list of people and are told as they are written. */
  unlisted: number
}

/** What a row about a ticket would make of a countermeasure. */
export interface StatusChange extends Item {
  line: number
  key: string
  word: string
  /** Empty where it stays. */
  to: '' | CountermeasureState
  toDue: string
  day: string
  /** What shows that it is done: the ticket. */
  shows: string
  byText: boolean
}

/** A row that changes nothing, and why. */
export interface StatusLeft {
  line: number
  key: string
  text: string
  word: string
  why: 'unknown' | 'many' | 'word' | 'decided'
}

export interface StatusLook {
  changes: StatusChange[]
  left: StatusLeft[]
  same: number
  /** The name of the file, or empty. */
  file: string
}
