import { asBackendError, backend } from '$lib/backend'
import type { OpenDebrief } from '$lib/debrief.svelte'
import type { BoardFilter, BoardPage, Item, Section } from '$lib/board'
import type { Countermeasure, Debrief, ID, Step } from '$lib/nouns'
import type { Act } from '$lib/followup'
import { changes } from '$lib/changes.svelte'
import { t, type Key } from '$lib/copy'
import { order } from '$lib/order'
import { reading } from '$lib/reading.svelte'
import { newStep, saving } from '$lib/saving.svelte'
import { shell } from '$lib/shell.svelte'
import { toasts } from '$lib/ui/toasts.svelte'
import { formOf, saidOf, type Said } from './acts'
import { Asking } from './asking.svelte'

/** How many rows are read at once. */
const pageRows = 300

/** A line of the board: what a section is called, or a countermeasure in it. */
export type Line =
  | { kind: 'head'; key: string; section: Section; n: number }
  | { kind: 'row'; key: string; item: Item; first: boolean; last: boolean }

export type Which = 'one' | 'all'

const nothing: BoardFilter = {
  debriefId: '',
  owner: '',
  team: '',
  state: '',
  priority: '',
  words: '',
  open: true,
}

const wordless = { day: '', checkOn: '', text: '', by: '', outcome: '' as const }

/** What came of the countermeasures, of one debrief or of all: what is shown, and which row is selected. */
export class Board {
  readonly debrief: OpenDebrief | undefined
  which = $state<Which>('all')
  filter = $state<BoardFilter>({ ...nothing })
  page = $state.raw<BoardPage>()
  items = $state.raw<Item[]>([])
  selected = $state<ID>('')
  problem = $state('')
  /** How many are open in all debriefs; undefined until that is known. */
  allOpen = $state<number>()
  /** What is being said about the selected one. */
  asking = $state<Asking>()
  /** The selected one with its history, while that is looked at. */
  detail = $state.raw<Countermeasure>()
  /** Something is being carried out: a second press does not do it again. */
  busy = $state(false)
  #reading = 0

  constructor(debrief?: OpenDebrief) {
    this.debrief = debrief
    if (debrief) this.which = 'one'
  }

  readonly lines = $derived.by((): Line[] => {
    const counts = new Map(this.page?.counts.map((c) => [c.section, c.n]))
    return this.items.flatMap((item, i): Line[] => {
      const [before, after] = [this.items[i - 1], this.items[i + 1]]
      const first = before?.section !== item.section
      const row: Line = {
        kind: 'row',
        key: item.id,
        item,
        first,
        last: after?.section !== item.section,
      }
      const { section } = item
      if (!first) return [row]
      return [{ kind: 'head', key: section, section, n: counts.get(section) ?? 0 }, row]
    })
  })

  readonly item = $derived(this.items.find((i) => i.id === this.selected))

  /** Asks for something else than everything. */
  get narrowed(): boolean {
    const { owner, team, state, priority, words } = this.filter
    return this.which === 'all' && [owner, team, state, priority, words.trim()].some(Boolean)
  }

  /** How many stand in a section may be said: not of one person's. */
  get counts(): boolean {
    return this.which === 'one' || !this.filter.owner
  }

