// The nouns of a debrief as the window holds them: backend/debrief says what each field means. The
// bridge's own types know no closed sets of words, so they are named here; backend.ts holds the two
// together, and a field that only one side has does not compile.

import type { Check, Closing, CountermeasureKind, Later, Move, Relation } from './followup'
import type { Kit, Revealed } from './rehearsal'
import type { Session } from './session'
import type { State } from './state'

export { isAhead, type State } from './state'

export type ID = string
export type Noun =
  | 'debrief'
  | 'meeting'
  | 'turns'
  | 'participant'
  | 'entry'
  | 'question'
  | 'factor'
  | 'helped'
  | 'countermeasure'
  | 'band'
  | 'wording'
  | 'attachment'
  | 'source'

export const kinds = ['incident', 'near-miss', 'game-day', 'tabletop'] as const
export type Kind = (typeof kinds)[number]

export const parts = [
  'decided',
  'identified',
  'responded',
  'diagnosed',
  'affected',
  'interested',
] as const
export type Part = (typeof parts)[number]

export const lanes = ['system', 'saw', 'did'] as const
export type Lane = '' | (typeof lanes)[number]
export type Basis = 'memory' | 'record'
export const standings = ['disputed', 'agreed'] as const
export type Standing = '' | (typeof standings)[number]
export const pivots = ['observation', 'decision', 'action', 'communication'] as const
export type Pivot = '' | (typeof pivots)[number]

export const categories = [
  'tools',
  'signals',
  'knowledge',
  'communication',
  'load',
  'incentives',
  'redundancy',
  'safeguards',
  'outside',
] as const
export type Category = '' | (typeof categories)[number]

export const countermeasureStates = [
  'idea',
  'soaking',
  'committed',
  'doing',
  'done',
  'checked',
  'not-pursued',
] as const
export type CountermeasureState = (typeof countermeasureStates)[number]
export type Priority = '' | 'high' | 'medium' | 'low'

export const stages = [
  'thanks',
  'ground-rules',
  'narratives',
  'timeline',
  'factors',
  'countermeasures',
  'wrap-up',
] as const

export type Precision = '' | 'second' | 'minute' | 'about' | 'between' | 'hour' | 'unknown'
export type Problem = '' | 'unreadable' | 'impossible' | 'skipped' | 'twice' | 'no-day'

