import type { Filed } from '$lib/backend'
import type { ID, RecordOf, Who, Whole } from '$lib/nouns'

export const lineNouns = ['entry', 'question', 'factor', 'helped', 'countermeasure'] as const
export type LineNoun = (typeof lineNouns)[number]

/** A filed line: one record of one of five nouns. */
export type Line = { [N in LineNoun]: { noun: N; record: RecordOf[N] } }[LineNoun]

/** What stands above a line where the stage or, in the narratives, the speaker changes. */
export interface Head {
  stage: number
  who: Who | undefined
}

export type Row = Line & { id: ID; head: Head | undefined }

/** The stage in which people speak one after the other. */
export const narratives = 3
/** The stage in which ideas come up. */
export const countermeasures = 6

/** Every line of a whole, prepared ones too. */
const all = (whole: Whole): Line[] => [
  ...whole.entries.map((record): Line => ({ noun: 'entry', record })),
  ...whole.questions.map((record): Line => ({ noun: 'question', record })),
  ...whole.factors.map((record): Line => ({ noun: 'factor', record })),
  ...whole.helped.map((record): Line => ({ noun: 'helped', record })),
  ...whole.countermeasures.map((record): Line => ({ noun: 'countermeasure', record })),
]

/** The lines of the meeting in the order of filing. */
function inOrder(lines: Line[]): Line[] {
  const keyed = lines
    .map((line) => ({ line, stage: line.record.stage, position: line.record.position }))
    .filter((k) => k.stage > 0)
  keyed.sort((a, b) => a.position - b.position)
  return keyed.map((k) => k.line)
}

/** Tells whether two people are the same. */
export const same = (a: Who | undefined, b: Who | undefined) =>
  a?.participantId === b?.participantId && (Boolean(a?.participantId) || a?.name === b?.name)

/**
 * The lines of the meeting as rows. Rows whose record did not change are the same objects as before,
 * so that a filed line draws one row and not two thousand.
 */
export class Rows {
  #kept = new Map<ID, Row>()

  of(whole: Whole): Row[] {
    return this.#rows(inOrder(all(whole)))
  }

  #rows(lines: Line[]): Row[] {
    const kept = new Map<ID, Row>()
    let stage = 0
    let speaker: Who | undefined
    const rows = lines.map((line) => {
      const here = line.record.stage
      const staged = here !== stage
      if (staged) speaker = undefined
      stage = here
      const who = here === narratives && line.noun === 'entry' ? line.record.who : undefined
      const turns = who !== undefined && Boolean(who.participantId) && !same(who, speaker)
      if (turns) speaker = who
      const head =
        staged || turns ? { stage: staged ? here : 0, who: turns ? who : undefined } : undefined
      const row = this.#again(line, head)
      kept.set(row.id, row)
      return row
    })
    this.#kept = kept
    return rows
  }

  #again(line: Line, head: Head | undefined): Row {
    const before = this.#kept.get(line.record.id)
    const same = before?.record === line.record && alike(before.head, head)
    return same ? before : { ...line, id: line.record.id, head }
  }
}

const alike = (a: Head | undefined, b: Head | undefined) =>
  a === b || (a !== undefined && b !== undefined && a.stage === b.stage && same(a.who, b.who))

/** Where the newest turn or stage begins: what is above it is past. */
export function turnStart(rows: Row[]): number {
  return Math.max(
    0,
    rows.findLastIndex((r) => r.head !== undefined),
  )
}

/** The line that was filed, if one was. */
export function filedLine(filed: Filed): Line | undefined {
  if (filed.entry) return { noun: 'entry', record: filed.entry }
  if (filed.question) return { noun: 'question', record: filed.question }
  if (filed.factor) return { noun: 'factor', record: filed.factor }
  if (filed.helped) return { noun: 'helped', record: filed.helped }
  if (filed.countermeasure) return { noun: 'countermeasure', record: filed.countermeasure }
  return undefined
}

/** The person a line belongs to, if it says so. */
export function whoOf(line: Line): Who | undefined {
  if (line.noun === 'entry' || line.noun === 'question') return line.record.who
  return line.noun === 'countermeasure' ? line.record.from : undefined
}

/** Tells that the system did it and nobody is said to have. */
export const isSystem = (line: Line) =>
  line.noun === 'entry' &&
  line.record.lane === 'system' &&
  !line.record.who.participantId &&
  !line.record.who.name

/** Only an entry can be somebody's own words. */
export const isQuote = (line: Line) => line.noun === 'entry' && line.record.quote

/** What the wording check looks at: everything except questions and quotations. */
export const isChecked = (line: Line) => line.noun !== 'question' && !isQuote(line)
