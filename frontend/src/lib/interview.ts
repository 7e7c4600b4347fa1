// What is sealed, as the vault gives it to the window. See backend/interview.
import type { BackupRow } from './backup'
import type { Consent, Entry, ID, Moment } from './nouns'

export const interviewStates = ['planned', 'held', 'declined'] as const
export type InterviewState = (typeof interviewStates)[number]

/** Something that was asked for, and what was said to it. Empty is no answer yet. */
export interface Release extends Consent {
  id: ID
  answer: '' | 'agreed' | 'declined' | 'withdrawn'
  askedAt: string
  answeredAt: string
  /** They go into the timeline, then; otherwise into the narratives. */
  timeline: boolean
  time: Moment
}

/** One line somebody said; one with a prompt and no text waits for its answer. */
export interface Passage {
  id: ID
  /** The key of a prompt, or words of one's own. */
  prompt: string
  text: string
  offRecord: boolean
  releases: Release[]
  paperId: ID
}

export interface FollowUp {
  text: string
  done: boolean
}

export interface Interview {
  id: ID
  debriefId: ID
  rev: number
  participantId: ID
  name: string
  state: InterviewState
  /** RFC 3339 UTC, or empty; told in the zone. */
  when: string
  zone: string
  minutes: number
  place: string
  passages: Passage[]
  /** The line being typed. */
  draft: string
  asked: string[]
  offRecord: boolean
  followUps: FollowUp[]
  thankedAt: string
  askedSeconds: number
  heardSeconds: number
  /** YYYY-MM-DD, "asked", or empty: when the debrief is signed off. */
  destroyOn: string
  papers: InterviewPaper[]
  /** When it was sealed, RFC 3339 UTC. */
  savedAt: string
}

/** A picture in the vault. */
export interface InterviewPaper {
  id: ID
  name: string
  mediaType: string
}

/** Its bytes in base64, for an address of data: one that could be fetched again is never made. */
export interface PaperShown {
  mediaType: string
  data: string
}

/** How far the talks of a debrief are; nobody knows while the vault is locked. */
export type TalkCounts = { known: boolean } & Record<InterviewState, number>

/** What was typed into one: passages that are new follow the others. */
export interface TypedNotes {
  draft: string
  state: InterviewState
  passages: Passage[]
}

export interface NoteProblem {
  id: ID
  problem: { code: string; message: string }
}

export interface InterviewList {
  interviews: Interview[]
  problems: NoteProblem[]
}

export interface NoteHit {
  interviewId: ID
  passageId: ID
  name: string
  text: string
}

/** The backups that hold some interviews, sealed, newest first. */
export interface NotesHeld {
  backups: BackupRow[]
  /** How many could not be read, and how many damaged libraries were kept: they may hold them too. */
  unread: number
  kept: number
  /** The folder for backups cannot be looked at now. */
  away: boolean
}

/** Another debrief that has released words too; one that was signed off keeps them. */
export interface SharedCopy {
  title: string
  signed: boolean
}

export interface Released {
  interview: Interview
  entry: Entry
}

/** What may be known while it is locked. */
export interface VaultState {
  made: boolean
  open: boolean
  /** How many interviews the debrief has, how many there are, and how many of debriefs that were deleted. */
  count: number
  total: number
  left: number
  why: '' | 'asked' | 'idle' | 'asleep' | 'hidden' | 'meeting'
  /** It is locked but for the words typed last, which this window has and could not seal yet. */
  owed: boolean
}

/** What may be known without a key of the notes in a backup; file is that of one chosen in a dialog. */
export interface BackupNotes {
  name: string
  file: string
  total: number
  elsewhere: number
}

/** What came of taking notes in. */
export interface TakenNotes {
  new: number
  back: number
  here: number
  left: number
  past: number
  bad: number
  stopped: boolean
}
