// What crosses the bridge of evidence: what was read and looked at, its lines, and what is made of them.
import type { Entry, ID, Moment, Source, SourceSender } from './nouns'

/** A message of a source. */
export interface SourceLine {
  n: number
  time: Moment
  sender: string
  kind: '' | 'bot' | 'system'
  channel: string
  text: string
  edited: boolean
  reply: boolean
  /** Why it may be worth a place on the timeline; empty for most. */
  reason: SourceReason | ''
  file: string
  line: number
  /** Pieces that may not be meant for others. */
  secrets: { text: string; kind: 'key' | 'password' | 'card' | 'email' }[]
}
export type SourceReason =
  'first' | 'page' | 'noticed' | 'deploy' | 'rollback' | 'decision' | 'all-clear'

/** What has to be said of a source before its times are instants. */
export type SourceNeed = '' | 'zone' | 'day' | 'start'

/** An old report that was read, before it becomes a debrief. */
export interface OldReportLook {
  /** Empty for a file that holds no report. */
  handle: string
  file: string
  title: string
  /** yyyy-mm-dd, or empty. */
  day: string
  entries: number
  factors: number
  helped: number
  countermeasures: number
  questions: number
  people: number
  /** Passages that stay in the source alone, and the headings they stand under. */
  left: number
  leftIn: string[]
  likely: boolean
  need: SourceNeed
  /** The day the same was brought in, yyyy-mm-dd, or empty. */
  hereSince: string
}

/** The debriefs that were made of old reports. */
export interface BroughtReports {
  ids: ID[]
}

/** Something that was read, to be looked at before it is brought in. */
export interface SourceLook {
  handle: string
  name: string
  summary: {
    path: string
    format: string
    messages: number
    bots: number
    system: number
    /** The lines of a graph; left out without one. */
    series?: number
    first: string
    last: string
    senders: string[]
    zone: 'stated' | 'unknown'
    rejected: number
  }
  senders: SourceSender[]
  need: SourceNeed
  lines: SourceLine[]
  /** The first places that could not be read. */
  rejected: RejectedLine[]
  /** The source that holds the same already; empty for none. */
  hereId: ID
  /** The first and the last of times that are no instants, as told. */
  from: string
  to: string
  /** What a table was read with, and its first rows. */
  table: Table | null
  /** So many columns it has; the first ones are in table. */
  columns: number
  /** What it can be brought in as, where no line was read in it. */
  attach: '' | 'picture' | 'file'
}

/** A place that could not be read, what was expected there, and how it begins. */
export interface RejectedLine {
  file: string
  line: number
  expected: string
  text: string
}

/** What a column of a table may be taken for. */
export type Part = 'time' | 'day' | 'until' | 'zone' | 'who' | 'text' | 'channel' | 'kind' | 'id'

/** Which columns of a table are what, by their numbers from 0, -1 for none, and how it is written. */
export interface Mapping extends Record<Part, number> {
  /** The zone of all its times, as it states itself. */
  zoneName: string
  order: '' | 'day-first' | 'month-first'
  header: boolean
  delimiter: string
}

export interface Table {
  columns: string[]
  rows: string[][]
  mapping: Mapping
  /** No date of it tells whether the day or the month comes first: somebody has to say. */
  ambiguous: boolean
}

/** What is said of something that is brought in. */
export interface SourceInput {
  debriefId: ID
  handle: string
  zone: string
  day: string
  startedAt: string
  aheadSeconds: number
  senders: SourceSender[]
  /** Brings in what could be read of a source of which not all could. */
  partial: boolean
}

/** Which messages are looked for; every field may be empty. */
export interface SourceFilter {
  words: string
  sender: string
  from: string
  to: string
  suggested: boolean
  /** With what nobody said: joins, topics. */
  system: boolean
}

/** A part of the messages that were looked for. */
export interface SourcePage {
  found: number
  count: number
  lines: SourceLine[]
  /** So many lines has its graph; 0 for a source without one. */
  series: number
  /** Lines nobody said that are folded away. */
  folded: number
  need: SourceNeed
  /** So many messages have no instant. */
  untimed: number
  /** The first instant of the source. */
  first: Moment
  /** So many places of it could not be read when it was brought in. */
  unread: number
}

/** A message an entry rests on. */
export interface CitedLine {
  sourceId: ID
  message: number
  at?: string
  /** What the source calls itself; empty when it was removed. */
  source: string
  line: SourceLine
}

/** Which messages become entries, and how. */
export interface PromoteInput {
  debriefId: ID
  sourceId: ID
  messages: number[]
  /** One entry of what one person said without a break. */
  joined: boolean
  /** What looks like a key or the like is left out of the entries. */
  leaveOut: boolean
}

/** A source, and the entries that changed with it. */
export interface SavedSource {
  source: Source
  entries: Entry[]
}

/** What each line of a graph was at a moment, as it is written; see app/graphs.go. */
export interface GraphMoment {
  /** Empty where there is nothing to read. */
  at: string
  /** The text is empty where the line has a gap. */
  values: { name: string; text: string }[]
}

/** A moment of a graph that may matter, and why. */
export interface GraphSuggestion {
  reason: 'over' | 'jump' | 'back'
  at: string
  series: number
  name: string
  before: string
  value: string
}
