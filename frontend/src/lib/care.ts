import type { ID, Noun } from './nouns'

// What the backend says of a library that is damaged or missing; see app/care.go. Counts are of passages;
// an attachment is one.

export interface CareState {
  /** When it was looked at, RFC 3339. */
  at: string
  /** Size of the file, in bytes. */
  size: number
  /** Something in the file can be read. */
  some: boolean
  known: number
  asWritten: number
  /** Found in the history or in a backup, or lost. */
  unreadable: number
  fromHistory: number
  fromBackup: number
  /** How many of those found are of an earlier version. */
  older: number
  lost: number
  debriefs: number
  /** Texts that were being typed and could not be read. */
  drafts: number
  /** Lines of the history that are missing. */
  historyLost: number
  places: CarePlace[]
}

/** Passages of a kind in one debrief, and where they were found. */
export interface CarePlace {
  debriefId: ID
  title: string
  noun: Noun | ''
  field: string
  /** What an attachment is called. */
  name: string
  count: number
  from: 'history' | 'backup' | ''
  backupAt: string
  older: boolean
}

/** What mending did. */
export interface PutBack {
  at: string
  keptFile: string
  keptFolder: string
  passages: number
  found: number
  lost: number
}
