// Near-miss notes: see app/signals.go.
import * as Signals from './wailsjs/go/app/Signals'
import { call } from './call'
import type { Debrief, ID, Moment, Step } from './nouns'

/** A near miss as it is typed. */
export interface NoteInput {
  text: string
  /** A time as typed, and tags parted by commas; both may be empty. */
  when: string
  tags: string
  /** Where the laptop stands, an IANA name. */
  zone: string
}

/** Notes about the same thing, the oldest first, and the words that say so. */
export interface Alike {
  ids: ID[]
  words: string[]
}

export const signals = {
  /** Keeps a note and lets go of what was typed of it. */
  note: (step: Step, note: NoteInput) => call<Debrief>(() => Signals.Note(step, note)),
  /** The note that is being typed and not kept yet. */
  typed: () => call<NoteInput>(() => Signals.Typed()),
  /** Says which time is read in a note that is being typed. */
  moment: (note: NoteInput) => call<Moment>(() => Signals.Moment(note)),
  /** Makes a draft of a note. */
  grow: (step: Step, id: ID) => call<void>(() => Signals.Grow(step, id)),
  /** Makes lines of a debrief or a note out of notes, and takes those out. */
  merge: (step: Step, into: ID, notes: ID[]) => call<void>(() => Signals.Merge(step, into, notes)),
  /** Which notes, newest first, may be debriefed together. */
  together: (notes: ID[]) => call<Alike[]>(() => Signals.Together(notes)),
  /** Keeps notes from being offered together again, or offers them again. */
  apart: (notes: ID[], apart: boolean) => call<void>(() => Signals.Apart(notes, apart)),
}
