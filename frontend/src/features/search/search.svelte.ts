import { asBackendError, backend } from '$lib/backend'
import type { Chip, FoundDebrief, SearchAnswer, SearchHit } from '$lib/backend-search'
import { land } from '$lib/landing'
import { searching } from '$lib/searching.svelte'
import { shell } from '$lib/shell.svelte'
import { toasts } from '$lib/ui/toasts.svelte'
import { filterOf, namesFor, taken, valuesFor, without, wordAt, type Offer } from './completing'
import { partOf } from './places'

/** How many hits a page has, and how many of one debrief stand on it. */
const pageHits = 50
const eachHits = 4

/** A rest in typing before a question is asked, and between questions while the index follows, in milliseconds. */
const rest = { typing: 40, following: 1500 }

/** A debrief with what was found in it. */
export interface Group {
  debrief: FoundDebrief
  hits: SearchHit[]
}

/** The state of the search screen. Answers to what was typed before are dropped. */
export class SearchView {
  answer = $state.raw<SearchAnswer>()
  problem = $state('')
  /** The row that Enter opens: a record's id, or allOf a debrief. */
  selected = $state('')
  within = $state.raw<FoundDebrief>()
  offers = $state.raw<Offer[]>([])
  /** Which offer Enter takes; -1 for none. */
  offered = $state(-1)
  /** Who "me" is is asked. */
  asksMe = $state(false)
  #limit = pageHits
  #turn = 0
  #offering = 0
  #asking = false
  #next: { keep: boolean } | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #today: () => Date

  constructor(today: () => Date = () => new Date()) {
    this.#today = today
  }

  readonly query = $derived(searching.query)

  readonly groups = $derived.by((): Group[] => {
    const { hits = [], debriefs = [] } = this.answer ?? {}
    return debriefs.map((debrief) => ({
      debrief,
      hits: hits.filter((h) => h.debriefId === debrief.id),
    }))
  })

  /** Nothing is asked yet: the field is empty, or a filter waits for its value. */
  readonly beginning = $derived(this.query.trim() === '' || /[\p{L}\p{N}]/u.test(this.query))

  readonly count = $derived(this.answer?.hits.length ?? 0)

  /** The keys of all rows in the order of the screen. */
  readonly order = $derived(
    this.groups.flatMap(({ debrief, hits }) => [
      ...hits.map((h) => h.recordId),
      ...(this.hasMore(debrief) ? [allOf(debrief)] : []),
    ]),
  )

  /** Says that there is more in a debrief than is listed. */
  hasMore(debrief: FoundDebrief): boolean {
    return debrief.more && !this.within
  }

  /** Somebody asks for what is theirs, and nobody has said who that is. */
  readonly needsMe = $derived(
    (this.answer?.chips.some(isMe) ?? false) && (this.answer?.me === '' || this.asksMe),
  )

