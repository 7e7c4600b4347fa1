import {
  BackendError,
  asBackendError,
  backend,
  type Edition,
  type Form,
  type Paper,
  type Preview,
  type Wish,
} from '$lib/backend'
import { find, many, t } from '$lib/copy'
import type { OpenDebrief } from '$lib/debrief.svelte'
import { exporter, usual } from '$lib/exporter.svelte'
import { isAhead, type State } from '$lib/nouns'
import { saving, type Saving } from '$lib/saving.svelte'
import { PageOne } from './page-one.svelte'

/** How long saving rests before the pages are set anew, and after how long one is told that it takes time. */
const restMs = 50
const tellMs = 1000

export const papers: Paper[] = ['A4', 'Letter']
/** How large the page is drawn; 1 fits it into the window. */
export const zooms = [1, 1.25, 1.5, 2, 3]
/** What is beside the pages: what waits for somebody, or the fields of page one. */
export const modes = ['read-back', 'page-one'] as const

/** Before the meeting has ended there is nothing to read back. */
const begins = (state: State) => isAhead(state) || state === 'live' || state === 'paused'

/** Whoever can show a PDF; Pages in the window. */
export interface Shows {
  show: (url: string) => Promise<void>
  close: () => Promise<void>
}

export interface Removed {
  what: string
  count: number
  text: string
  /** "12 in Timeline", section by section. */
  where: string[]
}

/** The report's screen: page one, the edition, and what will be printed. */
export class ReportScreen {
  edition = $state<Edition>('role-only')
  paper = $state<Paper>('A4')
  /** The number of the version that is shown and exported; empty for the debrief as it stands. */
  version = $state('')
  preview = $state.raw<Preview>()
  /** Why there is nothing to show, or why the last export was not written. */
  problem = $state.raw<BackendError>()
  /** The pages are set, and this window cannot draw them. */
  undrawn = $state(false)
  /** It has taken longer than a moment. */
  slow = $state(false)
  /** Somebody stopped it: the pages are those from before the last change. */
  stale = $state(false)
  page = $state(1)
  zoom = $state(1)
  mode = $state<(typeof modes)[number]>('page-one')
  readonly debrief: OpenDebrief
  readonly one: PageOne
  #saving: Saving
  #pages: Shows
  #timer: ReturnType<typeof setTimeout> | undefined
  #tell: ReturnType<typeof setTimeout> | undefined
  #turn = 0
  #closed = false
  #stop: () => void

  constructor(debrief: OpenDebrief, pages: Shows, queue: Saving = saving) {
    this.debrief = debrief
    this.one = new PageOne(debrief)
    this.#pages = pages
    this.#saving = queue
    this.version = debrief.frozen?.number ?? ''
    if (!begins(debrief.whole.debrief.state)) this.mode = 'read-back'
    this.#stop = queue.listen(() => this.refresh())
  }

  stop() {
    this.#stop()
    this.#closed = true
    this.cancel()
    void this.#pages.close()
  }

  /** Sets the pages anew once saving rests, of what is saved by then. */
  refresh() {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#set(), restMs)
  }

  /** Sets the pages now, of everything that was typed. */
  async set(): Promise<void> {
    await this.#saving.flush()
    await this.#set()
  }

