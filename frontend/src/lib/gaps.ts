import { many, t } from './copy'
import type { Entry, Moment, Whole } from './nouns'
import { isKnown, lastOf, span, timelineOf } from './timeline'

/** How long the timeline may be silent before that is asked about, where nothing else was chosen. */
export const usualGap = 10

/** A silence: nothing is known to have happened between these two, though some is likely to have. */
export interface Gap {
  before: Entry
  next: Entry
  minutes: number
  /** How many lines without a time stand between. */
  untimed: number
}

/** How long a silence has to be in this debrief, in minutes. */
export const gapMinutes = (whole: Whole): number => whole.debrief.gapMinutes || usualGap

/**
 * The silences between entries, each from the latest that something can have happened before to the earliest
 * after; entries without a known time break none. entries come in the order of writing, or of the timeline.
 */
export function gapsOf(entries: Entry[], leastMinutes: number): Gap[] {
  const gaps: Gap[] = []
  let before: Entry | undefined
  let untimed = 0
  for (const next of timelineOf(entries)) {
    if (!isKnown(next.time)) {
      untimed++
      continue
    }
    const minutes = before ? silence(before.time, next.time) : 0
    if (before && minutes >= leastMinutes) gaps.push({ before, next, minutes, untimed })
    if (!before || lastOf(next.time) >= lastOf(before.time)) before = next
    untimed = 0
  }
  return gaps
}

const silence = (from: Moment, to: Moment) =>
  Math.floor((Date.parse(to.at) - Date.parse(lastOf(from))) / 60_000)

/** What is said of a silence: how long, and which lines without a time stand in it. */
export function gapText({ before, next, untimed }: Gap): string {
  const values = { span: span(lastOf(before.time), next.time.at) }
  return untimed ? many('timeline.gap.untimed', untimed, values) : t('timeline.gap', values)
}
