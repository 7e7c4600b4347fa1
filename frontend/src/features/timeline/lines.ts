import type { Difference } from '$lib/differ'
import { gapText, type Gap } from '$lib/gaps'
import type { Band, Entry, ID } from '$lib/nouns'
import { isKnown } from '$lib/timeline'
import { bandKey } from './banding.svelte'

/** An entry with its time as the chosen clock tells it. */
export interface Told {
  entry: Entry
  time: string
  beside: string
  /** The clocks of the zones shown beside the chosen one. */
  others: string[]
}

/**
 * A line of the list: the day or a band that begins, an entry, accounts side by side, a silence, or the
 * place a new line is written in.
 */
export type Line =
  | { kind: 'day'; key: string; text: string }
  | { kind: 'band'; key: string; band: Band; text: string }
  | ({ kind: 'entry'; key: string } & Told)
  | { kind: 'differ'; key: string; question: Difference['question']; accounts: Told[] }
  | { kind: 'gap'; key: string; gap: Gap; text: string }
  | { kind: 'new'; key: string }

/** What can be gone to by the arrow keys stands under its entry's id, a silence under this. */
export const gapKey = (gap: Gap): string => `gap:${gap.next.id}`

interface Given {
  /** Those that are shown, in the order of the timeline. */
  entries: Entry[]
  bands: Band[]
  bandText: (band: Band) => string
  differences: Difference[]
  gaps: Gap[]
  day: (entry: Entry) => string
  told: (entry: Entry) => Told
  /** The entry a new line is written below; empty, it comes first; undefined, there is none. */
  above: ID | undefined
}

/** The lines of the list, from top to bottom. */
export function linesOf(given: Given): Line[] {
  return new Lines(given).all()
}

/** The keys the arrow keys go through, in the order they stand in. */
export function stopsOf(lines: Line[]): string[] {
  return lines.flatMap((l) => {
    if (l.kind === 'entry' || l.kind === 'gap' || l.kind === 'band') return l.key
    return l.kind === 'differ' ? l.accounts.map(({ entry }) => entry.id) : []
  })
}

class Lines {
  #given: Given
  #lines: Line[] = []
  #bands: Band[]
  #today = ''
  #days: boolean
  #gaps: Map<ID, Gap>
  #differences: Map<ID, Difference>

  constructor(given: Given) {
    this.#given = given
    this.#bands = given.bands.filter((b) => isKnown(b.from))
    const days = new Set(given.entries.filter((e) => isKnown(e.time)).map(given.day))
    this.#days = days.size > 1
    this.#gaps = new Map(given.gaps.map((gap) => [gap.next.id, gap]))
    this.#differences = new Map(
      given.differences.flatMap((d) => d.accounts.map(({ id }) => [id, d] as const)),
    )
  }

  all(): Line[] {
    const { above } = this.#given
    if (above === '') this.#new()
    const shown = new Set<Difference>()
    for (const entry of this.#given.entries) {
      const difference = this.#differences.get(entry.id)
      if (!difference) this.#entry(entry)
      else if (!shown.has(difference)) this.#differ(difference)
      if (difference) shown.add(difference)
    }
    this.#beginBands('9999')
    return this.#lines
  }

  #new() {
    this.#lines.push({ kind: 'new', key: '' })
  }

  #entry(entry: Entry) {
    this.#begin(entry)
    this.#lines.push({ kind: 'entry', key: entry.id, ...this.#given.told(entry) })
    if (entry.id === this.#given.above) this.#new()
  }

  #differ({ question, accounts }: Difference) {
    const [first] = accounts
    if (first) this.#begin(first)
    const told = accounts.map((e) => this.#given.told(e))
    this.#lines.push({ kind: 'differ', key: question.id, question, accounts: told })
    if (accounts.some((e) => e.id === this.#given.above)) this.#new()
  }

  /** What begins before an entry does: the silence before it ends, a day, a band. */
  #begin(entry: Entry) {
    if (!isKnown(entry.time)) return
    const gap = this.#gaps.get(entry.id)
    if (gap) {
      this.#lines.push({ kind: 'gap', key: gapKey(gap), gap, text: gapText(gap) })
    }
    const date = this.#days ? this.#given.day(entry) : ''
    if (date !== this.#today) this.#lines.push({ kind: 'day', key: date, text: date })
    this.#today = date
    this.#beginBands(entry.time.at)
  }

  #beginBands(upTo: string) {
    for (let band = this.#bands[0]; band && band.from.at <= upTo; band = this.#bands[0]) {
      const text = this.#given.bandText(band)
      this.#lines.push({ kind: 'band', key: bandKey(band.id), band, text })
      this.#bands.shift()
    }
  }
}
