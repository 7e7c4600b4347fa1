import { asBackendError, backend } from '$lib/backend'
import { differs } from '$lib/consent'
import { t } from '$lib/copy'
import type { Interview, Passage, Release, Released, SharedCopy } from '$lib/interview'
import type { Entry, ID } from '$lib/nouns'
import { order } from '$lib/order'
import { reading } from '$lib/reading.svelte'
import { isSigned as isSignedOff } from '$lib/frozen'
import { newStep, saving } from '$lib/saving.svelte'
import { toasts } from '$lib/ui/toasts.svelte'
import type { Notes } from './notes.svelte'
import { heed } from './passages'

/** After sign-off nothing is released and nothing taken back. */
export const isSigned = (notes: Notes) => isSignedOff(notes.debrief.whole.debrief.state)

/** The line a release became, while it is there. */
export const lineOf = (notes: Notes, release: Release | undefined): Entry | undefined =>
  release && notes.debrief.whole.entries.find((e) => e.id === release.entryId)

/**
 * Seals an interview as it is to be and makes a line of one of its releases; nothing when that was refused.
 * What is typed meanwhile is sealed after it: done hears of it before that.
 */
export async function putIn(
  notes: Notes,
  one: Interview,
  releaseId: ID,
  around: { release?: (copy: Interview) => void; done?: (out: Released) => void } = {},
): Promise<Released | undefined> {
  const step = newStep('release-words')
  try {
    // What was done before it is taken back after it.
    await saving.flush()
    const out = await notes.sealing.alone(async () => {
      const copy = $state.snapshot(one)
      around.release?.(copy)
      const released = await backend.interviews.release(step, copy, releaseId)
      one.rev = released.interview.rev
      around.done?.(released)
      return released
    })
    order.began(step.id)
    notes.debrief.adopt('entry', out.entry)
    return out
  } catch (thrown) {
    toasts.say(asBackendError(thrown).message)
    // Whatever of it was sealed is read again, so that the next words go on from there.
    await notes.load()
    return undefined
  }
}

/** A passage that was released: what was agreed to, and taking it back. */
export class Sharing {
  /** It is asked whether they are to be taken back. */
  confirming = $state(false)
  busy = $state(false)
  /** How many backups hold the words; unknown until it is asked. */
  backups = $state<number>()
  /** The other debriefs that have them too. */
  copies = $state.raw<SharedCopy[]>([])
  /** The numbers of the versions that were signed off with them. */
  versions = $state.raw<string[]>([])
  readonly passageId: ID
  readonly release: Release
  #notes: Notes
  #one: Interview

  constructor(notes: Notes, one: Interview, passage: Passage, release: Release) {
    this.#notes = notes
    this.#one = one
    this.passageId = passage.id
    this.release = release
  }

  get line(): Entry | undefined {
    return lineOf(this.#notes, this.release)
  }

  get differs(): boolean {
    return this.line !== undefined && differs(this.line)
  }

  get signed(): boolean {
    return isSigned(this.#notes)
  }

  /** Asks whether to take it back, and tells what cannot be. */
  async ask() {
    if (this.signed || reading.refuse()) return
    this.confirming = true
    this.copies = await backend.interviews.copies(this.release.entryId)
    if (this.#notes.debrief.whole.versions.length > 0)
      this.versions = await backend.versions.holding(this.#notes.debrief.id, this.release.entryId)
    const { backups } = await backend.backups.list()
    const since = Date.parse(this.release.answeredAt)
    this.backups = backups.filter((b) => Date.parse(b.at) >= since).length
  }

  /** Makes the line again that was taken out of the shared part. */
  async again(): Promise<boolean> {
    if (this.busy || !(await this.#sealed())) return false
    this.busy = true
    const out = await putIn(this.#notes, this.#one, this.release.id).finally(
      () => (this.busy = false),
    )
    if (!out) return false
    toasts.say(t('release.shared.again.done'))
    return true
  }

  /** Takes the words back: out of the lines first here, where nobody is to see them again. */
  async takeBack(): Promise<boolean> {
    if (this.busy || !(await this.#sealed())) return false
    this.busy = true
    try {
      await saving.flush()
      await this.#notes.sealing.alone(async () => {
        const one = $state.snapshot(this.#one)
        heed(this.#one, await backend.interviews.withdraw(one, this.release.id))
      })
    } catch (thrown) {
      toasts.say(asBackendError(thrown).message)
      return false
    } finally {
      this.busy = false
      this.#notes.sharing = undefined
      // Lines and notes are read as they are now, whether all of it went well or not.
      await this.#notes.load()
      await this.#notes.debrief.reload()
    }
    toasts.say(t('release.back.done'))
    return true
  }

  async #sealed(): Promise<boolean> {
    if (reading.refuse()) return false
    await this.#notes.sealing.flush()
    return !this.#notes.sealing.problem
  }
}