export interface Base {
  id: ID
  debriefId: ID
  rev: number
}
/** Where a line was filed: stage 1 to 7, 0 before the meeting; positions order lines. */
export interface Place {
  stage: number
  position: number
}
export interface Who {
  participantId: ID
  name: string
}
/** A time as somebody knows it; at is RFC 3339 in UTC, empty when it is not known. */
export interface Moment {
  at: string
  /** The latest it can have been, of a time known to lie between two. */
  until?: string
  zone: string
  precision: Precision
  raw: string
  problem: Problem
}
export interface Impact {
  customers: string
  data: string
  revenue: string
  goodwill: string
  text: string
}
export interface Link {
  title: string
  url: string
}
export interface Fact {
  head: string
  text: string
}
export interface Learning {
  title: string
  text: string
  factorId: ID
}
export interface Summary {
  lead: string
  learnings: Learning[]
  noticed: Fact
  affected: Fact
  ended: Fact
}
/** What is arranged before the meeting. */
export interface Arranged {
  /** RFC 3339 UTC, or empty; in the zone. */
  meetsAt: string
  zone: string
  place: string
  dialIn: string
  authority: '' | 'no' | 'yes'
  themes: string[]
  opening: string[]
  /** Words of one's own; empty for the usual ones. */
  statement: string
  statementBy: string
  invitation: string
  /** What goes with somebody's own lines, and until when they are asked to answer. */
  cover: string
  answerBy: string
  /** Where answers to an invitation go; shown nowhere else. */
  email: string
  without: { item: string; reason: string }[]
}
export interface Debrief extends Base {
  title: string
  kind: Kind
  reference: string
  severity: string
  scheduled: '' | 'scheduled' | 'unscheduled'
  zone: string
  localZone: string
  /** 2026-11-21: the day of times without one while nobody knows when it started; may be empty. */
  day: string
  /** The language of the notes, for the wording check; empty, each sentence tells its own. */
  language: '' | 'en' | 'de'
  /** How long the timeline may be silent before that is asked about; left out for the usual. */
  gapMinutes?: number
  /** It was held elsewhere and brought in from its report. */
  oldReport?: boolean
  /** Up to two more zones that the timeline shows beside the chosen one. */
  zones?: string[]
  started: Moment
  detected: Moment
  /** When a person first noticed; left out until somebody says it. */
  noticed?: Moment
  mitigated: Moment
  resolved: Moment
  impact: Impact
  tags: string[]
  links: Link[]
  facilitator: string
  facilitatorInvolved: '' | 'no' | 'yes'
  noteTaker: string
  state: State
  preparation: Arranged
  readyReason: string
  classification: string
  summary: Summary
  /** Who said that nothing is left to follow up. */
  closing?: Closing
  /** What was decided about debriefs that look like this one, and what readers learned after it. */
  related?: Relation[]
  later?: Later[]
  /** What it plays through, where it rehearses another debrief. */
  kit?: Kit
  sample: boolean
  createdAt: string
}
export interface Meeting extends Base {
  planMinutes: number[]
  stage: number
  elapsedSeconds: number[]
  runningSince: string
  seenAt: string
  startedAt: string
  endedAt: string
  agreed: boolean
  agreedAt: string
  lengthSettled: boolean
  /** Hands that went up for something newly learned, by stage. */
  hands: number[]
  /** What the Room view may show: what is confirmed by key, or also what is filed while the timeline is walked. */
  room: '' | 'timeline'
  present?: number | null
  learned?: number | null
  again?: number | null
  /** Further sessions about what soaked, the first one first. */
  sessions?: Session[]
  /** The cards of the kit that were put before the room, in order. */
  revealed?: Revealed[]
}
/** Who has the word in a meeting. The library keeps it without a time, and forgets it when the meeting ends. */
export interface Turns extends Base {
  speakerId: ID
  heardIds: ID[]
  /** Who passed, once for each time. */
  passedIds: ID[]
  /** The order of speaking somebody chose; empty while it is the usual one. */
  orderIds: ID[]
  /** The library's own. */
  said?: number
}
export interface Participant extends Base {
  position: number
  name: string
  role: string
  team: string
  zone: string
  alias: string
  parts: Part[]
  newcomer: boolean
  /** Asked to speak early for another reason. */
  early: boolean
  /** Where an invitation goes; shown nowhere else. */
  email: string
  coming: '' | 'yes' | 'no'
  invitedAt: string
  /** When they got their own lines to read, and when they answered. */
  linesSentAt: string
  readAt: string
  reading: '' | 'agreed' | 'changed' | 'declined'
  /** The mark of the lines they got, or answered to; see calibrate/lines.ts. */
  linesMark: string
  readGiven?: Consent['given']
  absent: boolean
}
export interface Consent {
  as: '' | 'quote' | 'paraphrase' | 'unnamed'
  scope: '' | 'meeting' | 'report' | 'public'
  given: '' | 'in-person' | 'on-call' | 'written'
  at: string
  /** What was agreed to; empty in a library from before that was kept. */
  words: string
  /** The entry they became first, which a copy of it keeps. */
  entryId: ID
}
/** What was decided about somebody a line names; "named" is their own answer, about the words of the mark. */
export interface Naming extends Who {
  as: 'role' | 'named'
  at: string
  mark: string
}
export interface Entry extends Base, Place {
  time: Moment
  who: Who
  text: string
  label: string
  lane: Lane
  basis: Basis
  source: string
  quote: boolean
  onTimeline: boolean
  /** What the speaker of an interview agreed to; empty for an entry of none. */
  consent: Consent
  /** Left out where there are none. */
  citations?: Citation[]
  /** What was decided about those it names; left out where nothing was. */
  naming?: Naming[]
  /** Whether people agree about it; left out while nobody said. */
  standing?: Standing
  /** What kind of moment it was; left out where it is not marked. */
  pivot?: Pivot
  /** The mark of what was confirmed for the Room view; see room/mark.ts. */
  room: string
}
export interface Question extends Base, Place {
  text: string
  state: 'asked' | 'open'
  who: Who
  aboutId: ID
  /** The entries that tell one moment differently, when it asks about that. */
  accountIds?: ID[]
  rule: string
}
export interface Factor extends Base, Place {
  text: string
  detail: string
  category: Category
  entryIds: ID[]
  /** The factor of an earlier debrief that this one is the same as, the earliest of them all. */
  recurs?: ID
}
export interface Helped extends Base, Place {
  text: string
  luck: boolean
  entryIds: ID[]
}
export interface Countermeasure extends Base, Place {
  text: string
  state: CountermeasureState
  from: Who
  factorIds: ID[]
  owner: Who
  due: string
  priority: Priority
  know: string
  ticket: string
  soakUntil: string
  reason: string
  /** How its date was moved after it was signed off, the first one first. */
  moves?: Move[]
  /** What it changes, and a text or a link that shows it is done. */
  kind?: CountermeasureKind
  proof?: string
  /** Dates, YYYY-MM-DD: done on, ask on whether it helped; and the answers, the first one first. */
  doneOn?: string
  checkOn?: string
  checks?: Check[]
}
export interface Band extends Base {
  label: string
  title: string
  from: Moment
  to: Moment
}
export interface Wording extends Base {
  recordId: ID
  field: string
  rule: string
  class: string
  phrase: string
  decision: 'asked' | 'quote' | 'left'
  /** Empty is this text; 'debrief' is the phrase wherever it stands in the debrief. */
  scope: '' | 'debrief'
}

