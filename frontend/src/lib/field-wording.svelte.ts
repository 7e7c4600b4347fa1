import { tick } from 'svelte'
import type { WordingFlag } from './backend'
import type { OpenDebrief } from './debrief.svelte'
import type { Command } from './keys.svelte'
import type { Whole } from './nouns'
import { OpenWordings } from './open-wordings.svelte'
import { wording, type Scope, type Spot } from './wording.svelte'

/** The wording of a screen's fields: what is marked in them, and the one flag that is shown with its card. */
export class FieldWording {
  /** The field whose card is shown; empty for none. */
  shown = $state('')
  /** The field that was last worked on. */
  visited = $state('')
  readonly open: OpenWordings
  #debrief: OpenDebrief
  #texts: (whole: Whole) => Map<string, string>

  /** texts are those of the debrief itself that the screen shows, in its order, by field. */
  constructor(
    debrief: OpenDebrief,
    texts: (whole: Whole) => Map<string, string>,
    open = new OpenWordings(debrief),
  ) {
    this.#debrief = debrief
    this.#texts = texts
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

  /** Shows the next open flag of the screen; false when there is none. */
  next(): boolean {
    const texts = [...this.#texts(this.#debrief.whole)]
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
    const flag = this.of(field, this.#texts(this.#debrief.whole).get(field) ?? '')[0]
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

/** The keys of a screen that asks about its fields. */
export function fieldKeys(fields: FieldWording): Command[] {
  const flagged = () => fields.current !== undefined
  const about = (run: (field: string, flag: WordingFlag) => void) => () => {
    if (fields.current) run(fields.current.field, fields.current.flag)
  }
  const keep = (decision: 'quote' | 'left', scope: Scope = '') =>
    about((field, flag) => fields.keep(field, flag, decision, scope))
  return [
    {
      id: 'field.flag',
      label: 'live.wording.review',
      keys: 'F8',
      // With nothing open here, the list says what is open elsewhere.
      run: () => void (fields.next() || (wording.listed = true)),
      hint: 15,
      hintLabel: 'live.wording',
    },
    ...[0, 1, 2].map((i): Command => ({
      id: `field.ask.${i + 1}`,
      label: `live.wording.ask.${i + 1}` as 'live.wording.ask.1',
      keys: `Alt+${i + 1}`,
      when: flagged,
      once: true,
      run: about((field, flag) => fields.ask(field, flag, i)),
    })),
    {
      id: 'field.quote',
      label: 'live.wording.quote',
      keys: 'Alt+Q',
      when: flagged,
      once: true,
      run: keep('quote'),
    },
    {
      id: 'field.leave',
      label: 'live.wording.leave',
      keys: 'Alt+X',
      when: flagged,
      once: true,
      run: keep('left'),
    },
    {
      id: 'field.leave-debrief',
      label: 'wording.leave.debrief',
      keys: 'Alt+Shift+X',
      when: flagged,
      once: true,
      run: keep('left', 'debrief'),
    },
  ]
}

const at = (field: string) => `[data-wording="${field}"]`

function scrollTo(field: string) {
  document.querySelector(at(field))?.scrollIntoView({ block: 'nearest' })
}
