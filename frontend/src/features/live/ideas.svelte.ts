import { announce } from '$lib/announce'
import { t } from '$lib/copy'
import { Commitments, type Action } from '$lib/commitments.svelte'
import type { OpenDebrief } from '$lib/debrief.svelte'
import type { Countermeasure, ID } from '$lib/nouns'
import type { Asking } from './agenda.svelte'
import type { OpenFlag } from './flags.svelte'

/** What is being filled in before an idea is decided about. */
export type Filling = '' | 'commit' | 'not'

/**
 * The ideas kept for later, one at a time and in the order in which people had them. Each is committed
 * to, rests, or is not pursued; one that is looked at later comes round again.
 */
export class Ideas extends Commitments {
  /** The list is shown over whatever the stage shows. */
  peeking = $state(false)
  filling = $state<Filling>('')
  #at = $state<ID>('')

  constructor(debrief: OpenDebrief, now: () => number) {
    super(debrief, () => new Date(now()))
  }

  readonly open = $derived.by(() =>
    this.debrief.whole.countermeasures.filter((c) => c.state === 'idea'),
  )

  /** The one that is talked about. */
  readonly current = $derived.by(
    (): Countermeasure | undefined => this.open.find((c) => c.id === this.#at) ?? this.open[0],
  )

  readonly place = $derived.by(() => this.open.findIndex((c) => c.id === this.current?.id) + 1)

  /**
   * What to ask about it: what its own words ask for where they are vague, otherwise who, by when and how we
   * will know.
   */
  asking(flags: OpenFlag[]): Asking | undefined {
    const { current } = this
    if (!current) return undefined
    const vague = flags.find((f) => f.recordId === current.id && !f.typed)
    const key = `stage.countermeasures.${vague ? 'lead' : 'idea'}` as const
    const text = vague?.flag.questions[0] ?? t(key)
    const lang = vague?.flag.language ?? ''
    return { key, text, quote: current.text, ideaId: current.id, lang }
  }

  /** Leaves this one for later and goes to the next. */
  later() {
    const next = this.open[this.place % Math.max(1, this.open.length)]
    this.#go(next?.id ?? '')
  }

  /** Goes to one, whose owner and date are asked for next. */
  #go(id: ID) {
    this.#at = id
    this.filling = ''
    this.debrief.rest()
  }

  /** The field a commitment still asks for, in the order one would say it; empty when nothing is left. */
  missing(c: Countermeasure): '' | 'owner' | 'due' | 'know' {
    if (!this.owner(c).trim()) return 'owner'
    if (!c.due) return 'due'
    return c.know.trim() ? '' : 'know'
  }

  /** Decides about the one that is talked about, and goes to the next. */
  decide(action: Action) {
    const { current } = this
    if (!current) return
    const next = this.open[this.place]?.id ?? this.open.find((c) => c.id !== current.id)?.id ?? ''
    this.settleOwner(current.id)
    this.act(current.id, action)
    announce(t('ideas.decided', { state: this.stateName(current), n: this.open.length }))
    this.#go(next)
  }
}
