import type { Wording } from './nouns'
import { alike, classes, type Spot, type WordingClass } from './wording.svelte'

/** How many phrases of a kind were noticed, and what became of them. */
export interface Tally {
  class: WordingClass
  noticed: number
  asked: number
  quote: number
  left: number
}

/**
 * What became of the phrases of a debrief, kind by kind; kinds nobody noticed are left out. Words are
 * counted, never who said them. One phrase decided about twice in a text counts once, as decided last.
 */
export function tally(decided: Wording[], open: Spot[]): Tally[] {
  const last = new Map<string, Wording>()
  for (const w of decided) {
    last.set([w.recordId, w.field, w.rule, w.phrase.toLowerCase()].join('\n'), w)
  }
  const all = [...last.values()]
  const still = open.filter(
    (s) => !all.some((w) => w.recordId === s.recordId && w.field === s.field && alike(w, s.flag)),
  )
  return classes
    .map((name) => {
      const of = all.filter((w) => w.class === name)
      const count = (decision: Wording['decision']) =>
        of.filter((w) => w.decision === decision).length
      return {
        class: name,
        noticed: of.length + still.filter((s) => s.flag.class === name).length,
        asked: count('asked'),
        quote: count('quote'),
        left: count('left'),
      }
    })
    .filter((t) => t.noticed > 0)
}