  get #asked(): BoardFilter {
    if (this.which === 'all' || !this.debrief) return { ...this.filter }
    return { ...nothing, debriefId: this.debrief.id, open: false }
  }

  /** Reads as much as is shown, anew. An older answer is not shown over a newer one. */
  async load() {
    const turn = ++this.#reading
    await saving.flush()
    try {
      const page = await backend.followUps.board(
        this.#asked,
        Math.max(pageRows, this.items.length),
        0,
      )
      if (turn !== this.#reading) return
      this.page = page
      this.items = page.items
      this.problem = ''
      if (this.which === 'all' && !this.narrowed && this.filter.open) this.allOpen = page.total
      if (page.items.some((i) => i.id === shell.at)) this.select(shell.at)
      shell.at = ''
      if (!this.item) this.selected = this.items[0]?.id ?? ''
    } catch (thrown) {
      if (turn === this.#reading) this.problem = asBackendError(thrown).message
    }
  }

  /** Counts what is open in all debriefs, for whoever looks at one. */
  async countAll() {
    try {
      this.allOpen = (await backend.followUps.board({ ...nothing }, 0, 0)).total
    } catch {
      // It is shown without.
    }
  }

  /** Reads on where the rows end. */
  async more() {
    const { page } = this
    if (!page || this.items.length >= page.total) return
    const turn = ++this.#reading
    const next = await backend.followUps
      .board(this.#asked, pageRows, this.items.length)
      .catch(() => undefined)
    if (turn === this.#reading && next) this.items = [...this.items, ...next.items]
  }

  show(which: Which) {
    this.which = which
    this.leave()
    this.items = []
    void this.load()
  }

  narrow(change: Partial<BoardFilter>) {
    this.filter = { ...this.filter, ...change }
    this.items = []
    void this.load()
  }

  select(id: ID) {
    if (id === this.selected) return
    this.selected = id
    this.asking = undefined
    this.detail = undefined
  }

  /** Shows the history of the selected one, or hides it. */
  async look() {
    const { item } = this
    if (!item) return
    if (this.detail) return void (this.detail = undefined)
    try {
      const detail = await backend.followUps.of(item.id)
      if (this.selected === detail.id) this.detail = detail
    } catch (thrown) {
      toasts.say(asBackendError(thrown).message)
    }
  }

  // -- what is said about one -----------------------------------------------------------------------

  /** The debrief of this one was closed: it is opened again before anything is said. */
  get isClosed(): boolean {
    const head = this.which === 'one' ? this.debrief?.whole.debrief : undefined
    return head?.state === 'closed' && (!head.oldReport || Boolean(head.closing?.by))
  }

  readonly said = $derived.by((): Said[] => (this.item && !this.isClosed ? saidOf(this.item) : []))

  /** Says something about the selected one; what needs words asks for them first. */
  async say(said: Said) {
    const { item } = this
    if (!item || this.busy || !this.said.includes(said) || reading.refuse()) return
    const form = formOf(said)
    if (!form) {
      const kind = said as Act['kind']
      return this.#carryOut(item, { ...wordless, kind })
    }
    const asking = new Asking(item, form, this.#open(item.debriefId))
    if (form === 'check')
      asking.outcome = said.slice('check-'.length) as NonNullable<Asking['outcome']>
    this.asking = asking
    await asking.begin()
  }

  /** Carries out what was asked for. */
  async finish() {
    const { asking } = this
    if (!asking || asking.asks) return
    await this.#carryOut(asking.item, asking.act, asking)
  }

  leave() {
    this.asking = undefined
  }

  async #carryOut(item: Item, act: Act, asking?: Asking) {
    const step = newStep(`followup-${act.kind}`)
    const ref = {
      noun: 'countermeasure' as const,
      id: item.id,
      debriefId: item.debriefId,
      rev: item.rev,
    }
    const done = await this.#once(step, asking, async () => {
      const done = await backend.followUps.act(
        step,
        ref,
        act,
        asking?.handle ?? '',
        asking?.drafts ?? [],
      )
      asking?.said()
      this.asking = undefined
      this.#adopt(done.debrief, done.countermeasure)
      if (done.attachment && this.debrief?.id === item.debriefId)
        this.debrief.adopt('attachment', done.attachment)
    })
    if (!done) return
    changes.offerNewest(t(`board.did.${act.outcome === 'unclear' ? 'unclear' : act.kind}` as Key))
    await this.load()
    if (this.detail) this.detail = await backend.followUps.of(item.id).catch(() => undefined)
  }

  /** A named person says that nothing is left to follow up. Says whether it was kept. */
  close = (by: string, note: string) =>
    this.#head('followup-close', 'board.did.close', (step, id) =>
      backend.followUps.close(step, id, by, note),
    )

  reopen = (why: string) =>
    this.#head('followup-reopen', 'board.did.reopen', (step, id) =>
      backend.followUps.reopen(step, id, why),
    )

  async #head(name: string, told: Key, run: (step: Step, id: ID) => Promise<Debrief>) {
    const { debrief } = this
    if (!debrief) return false
    const step = newStep(name)
    const done = await this.#once(step, undefined, async () => {
      this.#adopt(await run(step, debrief.id))
    })
    if (done) changes.offerNewest(t(told))
    return done
  }

  /** The debrief as it is open here, or in a meeting that goes on. */
  #open = (id: ID) => [this.debrief, shell.held].find((d) => d?.id === id)

  #adopt(head: Debrief, c?: Countermeasure) {
    const open = this.#open(head.id)
    if (c) open?.adopt('countermeasure', c)
    open?.adopt('debrief', head)
  }

  /**
   * What was typed is saved first. It does not wait in the queue of saves: whoever asked is there, and is told
   * why not.
   */
  async #once(step: Step, asking: Asking | undefined, run: () => Promise<void>): Promise<boolean> {
    if (this.busy || reading.refuse()) return false
    this.busy = true
    let problem = ''
    try {
      this.debrief?.rest()
      await saving.flush()
      if (saving.state.kind === 'problem') problem = saving.state.message
      else {
        await run()
        order.began(step.id)
      }
    } catch (thrown) {
      problem = asBackendError(thrown).message
    }
    this.busy = false
    if (asking) asking.problem = problem
    else if (problem) toasts.say(problem)
    return problem === ''
  }

  move(by: number) {
    const at = this.items.findIndex((i) => i.id === this.selected)
    const to = Math.max(0, Math.min(this.items.length - 1, at + by))
    this.select(this.items[to]?.id ?? '')
    if (to > this.items.length - 50) void this.more()
  }
}
