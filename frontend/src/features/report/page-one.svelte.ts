import { announce } from '$lib/announce'
import { backend, type Offer, type Room } from '$lib/backend'
import { changes } from '$lib/changes.svelte'
import { t } from '$lib/copy'
import type { OpenDebrief } from '$lib/debrief.svelte'
import { factorNumbers } from '$lib/factors'
import { clock } from '$lib/format'
import { isSigned } from '$lib/frozen'
import type { Fact, Learning, Summary } from '$lib/nouns'
import { pageOne } from '$lib/wording.svelte'

export const facts = ['noticed', 'affected', 'ended'] as const
export type FactName = (typeof facts)[number]

/** Page one of the report: its fields, how much room they have, and what the debrief already has for them. */
export class PageOne {
  /** How many words there is room for; the backend says it. */
  room = $state.raw<Room>()
  /** The field the caret is in, as the wording check calls it; empty for none. */
  here = $state('')
  #offers = $state.raw<Offer[]>([])
  /** Which of its offers each field shows. */
  #chosen = $state<Record<string, number>>({})
  #debrief: OpenDebrief

  constructor(debrief: OpenDebrief) {
    this.#debrief = debrief
  }

  /** Looks at what the debrief has. Without an answer nothing is offered. */
  async load() {
    const found = await backend.gists.pageOne(this.#debrief.id).catch(() => undefined)
    if (!found) return
    this.room = found.limits
    this.#offers = found.offers
  }

  get summary(): Summary {
    return this.#debrief.whole.debrief.summary
  }

  // -- what could be said ---------------------------------------------------------------------------

  /** What is offered for a field: nothing while something stands there. "learning" is one more of them. */
  offers(field: string): Offer[] {
    if (isSigned(this.#debrief.whole.debrief.state)) return []
    if (field !== 'learning') {
      if (pageOne(this.#debrief.whole).get(field)?.trim()) return []
      return this.#offers.filter((o) => o.field === field)
    }
    const { learnings } = this.summary
    const room = this.room?.learnings ?? 0
    if (learnings.length >= room && !learnings.some(isBlank)) return []
    const taken = (o: Offer) =>
      learnings.some((l) =>
        o.factorId ? l.factorId === o.factorId : l.text === o.text && l.title === o.title,
      )
    return this.#offers.filter((o) => o.field === field && !taken(o))
  }

  /** The offer a field shows, which one it is, and of how many. */
  offered(field: string): { offer: Offer; n: number; count: number } | undefined {
    const all = this.offers(field)
    const at = (this.#chosen[field] ?? 0) % Math.max(1, all.length)
    const offer = all[at]
    return offer && { offer, n: at + 1, count: all.length }
  }

  /** Shows the next offer of a field. */
  another(field: string) {
    this.#chosen[field] = (this.offered(field)?.n ?? 0) % Math.max(1, this.offers(field).length)
  }

  /** Where an offer was found. */
  from(offer: Offer): string {
    const { entries, factors, debrief } = this.#debrief.whole
    const entry = entries.find((e) => e.id === offer.entryIds[0])
    const of =
      offer.from === 'factor'
        ? String(factorNumbers(factors).get(offer.factorId) ?? '')
        : entry
          ? clock(entry.time, debrief.zone)
          : ''
    if (offer.from === 'entry' && !of) return t('gist.from.entry.none')
    return t(`gist.from.${offer.from}`, { of })
  }

  /** The field whose offer the key takes; empty where nothing is offered. */
  readonly taking = $derived.by(() => {
    const [, n] = /^learning(\d)\./.exec(this.here) ?? []
    const field = n ? 'learning' : this.here
    if (n && !isBlank(this.summary.learnings[Number(n) - 1])) return ''
    return field && this.offered(field) ? field : ''
  })

  /** Takes what a field shows, as it stands and as one step. */
  take(field: string) {
    const found = this.offered(field)
    if (!found) return
    const { title, text, factorId } = found.offer
    this.#edit('', (s) => {
      if (field === 'lead') s.lead = text
      else if (field === 'learning') place(s.learnings, { title, text, factorId })
      else {
        const [name, part] = field.split('.') as [FactName, keyof Fact]
        s[name][part] = text
      }
    })
    this.#debrief.rest()
    announce(t('gist.taken'))
  }

  // -- writing it ---------------------------------------------------------------------------------------

  lead(text: string) {
    this.#edit('lead', (s) => (s.lead = text))
  }

  fact(name: FactName, field: keyof Fact, text: string) {
    this.#edit(`${name}.${field}`, (s) => (s[name][field] = text))
  }

  addLearning() {
    this.#edit('', (s) => {
      if (s.learnings.length < (this.room?.learnings ?? 0)) s.learnings.push(blank())
    })
  }

  learning(at: number, field: keyof Learning, text: string) {
    this.#edit(field === 'factorId' ? '' : `learning.${at}.${field}`, (s) => {
      const learning = s.learnings[at]
      if (learning) learning[field] = text
    })
  }

  removeLearning(at: number) {
    this.#edit('', (s) => s.learnings.splice(at, 1))
    changes.offerNewest(t('preview.learning.removed'))
  }

  classify(text: string) {
    const change = { name: 'edit-debrief', typing: 'classification' }
    void this.#debrief.edit('debrief', this.#debrief.id, change, (d) => (d.classification = text))
  }

  rest() {
    this.#debrief.rest()
  }

  #edit(field: string, alter: (summary: Summary) => void) {
    const change = { name: 'edit-debrief', ...(field ? { typing: `summary.${field}` } : {}) }
    void this.#debrief.edit('debrief', this.#debrief.id, change, (d) => alter(d.summary))
  }
}

const blank = (): Learning => ({ title: '', text: '', factorId: '' })

const isBlank = (l: Learning | undefined) => l?.title.trim() === '' && l.text.trim() === ''

/** Puts a learning where one is still empty, or behind the others. */
function place(learnings: Learning[], one: Learning) {
  const at = learnings.findIndex(isBlank)
  if (at < 0) learnings.push(one)
  else learnings[at] = one
}
