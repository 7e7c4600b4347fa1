import type { ID, Meeting, Participant, Turns } from '$lib/nouns'
import { narratives } from './lines'
import { passes } from './turns'

/** Turns are counted from the narratives on: the opening and the close are the facilitator's to speak. */
const from = narratives
const until = 6

/** Before so many seconds of talk nothing is said about who talked how much. */
const early = 240

/** Somebody is quiet who had less than this part of what everybody had on average. */
const little = 1 / 3

interface Hooks {
  meeting: () => Meeting
  turns: () => Turns
  people: () => Participant[]
  /** Seconds the clock of the meeting has counted; stands while that stands. */
  total: () => number
  running: () => boolean
}

/** What is said about the facilitator's own share, in words and not in figures. */
export type Share = 'little' | 'tenth' | 'fifth' | 'quarter' | 'third' | 'half' | 'most'

const shares: [number, Share][] = [
  [0.07, 'little'],
  [0.15, 'tenth'],
  [0.22, 'fifth'],
  [0.29, 'quarter'],
  [0.41, 'third'],
  [0.58, 'half'],
]

/**
 * How long each person has had the word, for the facilitator's eyes and for this meeting only. It is in
 * this object and nowhere else: never in a record, a draft, a setting, a log or the Room, and it is gone
 * when the meeting ends, when the debrief is closed and when the app ends.
 *
 * Whoever's turn it is has the time. The note-taker changes turns anyway, so that nobody presses a key
 * only to measure. A facilitator who explains something at length presses one key before and one after;
 * a question in passing is part of the speaker's turn. While turns stand still, and in the stages where
 * all talk together, time is the group's.
 */
export class Speaking {
  /** Seconds by person: '' is the group, 'me' whoever facilitates. */
  #kept = $state<Record<ID, number>>({})
  #current = $state<ID>()
  #since = $state(0)
  /** The facilitator is talking. */
  talking = $state(false)
  /** Turns stand still: all talk together, or there is a break without a pause. */
  stopped = $state(false)
  /** The meeting was under way when this began to count: it knows nothing of what was before. */
  late = $state(false)
  /** The person that is not suggested now, because somebody said so. */
  #declined = $state<ID[]>([])
  #hooks: Hooks

  constructor(hooks: Hooks) {
    this.#hooks = hooks
    this.late = hooks.meeting().stage >= from && hooks.meeting().startedAt !== ''
  }

  /** Whose time runs; undefined while none is counted. */
  get #whose(): ID | undefined {
    const { stage } = this.#hooks.meeting()
    if (!this.#hooks.running() || stage < from || stage > until) return undefined
    if (this.talking) return 'me'
    return this.stopped ? '' : this.#hooks.turns().speakerId
  }

  /** Gives the time that ran to whoever had it. Called with every beat and with every change of turn. */
  follow() {
    const whose = this.#whose
    if (whose === this.#current) return
    const current = this.#current
    if (current !== undefined) this.#kept[current] = this.of(current)
    this.#current = whose
    this.#since = this.#hooks.total()
  }

  /** Seconds somebody has had the word so far. */
  of(id: ID): number {
    const kept = this.#kept[id] ?? 0
    return id === this.#current ? kept + Math.max(0, this.#hooks.total() - this.#since) : kept
  }

  /** Somebody's time runs now. */
  runs(id: ID): boolean {
    return id === this.#current
  }

  /** The longest time anybody had: what the bars are drawn against. */
  readonly longest = $derived.by(() =>
    Math.max(1, ...this.#hooks.people().map((p) => this.of(p.id))),
  )

  toggleTalking() {
    this.talking = !this.talking
    this.follow()
  }

  toggleStopped() {
    this.stopped = !this.stopped
    this.follow()
  }

  /** Everything counted, the group's and the facilitator's too. */
  get #all(): number {
    const ids = new Set(['', 'me', ...this.#hooks.people().map((p) => p.id)])
    return [...ids].reduce((sum, id) => sum + this.of(id), 0)
  }

  /** The facilitator's share in words; nothing while nobody said when the facilitator talked. */
  readonly share = $derived.by((): Share | undefined => {
    const [mine, all] = [this.of('me'), this.#all]
    if (mine === 0 || all < early) return undefined
    return shares.find(([most]) => mine / all <= most)?.[1] ?? 'most'
  })

  /**
   * Who has had the word least, if that is little beside the others and they may be invited: not whoever
   * speaks or comes next, nor who passed. What was said before this began to count nobody knows: then
   * only those are named who have not had their turn.
   */
  quietest(next: ID | undefined): Participant | undefined {
    const { speakerId, heardIds, passedIds } = this.#hooks.turns()
    const people = this.#hooks.people()
    const times = people.map((p) => this.of(p.id))
    const talked = times.reduce((a, b) => a + b, 0)
    if (people.length < 3 || talked < early) return undefined
    const asked = (p: Participant) =>
      p.id !== speakerId &&
      p.id !== next &&
      passes(passedIds, p.id) === 0 &&
      !this.#declined.includes(p.id) &&
      (!this.late || !heardIds.includes(p.id))
    const [quiet] = people.filter(asked).toSorted((a, b) => this.of(a.id) - this.of(b.id))
    const mean = talked / people.length
    return quiet && this.of(quiet.id) < mean * little ? quiet : undefined
  }

  /** Not to be suggested again. */
  decline(id: ID) {
    this.#declined.push(id)
  }

  /** The meeting has ended, or is closed: nothing of it is kept. */
  wipe() {
    this.#kept = {}
    this.#current = undefined
    this.#declined = []
    this.talking = this.stopped = this.late = false
  }
}
