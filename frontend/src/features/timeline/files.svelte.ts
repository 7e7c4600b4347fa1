import { many } from '$lib/copy'
import type { OpenDebrief } from '$lib/debrief.svelte'
import type { Attachment, Entry, ID, Source } from '$lib/nouns'
import { besideLines, evidenceIn, isShown, linesOn, pictures } from '$lib/pictures.svelte'

/** A row of the list: a picture or a file, or a source of which no line is used. */
export type FileRow =
  | { key: ID; kind: 'file'; file: Attachment; entries: Entry[]; used: boolean }
  | { key: ID; kind: 'source'; source: Source }

/** What an entry rests on, counted. */
export interface Rests {
  pictures: Attachment[]
  files: Attachment[]
  lines: number
}

/** Pictures and files of a debrief, which entries rest on them, and what no entry rests on yet. */
export class Files {
  /** The list stands in the place of a source. */
  on = $state(false)
  /** Only what no entry rests on is listed. */
  unused = $state(false)
  at = $state<ID>('')
  readonly debrief: OpenDebrief

  constructor(debrief: OpenDebrief) {
    this.debrief = debrief
  }

  readonly all = $derived.by(() => evidenceIn(this.debrief.whole))
  readonly #beside = $derived.by(() => besideLines(this.debrief.whole.attachments))

  readonly #entries = $derived.by(
    () => new Map(this.debrief.whole.entries.map((e) => [e.id, e] as const)),
  )
  /** Lines that are there: what rested on one that was deleted is not used by it. */
  readonly #lines = $derived.by(() => {
    const { questions, factors, helped, countermeasures } = this.debrief.whole
    const others = [questions, factors, helped, countermeasures].flat()
    return new Set([...this.#entries.keys(), ...others.map((l) => l.id)])
  })
  readonly #cited = $derived.by(() => {
    const all = this.debrief.whole.entries.flatMap((e) => e.citations ?? [])
    return new Set(all.map((c) => c.sourceId))
  })

  readonly #rows = $derived.by(() => this.all.map((file) => this.#row(file)))
  /** What nobody has used: pictures and files, then sources. */
  readonly idle: FileRow[] = $derived.by(() => [
    ...this.#rows.filter((row) => !row.used),
    ...this.debrief.whole.sources
      .filter((s) => !this.#cited.has(s.id))
      .map((source) => ({ key: source.id, kind: 'source' as const, source })),
  ])
  readonly rows: FileRow[] = $derived.by(() => (this.unused ? this.idle : this.#rows))
  readonly row = $derived.by(() => this.rows.find((r) => r.key === this.at) ?? this.rows[0])

  #row(file: Attachment) {
    const lines = linesOn(file)
    const entries = lines.flatMap((id) => this.#entries.get(id) ?? [])
    const used = lines.some((id) => this.#lines.has(id))
    return { key: file.id, kind: 'file' as const, file, entries, used }
  }

  /** Shows the list, or only what is not used yet. */
  show(unused = false) {
    this.on = true
    this.unused = unused
  }

  go(by: number) {
    const here = this.rows.findIndex((r) => r.key === this.row?.key)
    this.at = this.rows[Math.max(0, Math.min(this.rows.length - 1, here + by))]?.key ?? ''
  }

  /** What an entry rests on. */
  of(entry: Entry): Rests {
    const beside = this.#beside.get(entry.id) ?? []
    return {
      pictures: beside.filter(isShown),
      files: beside.filter((a) => !isShown(a)),
      lines: entry.citations?.length ?? 0,
    }
  }

  restsOn = (file: Attachment, entryId: ID) => linesOn(file).includes(entryId)

  /** The picture or file the keys are at is linked to an entry, or taken off it. */
  toggle(entryId: ID) {
    const { row } = this
    if (row?.kind !== 'file' || !entryId) return
    pictures.link(this.debrief, row.file.id, entryId, !this.restsOn(row.file, entryId))
  }

  /** Looks at a picture, among those of the list. */
  look(file: Attachment) {
    const among = this.rows.flatMap((r) => (r.kind === 'file' && isShown(r.file) ? [r.key] : []))
    pictures.look(file.id, among)
  }

  /** Moves what the keys are at among what is listed. */
  move(by: 1 | -1) {
    const listed = this.rows.flatMap((r) => (r.kind === 'file' ? [r.file] : []))
    if (this.row) pictures.move(this.debrief, this.row.key, by, listed)
  }

  remove() {
    const { row } = this
    if (row?.kind !== 'file') return
    const here = this.rows.indexOf(row)
    pictures.remove(this.debrief, row.key)
    this.at = this.rows[Math.min(here, this.rows.length - 1)]?.key ?? ''
  }
}

/** "2 pictures, 1 file, 3 lines", or empty where it rests on nothing that is kept. */
export function restsText({ pictures: seen, files, lines }: Rests): string {
  const told = [
    seen.length > 0 && many('files.picture', seen.length),
    files.length > 0 && many('files.file', files.length),
    lines > 0 && many('files.line', lines),
  ]
  return told.filter(Boolean).join(', ')
}
