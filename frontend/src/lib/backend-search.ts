// Looking through every debrief: see app/searches.go. Sealed notes are in no index.
import * as Searches from './wailsjs/go/app/Searches'
import type { app } from './wailsjs/go/models'
import { call } from './call'
import type { ID, Kind, Noun, State } from './nouns'

/** newest: what was written last first; rank: what fits best first. */
export type SearchOrder = 'newest' | 'rank'

export interface SearchHit {
  recordId: ID
  noun: Noun | 'version'
  debriefId: ID
  /** The stage of an entry, 1 to 7; 0 before the meeting, and for anything else. */
  stage: number
  excerpt: { text: string; found: boolean }[]
}

export interface FoundDebrief {
  id: ID
  title: string
  reference: string
  kind: Kind
  state: State
  date: string
  createdAt: string
  more: boolean
}

/** A filter as it was typed. */
export interface Chip {
  raw: string
  name: FilterName
  value: string
  clear: boolean
}

export const filterNames = [
  'kind',
  'state',
  'tag',
  'factor',
  'owner',
  'after',
  'before',
  'is',
] as const
export type FilterName = (typeof filterNames)[number]

export interface SearchAnswer {
  hits: SearchHit[]
  debriefs: FoundDebrief[]
  more: boolean
  following: boolean
  instead: { typed: string; name: string }[]
  chips: Chip[]
  me: string
  cut: boolean
  asked: boolean
}

export const search = {
  /** Answers a question. */
  find: (asked: app.SearchInput) => call<SearchAnswer>(() => Searches.Find(asked)),
  /** Values of a filter that are in the library, by what was typed of one. */
  values: (name: FilterName, typed: string) => call<string[]>(() => Searches.Values(name, typed)),
  /** Keeps who "me" is. */
  me: (name: string) => call<void>(() => Searches.Me(name)),
}
