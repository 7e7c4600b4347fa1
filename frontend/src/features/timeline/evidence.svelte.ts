import { SvelteSet } from 'svelte/reactivity'
import { asBackendError, backend, type SourceFilter, type SourceLine } from '$lib/backend'
import { changes } from '$lib/changes.svelte'
import { many, t } from '$lib/copy'
import type { OpenDebrief } from '$lib/debrief.svelte'
import type { Entry, ID, Source } from '$lib/nouns'
import { reading } from '$lib/reading.svelte'
import { newStep, saving, type Saving } from '$lib/saving.svelte'
import { toasts } from '$lib/ui/toasts.svelte'

/** A filter that lets every message through. */
const everything = (): SourceFilter => ({
  words: '',
  sender: '',
  from: '',
  to: '',
  suggested: false,
})

/**
 * The evidence beside the timeline: one source at a time, its messages a part at a time, and those that are
 * marked to become entries.
 */
export class EvidencePanel {
  sourceId = $state<ID>('')
  filter = $state<SourceFilter>(everything())
  lines = $state.raw<SourceLine[]>([])
  found = $state(0)
  count = $state(0)
  /** The message the keys are at. */
  at = $state(-1)
  readonly marked = new SvelteSet<number>()
  readonly debrief: OpenDebrief
  #saving: Saving
  /** Answers to an earlier question are not shown. */
  #asked = 0

  constructor(debrief: OpenDebrief, queue: Saving = saving) {
    this.debrief = debrief
    this.#saving = queue
    this.sourceId = this.sources[0]?.id ?? ''
  }

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

  get isFiltered(): boolean {
    const { words, sender, from, to, suggested } = this.filter
    return suggested || [words, sender, from, to].some((text) => text.trim() !== '')
  }

  /** Shows another source, or the same under another filter, from its beginning. */
  async show(id: ID = this.sourceId, filter: Partial<SourceFilter> = {}): Promise<void> {
    if (id !== this.sourceId) this.marked.clear()
    this.filter = { ...(id === this.sourceId ? this.filter : everything()), ...filter }
    this.sourceId = id
    this.lines = []
    this.at = -1
    await this.more()
  }

  /** Reads the next part of what is looked for. */
  async more(): Promise<void> {
    if (!this.sourceId) return
    const asked = ++this.#asked
    try {
      const page = await backend.sources.lines(
        this.debrief.id,
        this.sourceId,
        $state.snapshot(this.filter),
        this.lines.length,
      )
      if (asked !== this.#asked) return
      this.lines = [...this.lines, ...page.lines]
      this.found = page.found
      this.count = page.count
      if (this.at < 0) this.at = page.lines[0]?.n ?? -1
    } catch (thrown) {
      if (asked === this.#asked) toasts.say(asBackendError(thrown).message)
    }
  }

  get hasMore(): boolean {
    return this.lines.length < this.found
  }

  /** Goes up or down by so many; with extend what is passed is marked. */
  go(by: number, extend = false) {
    const here = this.lines.findIndex((l) => l.n === this.at)
    const to = Math.max(0, Math.min(this.lines.length - 1, here + by))
    if (extend) {
      const [from, until] = here < to ? [here, to] : [to, here]
      for (const line of this.lines.slice(from, until + 1)) this.marked.add(line.n)
    }
    this.at = this.lines[to]?.n ?? -1
  }

  mark(n: number) {
    if (!this.marked.delete(n)) this.marked.add(n)
  }

  /** Marks every message from the one the keys are at to another. */
  markTo(n: number) {
    const [a, b] = [this.at, n].map((m) => this.lines.findIndex((l) => l.n === m))
    if (a === undefined || b === undefined || a < 0 || b < 0) return
    for (const line of this.lines.slice(Math.min(a, b), Math.max(a, b) + 1)) this.marked.add(line.n)
    this.at = n
  }

  /** Makes entries of what is marked, or of the message the keys are at. */
  async promote(): Promise<Entry[]> {
    const chosen = this.marked.size > 0 ? [...this.marked] : this.at < 0 ? [] : [this.at]
    const messages = chosen.filter((n) => !this.entriesAt.has(n)).sort((a, b) => a - b)
    if (messages.length === 0 || reading.refuse()) return []
    const step = newStep('promote')
    const { id } = this.debrief
    const run = () => backend.sources.promote(step, id, this.sourceId, messages)
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
    void this.debrief.edit('entry', entryId, { name: 'cite' }, (e) => {
      const has = (e.citations ?? []).some(
        (c) => c.sourceId === cited.sourceId && c.message === cited.message,
      )
      if (!has) e.citations = [...(e.citations ?? []), cited]
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
    await this.show()
  }

  /** Takes the source away; the entries made of it stay. */
  remove() {
    const { source } = this
    if (!source) return
    changes.remove(this.debrief, 'source', source.id, 'delete-source', t('evidence.removed'))
    this.sourceId = this.sources.find((s) => s.id !== source.id)?.id ?? ''
    void this.show()
  }
}
