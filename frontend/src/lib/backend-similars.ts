// Debriefs that are alike, and factors that come back: see app/similars.go.
import * as Similars from './wailsjs/go/app/Similars'
import { call } from './call'
import type { Outcome } from './followup'
import type { Category, CountermeasureState, Debrief, Factor, ID, Kind, Step } from './nouns'
import type { State } from './state'

/** What a debrief is called, and when it was. */
export interface DebriefHead {
  id: ID
  title: string
  /** YYYY-MM-DD. */
  day: string
  kind: Kind
  state: State
  sample: boolean
}

/** One fact that two debriefs have in common. */
export interface LikeReason {
  kind: 'recurs' | 'factor' | 'tag' | 'words'
  category: Category
  /** The two factors, for reasons of factors. */
  mine: ID
  theirs: ID
  mineText: string
  theirsText: string
  words: string[]
}

/** A debrief that looks like another, or was linked with it. */
export interface Match {
  head: DebriefHead
  linked: boolean
  why: string
  reasons: LikeReason[]
}

/** What the library has beside a debrief. */
export interface BesideView {
  linked: Match[]
  offered: Match[]
  /** Its factors that other debriefs named too, and how many did in all. */
  recurring: { factorId: ID; debriefs: number }[]
}

/** A factor another may be the same as. */
export interface Candidate {
  id: ID
  text: string
  category: Category
  /** The debrief that named it last, and how many did. */
  debrief: string
  day: string
  debriefs: number
  words: string[]
}

/** A debrief that named a factor, in its own words. */
export interface Naming {
  factorId: ID
  text: string
  debrief: DebriefHead
  recurs: boolean
}

/** A countermeasure against a factor. */
export interface Measure {
  id: ID
  debriefId: ID
  debrief: string
  text: string
  state: CountermeasureState
  due: string
  doneOn: string
  /** The newest answer to "did it help?", of the day somebody looked. */
  outcome: Outcome | ''
  told: string
  lookedOn: string
  /** Days of debriefs that named the factor after this was done. */
  againOn: string[]
}

/** Everything the library knows about one factor. */
export interface FactorPage {
  text: string
  category: Category
  namings: Naming[]
  debriefs: number
  measures: Measure[]
}

export type Decision = 'linked' | 'apart' | 'open'

export const similars = {
  beside: (id: ID) => call<BesideView>(() => Similars.Beside(id)),
  /** Keeps what somebody says about two debriefs, and gives the first as it is now. */
  decide: (step: Step, id: ID, other: ID, as: Decision, why: string) =>
    call<Debrief>(() => Similars.Decide(step, id, other, as, why)),
  /** Factors of other debriefs with these words, or, without words, those that look like one. */
  candidates: (id: ID, factor: ID, typed: string) =>
    call<Candidate[]>(() => Similars.Candidates(id, factor, typed)),
  /** Keeps that a factor is an earlier one again, or, with none, that it is not. */
  same: (step: Step, factor: ID, earlier: ID) =>
    call<Factor>(() => Similars.Same(step, factor, earlier)),
  page: (factor: ID) => call<FactorPage>(() => Similars.Page(factor)),
}
