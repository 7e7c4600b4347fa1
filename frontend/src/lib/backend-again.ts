// What is worth reading again: see app/again.go.
import * as Again from './wailsjs/go/app/Again'
import { call } from './call'
import type { ID, Kind } from './nouns'

/** One fact that makes a debrief worth reading. */
export interface AgainReason {
  why: 'happened' | 'met' | 'weeks' | 'tag'
  years: number
  day: string
  tag: string
}

export interface AgainReading {
  id: ID
  title: string
  kind: Kind
  reasons: AgainReason[]
}

/** A time in which nothing is changed: days, and tags parted by commas, each empty when nobody said. */
export interface Freeze {
  from: string
  to: string
  tags: string
}

export interface AgainView {
  today: AgainReading[]
  /** For the freeze, from two weeks before it. */
  before: AgainReading[]
  freeze: Freeze
  tags: string[]
  total: number
}

export const again = {
  look: (zone: string) => call<AgainView>(() => Again.Look(zone)),
  /** What is worth reading before a freeze, which is kept. */
  before: (freeze: Freeze) => call<AgainReading[]>(() => Again.Before(freeze)),
  tagged: (tag: string) => call<AgainReading[]>(() => Again.Tagged(tag)),
  /** Keeps a debrief from being offered for the rest of this year, or offers it again. */
  setAside: (id: ID, zone: string, aside: boolean) =>
    call<void>(() => Again.SetAside(id, zone, aside)),
}
