import { tick } from 'svelte'
import type { WordingFlag } from '$lib/backend'
import type { OpenDebrief } from '$lib/debrief.svelte'
import { OpenWordings } from '$lib/open-wordings.svelte'
import { pageOne, type Scope, type Spot } from '$lib/wording.svelte'

/** The wording of page one: what is marked in its fields, and the one flag that is shown with its card. */
export class PageWording {
  /** The field whose card is shown; empty for none. */
  shown = $state('')
  /** The field that was last worked on. */
  visited = $state('')
  readonly open: OpenWordings
  #debrief: OpenDebrief

  constructor(debrief: OpenDebrief, open = new OpenWordings(debrief)) {
    this.#debrief = debrief
    this.open = open
  }

  /** The open flags of a field. */
  of(field: string, text: string): WordingFlag[] {
    return this.open.of(this.#debrief.id, field, text)
  }

  /** Shows the card below a field and gives it the focus. */
  show(field: string) {
    this.visited = field
    this.shown = field
    // Already shown, it is only gone to.
    document.querySelector<HTMLElement>(`${at(field)} [role="group"][aria-describedby]`)?.focus()
  }

  /** The caret came into a field: the keys are about it, and nothing moves. */
  visit(field: string) {
    this.visited = field
    if (this.shown !== field) this.shown = ''
  }

  /** Shows the next open flag of page one; false when there is none. */
  next(): boolean {
    const texts = [...pageOne(this.#debrief.whole)]
    const fields = texts.filter(([f, text]) => this.of(f, text).length > 0).map(([f]) => f)
    // The field one is in comes first; from its card, the next one.
    const here = !this.shown && fields.includes(this.visited)
    const at = here ? fields.indexOf(this.visited) : fields.indexOf(this.shown) + 1
    const next = fields[at % fields.length]
    if (next === undefined) return false
    this.show(next)
    scrollTo(next)
    return true
  }

  /** Shows a flag somebody chose from the list. */
  async goTo({ field }: Spot) {
    await this.open.look()
    this.show(field)
    await tick()
    scrollTo(field)
  }

  ask(field: string, flag: WordingFlag, index: number) {
    if (this.open.ask(this.#spot(field, flag), index)) this.#return(field)
  }

  keep(field: string, flag: WordingFlag, decision: 'quote' | 'left', scope: Scope = '') {
    this.open.keep(this.#spot(field, flag), decision, scope)
    this.#return(field)
  }

  ignore(field: string, flag: WordingFlag) {
    this.open.ignore(this.#spot(field, flag))
    this.#return(field)
  }

  later(field: string) {
    this.#return(field)
  }

  /** The flag the keys are about: the one whose card is shown, or of the field one is in. */
  readonly current = $derived.by((): { field: string; flag: WordingFlag } | undefined => {
    const field = this.shown || this.visited
    const flag = this.of(field, pageOne(this.#debrief.whole).get(field) ?? '')[0]
    return flag && { field, flag }
  })

  #spot(field: string, flag: WordingFlag): Spot {
    return { noun: 'debrief', recordId: this.#debrief.id, field, flag }
  }

  /** Whoever answered goes on in the field, and the next flag waits to be gone to. */
  #return(field: string) {
    this.shown = ''
    document.querySelector<HTMLElement>(`${at(field)} :is(input, textarea)`)?.focus()
  }
}

const at = (field: string) => `[data-wording="${field}"]`

function scrollTo(field: string) {
  document.querySelector(at(field))?.scrollIntoView({ block: 'nearest' })
}
