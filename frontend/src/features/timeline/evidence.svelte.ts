import { SvelteMap } from 'svelte/reactivity'
import {
  asBackendError,
  backend,
  type SourceFilter,
  type SourceLine,
  type SourceNeed,
  type SourcePage,
} from '$lib/backend'
import { changes } from '$lib/changes.svelte'
import { many, t } from '$lib/copy'
import type { OpenDebrief } from '$lib/debrief.svelte'
import { noMoment } from '$lib/make'
import type { Citation, Entry, ID, Moment, Source } from '$lib/nouns'
import { reading } from '$lib/reading.svelte'
import { newStep, saving, type Saving } from '$lib/saving.svelte'
import { isKnown } from '$lib/timeline'
import { toasts } from '$lib/ui/toasts.svelte'
import { Files } from './files.svelte'

/** A filter that lets every message through; what nobody said is folded away. */
const everything = (): SourceFilter => ({
  words: '',
  sender: '',
  from: '',
  to: '',
  suggested: false,
  system: false,
})

/** So many lines are read at once, and so many are on the screen at most. */
const page = 500
const mostShown = 3 * page

/** After so many minutes without a line the list says so. */
const gapMinutes = 10

/** The setting that keeps whether the panel is open, where there are sources. */
const setting = 'timeline.evidence'

/** A line of the panel: a message, or a time in which nothing was written. */
export type Row =
  { kind: 'line'; key: string; line: SourceLine } | { kind: 'gap'; key: string; minutes: number }

/**
 * The evidence beside the timeline: one source at a time, a part of its messages, and those that are marked to
 * become entries.
 */
export class EvidencePanel {
  sourceId = $state<ID>('')
  filter = $state<SourceFilter>(everything())
  /** A part of what is looked for, from start on. */
  lines = $state.raw<SourceLine[]>([])
  start = $state(0)
  found = $state(0)
  count = $state(0)
  folded = $state(0)
  /** So many lines has the source's graph; 0 without one. */
  series = $state(0)
  /** The moment of the graph that somebody asked to see. */
  moment = $state('')
  need = $state<SourceNeed>('')
  untimed = $state(0)
  /** So many places of it could not be read when it was brought in. */
  unread = $state(0)
  first = $state.raw<Moment>(noMoment())
  /** The message the keys are at. */
  at = $state(-1)
  /** The messages that are marked, also those that are scrolled away. */
  readonly marked = new SvelteMap<number, SourceLine>()
  /** What looks like a key is left out of what is promoted. */
  leaveOut = $state(true)
  #joined = $state<boolean>()
  #open = $state<boolean>()
  readonly debrief: OpenDebrief
  /** Pictures and files, which have a list of their own. */
  readonly files: Files
  #saving: Saving
  /** Answers to an earlier question are not shown. */
  #asked = 0

  constructor(debrief: OpenDebrief, queue: Saving = saving) {
    this.debrief = debrief
    this.files = new Files(debrief)
    this.#saving = queue
    this.sourceId = this.sources[0]?.id ?? ''
    void this.#restore()
  }

  // -- open or closed -------------------------------------------------------------------------------

  /** Without a source it stands there only until there is a timeline to look at. */
  get open(): boolean {
    if (this.isEmpty) return this.#open ?? this.debrief.whole.entries.length === 0
    return this.#open ?? true
  }

  set open(open: boolean) {
    this.#open = open
    // A comfort, not content: without it the panel opens as it does at first.
    if (this.sources.length > 0)
      backend.settings.save(setting, open ? 'open' : 'closed').catch(() => undefined)
  }

