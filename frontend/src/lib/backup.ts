import type { Noun, ID } from './nouns'
import type { Row } from './row'

// What the backend says of backups; see app/backups.go. Times are RFC 3339, names are no paths.

/** Everything there is to say about backups. */
export interface BackupsState {
  folder: string
  /** The folder is the app's own. */
  own: boolean
  ownFolder: string
  /** Newest first. */
  backups: BackupRow[]
  /** Sentences about where the library and its backups are. */
  concerns: string[]
  /** Why the last automatic backup could not be made where it belongs; an empty code when all is well. */
  trouble: { code: string; message: string }
  /** One was made in the app's own folder all the same. */
  instead: boolean
  /** When the newest verified one was made, or empty. */
  lastAt: string
  /** The laptop's clock is behind; both are empty when it is not. */
  clock: { now: string; last: string; putBack: boolean }
  /** Damaged libraries that were kept as they were. */
  kept: { file: string; folder: string }[]
}

export interface BackupRow {
  name: string
  at: string
  size: number
  debriefs: number
  passages: number
  verified: boolean
  /** It is not as it was made any more. */
  changed: boolean
  own: boolean
  /** Why it was made; empty where nothing says so. */
  reason: '' | 'hourly' | 'by hand' | 'before a restore' | 'command line'
}

/** What one library holds and another does not. */
export interface Difference {
  added: number
  changed: number
  deleted: number
  drafts: number
  items: DifferenceItem[]
}

export interface DifferenceItem {
  how: 'added' | 'changed' | 'deleted' | 'draft'
  noun: Noun | ''
  debriefId: ID
  title: string
  text: string
  at: string
}

/** What a backup holds and what restoring it would set aside. */
export interface BackupLook {
  name: string
  /** The name of its file, without the folder. */
  file: string
  debriefs: Row[]
  aside: Difference
  back: Difference
  missing: boolean
  unknown: boolean
}

/** What a restore did; an empty at means that nobody chose a file. */
export interface Restored {
  at: string
  debriefs: number
  passages: number
  kept: string
  keptFile: string
  keptFolder: string
  keptDamaged: boolean
}

/** What reading the whole library found. */
export interface Checked {
  at: string
  sound: boolean
  debriefs: number
  passages: number
  changes: number
  damage: { title: string; noun: string; what: string }[]
}
