// Figures of all debriefs: see app/insights.go.
import * as Insights from './wailsjs/go/app/Insights'
import { EventsOn } from './wailsjs/runtime/runtime'
import type { Exported } from './bridge'
import { call, deadline } from './call'
import type { Card } from './figure/chart'
import type { ID, Kind } from './nouns'

export const periods = ['year', 'twelve', 'all'] as const

/** Which debriefs are looked at; an empty kind is every kind. */
export interface InsightsChoice {
  period: (typeof periods)[number]
  kind: Kind | ''
}

export interface InsightsView {
  choice: InsightsChoice
  /** A figure's, in CSS pixels at a zoom of 100 %. */
  width: number
  /** How many conditions are drawn. */
  conditions: number
  /** It is marked in the figures; empty for none. */
  debriefId: ID
  /** Names of figures; none for all. */
  only: string[]
}

export interface InsightsState {
  debriefs: number
  notes: number
  waiting: number
  /** When the first and the last event began, RFC 3339, or empty. */
  first: string
  last: string
  cards: Card[]
}

/** A part of a figure; a row or column of -1 is all of them. */
export interface Spot {
  figure: string
  row: number
  column: number
  from: number
  to: number
}

export interface Behind {
  rows: { id: ID; title: string; date: string; kind: Kind }[]
  more: number
  /** The factor it is about, which has a page; or empty. */
  factorId: ID
}

export const insights = {
  /** Makes the figures. The first time every debrief is read; what stop stops is kept. */
  look: (view: InsightsView) => call<InsightsState>(() => Insights.Look(view), deadline.task),
  behind: (choice: InsightsChoice, spot: Spot) =>
    call<Behind>(() => Insights.Behind(choice, spot), deadline.task),
  /** Asks where to put the figures and writes them; words are titles and conditions. */
  export: (choice: InsightsChoice, form: 'pdf' | 'csv', words: boolean) =>
    call<Exported>(() => Insights.Export(choice, form, words), deadline.dialog),
  stop: () => call<void>(() => Insights.Stop()),
  /** Hears how far reading is, from 0 to 1; returns how to stop hearing. */
  onProgress: (run: (part: number) => void) => EventsOn('insights', run),
}