  /** The one that was being set before is given up. */
  async #set(): Promise<void> {
    if (this.#closed) return
    clearTimeout(this.#timer)
    const turn = ++this.#turn
    this.stale = false
    this.#tell ??= setTimeout(() => (this.slow = true), tellMs)
    try {
      const preview = await backend.reports.preview(
        this.debrief.id,
        this.edition,
        this.paper,
        this.version,
      )
      if (turn !== this.#turn) return
      const { code, message } = preview.problem
      this.problem = code ? new BackendError(code, message) : undefined
      this.preview = preview
      if (!code) await this.#show(preview, turn)
    } catch (thrown) {
      if (turn !== this.#turn) return
      const problem = asBackendError(thrown)
      // Nobody stopped it: one that was asked for before came after it, and took its place.
      if (problem.code === 'cancelled') this.refresh()
      else this.problem = problem
    } finally {
      if (turn === this.#turn) this.#settled()
    }
  }

  /** Gives up what is being set; the pages from before stay. */
  cancel() {
    clearTimeout(this.#timer)
    this.#turn++
    this.#settled()
    this.stale = true
    void backend.reports.stopPreview().catch(() => undefined)
  }

  #settled() {
    clearTimeout(this.#tell)
    this.#tell = undefined
    this.slow = false
  }

  async #show(preview: Preview, turn: number) {
    try {
      await this.#pages.show(preview.url)
      if (turn !== this.#turn) return
      this.undrawn = false
      this.page = Math.max(1, Math.min(this.page, preview.pages))
    } catch {
      if (turn === this.#turn) this.undrawn = true
    }
  }

  choose(edition: Edition) {
    this.edition = edition
    void this.set()
  }

  chooseVersion(version: string) {
    if (version === this.version) return
    this.version = version
    void this.set()
  }

  choosePaper(paper: Paper) {
    this.paper = paper
    void this.set()
  }

  turn(by: number) {
    this.page = Math.max(1, Math.min(this.preview?.pages ?? 1, this.page + by))
  }

  resize(by: 1 | -1) {
    this.zoom = zooms[zooms.indexOf(this.zoom) + by] ?? this.zoom
  }

  /** What is handed out in a form, as it is shown. */
  wish(form: Form): Wish {
    return { ...usual, form, edition: this.edition, paper: this.paper, version: this.version }
  }

  /** Which of them is handed out, in a sentence. */
  get handsOut(): string {
    const edition = t(`preview.edition.${this.edition}`)
    return this.version
      ? t('export.edition.version', { edition, number: this.version })
      : t('export.edition', { edition })
  }

  /** Asks where to put it and writes it; what was refused stands over the pages. */
  export(form: Form = 'pdf'): Promise<void> {
    return this.#told(() => exporter.write(this.debrief.id, this.wish(form)))
  }

  /** The same for what the report rests on. */
  exportFolder(): Promise<void> {
    return this.#told(() => exporter.folder(this.debrief.id, this.wish('pdf')))
  }

  async #told(work: () => Promise<boolean>) {
    if (!this.preview?.problem.code) this.problem = undefined
    try {
      await work()
    } catch (thrown) {
      this.problem = asBackendError(thrown)
    }
  }

  /** What the edition leaves out, one line a kind, most of all first. */
  readonly removed = $derived.by((): Removed[] => {
    const all = this.preview?.removals ?? []
    const kinds = [...new Set(all.map((r) => r.what))]
    return kinds
      .map((what) => {
        const of = all.filter((r) => r.what === what)
        const count = of.reduce((sum, r) => sum + r.count, 0)
        const roles = new Set(of.map((r) => r.of).filter((role) => role !== '')).size
        const values = { n: count, roles: many('preview.removal.roles', roles) }
        const key = `preview.removal.${what}.${count === 1 ? 'one' : 'other'}`
        const text = find(key, what).replace('{roles}', String(values.roles))
        return { what, count, text, where: whereOf(of) }
      })
      .sort((a, b) => b.count - a.count)
  })

  readonly warnings = $derived.by(() =>
    (this.preview?.warnings ?? []).map((w) =>
      find(`report.warning.${w.kind}`, w.kind).replaceAll(
        '{of}',
        find(`report.section.${w.of}`, w.of),
      ),
    ),
  )

  /** What looks like a secret in what is printed. */
  readonly secrets = $derived.by(() =>
    (this.preview?.secrets ?? []).map(({ kind, hidden, where }) => {
      const section = find(`report.section.${where}`, where)
      const values = { hidden, where: section, kind: t(`evidence.secret.${kind}`) }
      return { section, text: t('preview.secret', values) }
    }),
  )

  /** Names that stay in what is printed. */
  readonly left = $derived.by(() => this.preview?.left ?? [])

  /** The phrases still open, in one sentence; empty when there are none. */
  readonly open = $derived.by(() => {
    const phrases = this.preview?.wording ?? []
    if (phrases.length === 0) return ''
    const list = [...new Set(phrases.map((p) => p.phrase))]
    const some = list.slice(0, 5).map((phrase) => t('preview.open.phrase', { phrase }))
    const more = list.length > 5 ? ', …' : ''
    return many('preview.open', phrases.length, { list: some.join(', ') + more })
  })

  readonly missing = $derived.by(() => {
    const missing = this.preview?.missing ?? []
    if (missing.length === 0) return ''
    const some = missing.slice(0, 8).join(', ') + (missing.length > 8 ? ' …' : '')
    return many('preview.missing', missing.length, { list: some })
  })
}

/** Counts by section, in the order they come. */
function whereOf(removals: Preview['removals']): string[] {
  const counts = new Map<string, number>()
  for (const r of removals) counts.set(r.where, (counts.get(r.where) ?? 0) + r.count)
  return [...counts].map(([where, count]) =>
    t('preview.leaves-out.where', { count, section: find(`report.section.${where}`, where) }),
  )
}