/** A file that belongs to a record; its bytes stay in the library. */
export interface Attachment extends Base {
  recordId: ID
  name: string
  caption: string
  mediaType: string
  size: number
  sha256: string
  /** It stands in the list of evidence, and stays there when a line that rests on it goes. */
  evidence?: boolean
  /** The lines that rest on it besides the one it belongs to. */
  lineIds?: ID[]
  position?: number
  source?: string
  /** When what it shows was. */
  time?: Moment
  original?: string
  shown?: Shown
}

/** Which editions of a report may show a picture: the named one while nobody said more. */
export const shownIn = ['', 'none', 'roles', 'all'] as const
export type Shown = (typeof shownIn)[number]

/** Whose a name in a source is. */
export interface SourceSender {
  name: string
  participantId: ID
  bot: boolean
  count: number
}

/** Something people have of the incident; its messages stay in the library. */
export interface Source extends Base {
  name: string
  title: string
  format: string
  packId: ID
  count: number
  sha256: string
  zone: string
  day: string
  startedAt: string
  aheadSeconds: number
  senders: SourceSender[]
  broughtAt: string
}

/** One message of a source that an entry rests on. */
export interface Citation {
  sourceId: ID
  /** -1 where it rests on a moment of a graph. */
  message: number
  /** That moment by the source's own clock; left out for a message. */
  at?: string
}

/** Which record belongs to which noun. */
export interface RecordOf {
  debrief: Debrief
  meeting: Meeting
  turns: Turns
  participant: Participant
  entry: Entry
  question: Question
  factor: Factor
  helped: Helped
  countermeasure: Countermeasure
  band: Band
  wording: Wording
  attachment: Attachment
  source: Source
}

export interface Whole {
  debrief: Debrief
  meeting: Meeting
  participants: Participant[]
  entries: Entry[]
  questions: Question[]
  factors: Factor[]
  helped: Helped[]
  countermeasures: Countermeasure[]
  bands: Band[]
  wordings: Wording[]
  attachments: Attachment[]
  sources: Source[]
  versions: Version[]
}

/** A debrief as it was signed off; what is printed of it never changes. */
export interface Version extends Base {
  /** "1.0" for the first, "1.1" for what amended it. */
  number: string
  signedAt: string
  signedBy: string
  /** What changed since the version before. */
  note: string
  /** Why it was signed off although something was open. */
  reason: string
  packId: ID
  sha256: string
  /** When and why what was frozen was destroyed. */
  withdrawnAt?: string
  withdrawnWhy?: string
}
export interface Span {
  known: boolean
  seconds: number
  /** The longest it can have been, where an end lies within a span. */
  most?: number
  about: boolean
  text: string
}
export interface Derived {
  toDetect: Span
  toNotice: Span
  toMitigate: Span
  toResolve: Span
}
export interface View {
  whole: Whole
  turns: Turns
  derived: Derived
  drafts: Record<string, string>
}
export interface Step {
  id: ID
  name: string
}
export interface Ref {
  noun: Noun
  id: ID
  debriefId: ID
  rev: number
}