  async #restore() {
    try {
      if ((await backend.settings.load())[setting] === 'closed' && this.sources.length > 0)
        this.#open ??= false
    } catch {
      // It opens as it does at first.
    }
  }

  /** Nothing was brought in yet. */
  get isEmpty(): boolean {
    return this.sources.length === 0 && this.files.all.length === 0
  }

  /** Pictures and files are listed: chosen, or nothing else is there. */
  get listsFiles(): boolean {
    return this.files.on || (this.sources.length === 0 && this.files.all.length > 0)
  }

  // -- what is shown --------------------------------------------------------------------------------

  get sources(): Source[] {
    return [...this.debrief.whole.sources].sort((a, b) => a.broughtAt.localeCompare(b.broughtAt))
  }

  readonly source = $derived.by(() =>
    this.debrief.whole.sources.find((s) => s.id === this.sourceId),
  )

  /** The entries that rest on each message of the source that is shown. */
  readonly entriesAt = $derived.by(() => {
    const by = new Map<number, Entry[]>()
    for (const entry of this.debrief.whole.entries) {
      for (const c of entry.citations ?? []) {
        if (c.sourceId === this.sourceId) by.set(c.message, [...(by.get(c.message) ?? []), entry])
      }
    }
    return by
  })

  /** The lines with the times between them in which nothing was written; under a filter nobody can tell. */
  readonly rows = $derived.by(() => {
    const rows: Row[] = []
    let before: Moment | undefined
    for (const line of this.lines) {
      const minutes = before && !this.isFiltered ? minutesBetween(before, line.time) : 0
      if (minutes >= gapMinutes) rows.push({ kind: 'gap', key: `gap-${line.n}`, minutes })
      rows.push({ kind: 'line', key: String(line.n), line })
      if (isKnown(line.time)) before = line.time
    }
    return rows
  })

  get isFiltered(): boolean {
    const { words, sender, from, to, suggested } = this.filter
    return suggested || [words, sender, from, to].some((text) => text.trim() !== '')
  }

  /** So many lines do not fit what is looked for. */
  get hidden(): number {
    return this.count - this.found - this.folded
  }

  get hasMore(): boolean {
    return this.start + this.lines.length < this.found
  }

  /** Shows another source, or the same under another filter, from its beginning. */
  async show(id: ID = this.sourceId, filter: Partial<SourceFilter> = {}): Promise<void> {
    if (id !== this.sourceId) {
      this.series = 0
      this.moment = ''
      this.marked.clear()
      this.#joined = undefined
    }
    this.filter = { ...(id === this.sourceId ? this.filter : everything()), ...filter }
    this.sourceId = id
    this.files.on = false
    if (!id) this.lines = []
    await this.#from(0)
  }

  /** Goes to the message of a citation, whatever was looked for before. */
  async goTo({ sourceId, message, at }: Citation): Promise<void> {
    if (!this.debrief.whole.sources.some((s) => s.id === sourceId)) return
    this.open = true
    this.files.on = false
    if (sourceId !== this.sourceId) this.marked.clear()
    this.sourceId = sourceId
    if (at) {
      const ahead = (this.source?.aheadSeconds ?? 0) * 1000
      this.moment = new Date(Date.parse(at) - ahead).toISOString()
    }
    // Without a filter the place in the list is the number of the message.
    this.filter = { ...everything(), system: !at }
    await this.#from(Math.max(0, message - page / 2), message)
  }

  /** Reads again what is shown, which something else has changed; the place in it stays. */
  async again(): Promise<void> {
    if (!this.source) this.sourceId = this.sources[0]?.id ?? ''
    await this.#from(this.start, this.at)
  }

  async #from(start: number, at = -1): Promise<void> {
    const got = await this.fetch(start)
    if (!got) return
    this.lines = got.lines
    this.start = start
    this.at = got.lines.some((l) => l.n === at) ? at : (got.lines[0]?.n ?? -1)
  }

  /** Reads a part of what is looked for; undefined when something else was asked meanwhile. */
  async fetch(start: number): Promise<SourcePage | undefined> {
    const asked = ++this.#asked
    if (!this.sourceId) return undefined
    try {
      const filter = $state.snapshot(this.filter)
      const got = await backend.sources.lines(this.debrief.id, this.sourceId, filter, start)
      if (asked !== this.#asked) return undefined
      this.found = got.found
      this.count = got.count
      this.folded = got.folded
      this.series = got.series
      this.need = got.need
      this.untimed = got.untimed
      this.unread = got.unread
      this.first = got.first
      return got
    } catch (thrown) {
      if (asked === this.#asked) toasts.say(asBackendError(thrown).message)
      return undefined
    }
  }

  /** Reads what comes after or before what is shown; around() is there to keep the place in view. */
  async more(way: 1 | -1, around: (change: () => void) => void = (f) => f()): Promise<void> {
    if (way > 0 ? !this.hasMore : this.start === 0) return
    const start = way > 0 ? this.start + this.lines.length : Math.max(0, this.start - page)
    const got = await this.fetch(start)
    if (!got) return
    around(() => {
      if (way > 0) {
        const all = [...this.lines, ...got.lines]
        const gone = Math.max(0, all.length - mostShown)
        this.lines = all.slice(gone)
        this.start += gone
      } else {
        this.lines = [...got.lines.slice(0, this.start - start), ...this.lines].slice(0, mostShown)
        this.start = start
      }
    })
  }

  // -- keys and marks -------------------------------------------------------------------------------

  /** Goes up or down by so many; with extend what is passed is marked. */
  go(by: number, extend = false) {
    const here = this.lines.findIndex((l) => l.n === this.at)
    const to = Math.max(0, Math.min(this.lines.length - 1, here + by))
    if (extend) {
      const [from, until] = here < to ? [here, to] : [to, here]
      this.#markAll(this.lines.slice(Math.max(0, from), until + 1))
    }
    this.at = this.lines[to]?.n ?? -1
  }

  /** Goes to the first line of all that is looked for, or to the last. */
  async end(way: 1 | -1): Promise<void> {
    if (way < 0 && this.start > 0) await this.#from(0)
    if (way > 0 && this.hasMore) await this.#from(Math.max(0, this.found - page))
    this.go(way * this.lines.length)
  }

  mark(n: number) {
    const line = this.lines.find((l) => l.n === n)
    if (!this.marked.delete(n) && line) this.marked.set(n, line)
  }

  /** Marks every message from the one the keys are at to another. */
  markTo(n: number) {
    const [a, b] = [this.at, n].map((m) => this.lines.findIndex((l) => l.n === m))
    if (a === undefined || b === undefined || a < 0 || b < 0) return
    this.#markAll(this.lines.slice(Math.min(a, b), Math.max(a, b) + 1))
    this.at = n
  }

  /** Marks all that is shown, or nothing when all of it is marked. */
  markShown() {
    if (this.lines.every((l) => this.marked.has(l.n))) this.marked.clear()
    else this.#markAll(this.lines)
  }

  #markAll(lines: SourceLine[]) {
    for (const line of lines) this.marked.set(line.n, line)
  }

  // -- to the timeline ------------------------------------------------------------------------------

  /** What would become entries: what is marked, or the message the keys are at, where that is none yet. */
  readonly chosen = $derived.by(() => {
    const here = this.lines.find((l) => l.n === this.at)
    const all = this.marked.size > 0 ? [...this.marked.values()] : here ? [here] : []
    return all.filter((l) => !this.entriesAt.has(l.n)).sort((a, b) => a.n - b.n)
  })

  /** Some of what is chosen is of one speaker without a break: it may be one entry. */
  readonly canJoin = $derived.by(() =>
    this.chosen.some((l, i) => i > 0 && l.sender !== '' && l.sender === this.chosen[i - 1]?.sender),
  )

  /** The cues of a recording are pieces of what somebody said; the lines of a chat are lines. */
  get joined(): boolean {
    return this.#joined ?? this.need === 'start'
  }
  set joined(joined: boolean) {
    this.#joined = joined
  }

  /** How many entries would come of it. */
  readonly entries = $derived.by(() => {
    const one = (l: SourceLine, i: number) =>
      i === 0 || !this.joined || l.kind === 'system' || l.sender !== this.chosen[i - 1]?.sender
    return this.chosen.filter(one).length
  })

  /** What of it looks like a key or the like: how many lines, and what it is. */
  readonly secrets = $derived.by(() => {
    const lines = this.chosen.filter((l) => l.secrets.length > 0)
    return {
      lines: lines.length,
      kinds: [...new Set(lines.flatMap((l) => l.secrets.map((s) => s.kind)))],
    }
  })

  /** Makes entries of what is chosen. */
  async promote(): Promise<Entry[]> {
    const messages = this.chosen.map((l) => l.n)
    if (messages.length === 0 || reading.refuse()) return []
    const step = newStep('promote')
    const input = {
      debriefId: this.debrief.id,
      sourceId: this.sourceId,
      messages,
      joined: this.canJoin && this.joined,
      leaveOut: this.secrets.lines > 0 && this.leaveOut,
    }
    const run = () => backend.sources.promote(step, input)
    const made = await this.#saving.perform([], run, undefined, step)
    if (!made) return []
    this.debrief.adoptAll(made.map((record) => ({ noun: 'entry' as const, record })))
    this.marked.clear()
    toasts.say(many('evidence.promoted', made.length))
    return made
  }

  /** Lets an entry rest on the message the keys are at, too. */
  link(entryId: ID) {
    const cited = { sourceId: this.sourceId, message: this.at }
    if (this.at < 0) return
    this.#cite(entryId, (all) => (all.some((c) => isSame(c, cited)) ? all : [...all, cited]))
  }

  /** Lets an entry no longer rest on a message; the message stays. */
  unlink(entryId: ID, cited: Citation) {
    this.#cite(entryId, (all) => all.filter((c) => !isSame(c, cited)))
  }

  #cite(entryId: ID, alter: (all: Citation[]) => Citation[]) {
    void this.debrief.edit('entry', entryId, { name: 'cite' }, (e) => {
      e.citations = alter(e.citations ?? [])
    })
  }

  /** Writes what is said of the source; the entries made of it follow in the same step. */
  async say(alter: (source: Source) => void, name = 'edit-source'): Promise<void> {
    const here = this.source
    if (!here || reading.refuse()) return
    const source = $state.snapshot(here) as Source
    alter(source)
    const step = newStep(name)
    const run = () => backend.sources.save(step, source)
    const saved = await this.#saving.perform([], run, undefined, step)
    if (!saved) return
    this.debrief.adopt('source', saved.source)
    this.debrief.adoptAll(saved.entries.map((record) => ({ noun: 'entry' as const, record })))
    await this.again()
  }

  /** Takes the source away; the entries made of it stay. */
  remove() {
    const { source } = this
    if (!source) return
    changes.remove(this.debrief, 'source', source.id, 'delete-source', t('evidence.removed'))
    void this.show(this.sources.find((s) => s.id !== source.id)?.id ?? '')
  }
}

const isSame = (a: Citation, b: Citation) =>
  a.sourceId === b.sourceId && a.message === b.message && a.at === b.at

function minutesBetween(a: Moment, b: Moment): number {
  if (!isKnown(a) || !isKnown(b)) return 0
  return Math.floor((Date.parse(b.at) - Date.parse(a.at)) / 60_000)
}
