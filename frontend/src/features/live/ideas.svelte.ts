import { announce } from '$lib/announce'
import { t } from '$lib/copy'
import { Commitments, type Action } from '$lib/commitments.svelte'
import type { OpenDebrief } from '$lib/debrief.svelte'
import type { Countermeasure, ID, Meeting } from '$lib/nouns'
import { markOf } from '$lib/room/mark'
import { openSession } from '$lib/session'
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

  /** The further session whose agenda they are. */
  get #session() {
    return openSession(this.debrief.whole.meeting)
  }

  /** What a session is about, in its order; those nobody has any more are left out. */
  readonly agenda = $derived.by(() =>
    (this.#session?.ideaIds ?? []).flatMap((id) => this.debrief.find('countermeasure', id) ?? []),
  )

  /** What nobody decided about yet: in a session of what has rested, otherwise of what was kept for later. */
  readonly open = $derived.by(() => {
    const session = this.#session
    if (session) return this.agenda.filter((c) => !session.doneIds.includes(c.id))
    return this.debrief.whole.countermeasures.filter((c) => c.state === 'idea')
  })

  /** The one that is talked about. */
  readonly current = $derived.by((): Countermeasure | undefined => {
    const at = this.#session?.ideaId ?? this.#at
    return this.open.find((c) => c.id === at) ?? this.open[0]
  })

  /** In a session, puts one before the room with its words as they are now; where one looks is no step of undo. */
  arrive(idea = this.current) {
    const { meeting } = this.debrief.whole
    if (!openSession(meeting)) return
    put(meeting, idea)
    void this.debrief.tick()
  }

  readonly place = $derived.by(() => this.open.findIndex((c) => c.id === this.current?.id) + 1)

  /**
   * What to ask about it: what its own words ask for where they are vague, otherwise who, by when and how we
   * will know.
   */
  asking(flags: OpenFlag[]): Asking | undefined {
    const { current } = this
    if (!current) return undefined
    const vague = flags.find((f) => f.recordId === current.id && !f.typed)
    const key = this.#session
      ? 'stage.session.countermeasures.lead'
      : (`stage.countermeasures.${vague ? 'lead' : 'idea'}` as const)
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
    this.arrive(this.debrief.find('countermeasure', id))
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
    if (this.#session) this.#close(current.id, action, next)
    else this.act(current.id, action)
    announce(t('ideas.decided', { state: this.stateName(current), n: this.open.length }))
    if (!this.#session) this.#go(next)
    this.filling = ''
  }

  /** Decides in a session, and goes to the next: one write. */
  #close(id: ID, action: Action, next: ID) {
    const following = this.debrief.find('countermeasure', next)
    void this.debrief.decide(id, (c, m) => {
      this.become(c, action)
      openSession(m)?.doneIds.push(id)
      put(m, following)
    })
  }
}

/** Puts an idea before the room. */
function put(meeting: Meeting, idea: Countermeasure | undefined) {
  const session = openSession(meeting)
  if (!session) return
  session.ideaId = idea?.id ?? ''
  session.room = idea ? markOf(idea.text) : ''
}
