import type { Entry, Whole } from './nouns'
import { isKnown } from './timeline'

/** How long the timeline may be silent before that is asked about, where nothing else was chosen. */
export const usualGap = 10

/** A silence: nothing is known to have happened between these two, though some is likely to have. */
export interface Gap {
  before: Entry
  next: Entry
  minutes: number
}

/** How long a silence has to be in this debrief, in minutes. */
export const gapMinutes = (whole: Whole): number => whole.debrief.gapMinutes || usualGap

/** The silences between entries, in the order of time; entries without a known time break none. */
export function gapsOf(entries: Entry[], leastMinutes: number): Gap[] {
  const timed = entries
    .filter((e) => isKnown(e.time))
    .map((entry) => ({ entry, at: Date.parse(entry.time.at) }))
    .sort((x, y) => x.at - y.at)
  return timed.flatMap(({ entry: next, at }, i) => {
    const last = timed[i - 1]
    const minutes = last ? Math.floor((at - last.at) / 60_000) : 0
    return last && minutes >= leastMinutes ? [{ before: last.entry, next, minutes }] : []
  })
}