  start() {
    void this.#ask()
    return () => {
      this.#turn++
      this.#next = undefined
      clearTimeout(this.#timer)
    }
  }

  type(query: string, caret = query.length) {
    searching.query = query
    this.#limit = pageHits
    void this.#offer(query, caret)
    this.#soon(rest.typing)
  }

  sort() {
    searching.order = searching.order === 'newest' ? 'rank' : 'newest'
    this.#limit = pageHits
    return this.#ask()
  }

  more() {
    this.#limit *= 2
    return this.#ask({ keep: true })
  }

  /** Looks through one debrief alone, or through all again. */
  only(debrief?: FoundDebrief) {
    this.within = debrief
    this.#limit = pageHits
    return this.#ask()
  }

  drop(chip: Chip) {
    this.type(without(this.query, chip.raw))
    this.offers = []
  }

  async me(name: string) {
    try {
      await backend.search.me(name)
      this.asksMe = false
      await this.#ask()
    } catch (thrown) {
      toasts.say(asBackendError(thrown).message)
    }
  }

  move(by: number) {
    const to = this.order.indexOf(this.selected) + by
    this.selected = this.order[Math.max(0, Math.min(this.order.length - 1, to))] ?? ''
  }

  /** Does what the selected row is for. */
  async choose() {
    const all = this.groups.find((g) => allOf(g.debrief) === this.selected)
    if (all) return this.only(all.debrief)
    const hit = this.answer?.hits.find((h) => h.recordId === this.selected)
    if (hit) await this.open(hit)
  }

  /** Opens the debrief at that very record. */
  async open(hit: SearchHit) {
    const state = this.answer?.debriefs.find((d) => d.id === hit.debriefId)?.state
    let part = partOf(hit, state)
    try {
      await shell.open(hit.debriefId, part)
      if (!part) return
      // What stayed an idea is not followed up.
      const idea = shell.debrief?.find('countermeasure', hit.recordId)?.state === 'idea'
      if (part === 'followup' && idea) part = 'factors'
      shell.go(part, hit.recordId)
      land(hit.noun, hit.recordId)
    } catch (thrown) {
      toasts.say(asBackendError(thrown).message)
    }
  }

  #soon(ms: number) {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#ask({ keep: ms === rest.following }), ms)
  }

  // One question at a time: the backend takes two in no certain order.
  async #ask({ keep = false } = {}) {
    clearTimeout(this.#timer)
    const turn = ++this.#turn
    if (this.#asking) return void (this.#next = { keep })
    this.#asking = true
    await this.#put(turn, keep)
    this.#asking = false
    const next = this.#next
    this.#next = undefined
    if (next) await this.#ask(next)
  }

  async #put(turn: number, keep: boolean) {
    try {
      const answer = await backend.search.find({
        typed: this.query,
        order: searching.order,
        limit: this.#limit,
        each: this.within ? 0 : eachHits,
        debriefId: this.within?.id ?? '',
      })
      if (turn !== this.#turn) return
      this.#take(answer, keep)
    } catch (thrown) {
      if (turn !== this.#turn) return
      this.problem = asBackendError(thrown).message
    }
  }

  #take(answer: SearchAnswer, keep: boolean) {
    this.problem = ''
    this.answer = answer
    const still = keep && this.order.includes(this.selected)
    if (!still) this.selected = this.order[0] ?? ''
    if (answer.following) this.#soon(rest.following)
  }

  // Completing.

  async #offer(query: string, caret: number) {
    const turn = ++this.#offering
    const word = wordAt(query, caret)
    const filter = filterOf(word.text)
    const offers = filter ? await this.#values(filter) : namesFor(word.text)
    if (turn !== this.#offering) return
    const whole = query.slice(word.from, word.to)
    this.offers = offers.filter((o) => o.put !== whole)
    this.offered = filter && this.offers.length > 0 && filter.typed ? 0 : -1
  }

  async #values({ name, typed }: NonNullable<ReturnType<typeof filterOf>>): Promise<Offer[]> {
    const asks = name === 'tag' || name === 'factor' || name === 'owner'
    const here = asks ? await backend.search.values(name, typed).catch(() => []) : []
    return valuesFor(name, typed, here, this.#today())
  }

  moveOffer(by: number) {
    const n = this.offers.length
    this.offered = this.offered < 0 && by < 0 ? n - 1 : (this.offered + by + n) % n
  }

  /** Puts an offer in the place of the word at the caret and returns where the caret is then. */
  takeOffer(caret: number, offer = this.offers[Math.max(0, this.offered)]): number {
    if (!offer) return caret
    const next = taken(this.query, wordAt(this.query, caret), offer)
    this.type(next.query, next.caret)
    if (!offer.begins) this.closeOffers()
    return next.caret
  }

  closeOffers() {
    this.#offering++
    this.offers = []
    this.offered = -1
  }
}

/** The key of the row that shows all of a debrief. */
export const allOf = (debrief: FoundDebrief) => `all-${debrief.id}`

export const isMe = (chip: Chip) => chip.name === 'owner' && chip.value.toLowerCase() === 'me'
