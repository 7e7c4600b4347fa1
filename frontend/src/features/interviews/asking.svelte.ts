import { asBackendError, backend } from '$lib/backend'
import { t } from '$lib/copy'
import type { Interview, Passage, Release, Released } from '$lib/interview'
import { newID, noMoment } from '$lib/make'
import type { Consent, ID } from '$lib/nouns'
import { order } from '$lib/order'
import { newStep, saving } from '$lib/saving.svelte'
import { toasts } from '$lib/ui/toasts.svelte'
import type { Notes } from './notes.svelte'

export const ways = ['quote', 'paraphrase', 'unnamed'] as const
export const scopes = ['meeting', 'report', 'public'] as const
export const givens = ['in-person', 'on-call', 'written'] as const

/** What is asked of somebody about one passage, and what they say to it. */
export class Asking {
  as = $state<(typeof ways)[number]>('quote')
  scope = $state<(typeof scopes)[number]>('report')
  given = $state<(typeof givens)[number]>('in-person')
  words = $state('')
  /** The three things they agreed to. */
  hasRead = $state(false)
  goes = $state(false)
  saidSo = $state(false)
  readonly passageId: ID
  #notes: Notes
  #one: Interview
  #passage: Passage

  constructor(notes: Notes, one: Interview, passage: Passage) {
    this.#notes = notes
    this.#one = one
    this.#passage = passage
    this.passageId = passage.id
    const before = passage.releases.at(-1)
    this.words = before?.words || passage.text
    if (before) this.#takeUp(before)
  }

  #takeUp({ as, scope, given }: Consent) {
    this.as = as || 'quote'
    this.scope = scope || 'report'
    this.given = given || 'in-person'
  }

  /** Other words are other words: what was agreed to is asked again. */
  write(words: string) {
    this.words = words
    this.#anew()
  }

  choose(change: Partial<Pick<Asking, 'as' | 'scope'>>) {
    Object.assign(this, change)
    this.#anew()
  }

  #anew() {
    this.hasRead = this.goes = this.saidSo = false
  }

  get agreed(): boolean {
    return this.hasRead && this.goes && this.saidSo && this.words.trim() !== ''
  }

  /** Keeps that it was asked, with the answer there is. */
  answer(answer: '' | 'declined') {
    this.#passage.releases.push(this.#release(answer))
    this.#notes.sealing.changed(this.#one.id)
    this.#notes.asking = undefined
  }

  /** Only what was agreed to in all three leaves the vault. */
  async release(): Promise<boolean> {
    if (!this.agreed) return false
    await this.#notes.sealing.flush()
    if (this.#notes.sealing.problem) return false
    const release = this.#release('agreed')
    const one = $state.snapshot(this.#one)
    one.passages.find((p) => p.id === this.passageId)?.releases.push(release)
    const step = newStep('release-words')
    let out: Released
    try {
      // What was done before it is taken back after it.
      await saving.flush()
      out = await backend.interviews.release(step, one, release.id)
    } catch (thrown) {
      toasts.say(asBackendError(thrown).message)
      // Whatever of it was sealed is read again, so that the next words go on from there.
      await this.#notes.load()
      return false
    }
    order.began(step.id)
    this.#one.rev = out.interview.rev
    this.#passage.releases.push({ ...release, entryId: out.entry.id })
    this.#notes.debrief.adopt('entry', out.entry)
    this.#notes.asking = undefined
    toasts.say(t('interview.release.done'))
    return true
  }

  #release(answer: Release['answer']): Release {
    const at = new Date().toISOString()
    const { as, scope, given } = this
    return {
      ...{ id: newID(), as, scope, given, at, words: this.words.trim(), answer },
      ...{ askedAt: at, answeredAt: answer ? at : '', entryId: '' },
      ...{ timeline: false, time: noMoment() },
    }
  }
}
