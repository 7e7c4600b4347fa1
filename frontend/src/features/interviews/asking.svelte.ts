import { t } from '$lib/copy'
import type { Interview, Passage, Release } from '$lib/interview'
import { newID, noMoment } from '$lib/make'
import type { ID, Moment } from '$lib/nouns'
import { isKnown } from '$lib/timeline'
import { toasts } from '$lib/ui/toasts.svelte'
import type { Notes } from './notes.svelte'
import { lastRelease } from './passages'
import { putIn } from './sharing.svelte'

export const ways = ['quote', 'paraphrase', 'unnamed'] as const
export const places = ['narratives', 'timeline'] as const
export const scopes = ['meeting', 'report', 'public'] as const
export const givens = ['in-person', 'on-call', 'written'] as const

/** What is asked of somebody about one passage, and what they say to it. */
export class Asking {
  as = $state<(typeof ways)[number]>('quote')
  to = $state<(typeof places)[number]>('narratives')
  time = $state.raw<Moment>(noMoment())
  scope = $state<(typeof scopes)[number]>('report')
  given = $state<(typeof givens)[number]>('in-person')
  words = $state('')
  /** The three things they agreed to. */
  hasRead = $state(false)
  goes = $state(false)
  saidSo = $state(false)
  readonly passageId: ID
  #busy = false
  #notes: Notes
  #one: Interview
  #passage: Passage

  /** Part is what of the passage is asked for; empty for what was asked before, or all of it. */
  constructor(notes: Notes, one: Interview, passage: Passage, part = '') {
    this.#notes = notes
    this.#one = one
    this.#passage = passage
    this.passageId = passage.id
    const before = lastRelease(passage)
    this.words = part.trim() || before?.words || passage.text
    if (before) this.#takeUp(before)
  }

  #takeUp({ as, scope, given, timeline, time }: Release) {
    this.as = as || 'quote'
    this.scope = scope || 'report'
    this.given = given || 'in-person'
    this.to = timeline ? 'timeline' : 'narratives'
    this.time = $state.snapshot(time) ?? noMoment()
  }

  /** Other words are other words: what was agreed to is asked again. */
  write(words: string) {
    this.words = words
    this.#anew()
  }

  choose(change: Partial<Pick<Asking, 'as' | 'to' | 'time' | 'scope'>>) {
    Object.assign(this, change)
    this.#anew()
  }

  #anew() {
    this.hasRead = this.goes = this.saidSo = false
  }

  get agreed(): boolean {
    return this.hasRead && this.goes && this.saidSo && this.words.trim() !== ''
  }

  /** What tells the day of a mere time of day: the newest line with a time, or when it began. */
  previous(): Moment {
    const { entries, debrief } = this.#notes.debrief.whole
    const known = entries.filter((e) => isKnown(e.time)).map((e) => e.time)
    return known.sort((a, b) => a.at.localeCompare(b.at)).at(-1) ?? debrief.started
  }

  /** Keeps that it was asked, with the answer there is. */
  answer(answer: '' | 'declined') {
    this.#passage.releases.push(this.#release(answer))
    this.#notes.sealing.changed(this.#one.id)
    this.#notes.asking = undefined
  }

  /** Only what was agreed to in all three leaves the vault. */
  async release(): Promise<boolean> {
    if (!this.agreed || this.#busy) return false
    this.#busy = true
    const release = this.#release('agreed')
    const out = await putIn(this.#notes, this.#one, release.id, {
      release: (one) =>
        void one.passages.find((p) => p.id === this.passageId)?.releases.push(release),
      done: ({ entry }) => this.#passage.releases.push({ ...release, entryId: entry.id }),
    }).finally(() => (this.#busy = false))
    if (!out) return false
    this.#notes.asking = undefined
    toasts.say(t(release.timeline ? 'release.done.timeline' : 'interview.release.done'))
    return true
  }

  #release(answer: Release['answer']): Release {
    const at = new Date().toISOString()
    const { as, scope, given } = this
    const before = lastRelease(this.#passage)
    const timeline = this.to === 'timeline'
    return {
      // One line: what is filed is one.
      ...{ id: newID(), as, scope, given, at, words: this.words.trim().replace(/\s*\n\s*/g, ' ') },
      ...{ answer, askedAt: at, answeredAt: answer ? at : '' },
      // Words agreed to anew take the place of those before.
      entryId: answer === 'agreed' && before?.answer === 'agreed' ? before.entryId : '',
      ...{ timeline, time: timeline ? $state.snapshot(this.time) : noMoment() },
    }
  }
}
