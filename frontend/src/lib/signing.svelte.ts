import { backend } from './backend'
import { changes } from './changes.svelte'
import { t } from './copy'
import type { OpenDebrief } from './debrief.svelte'
import { nextNumber } from './frozen'
import { house } from './house.svelte'
import type { ID, Version } from './nouns'
import { newStep, saving } from './saving.svelte'
import { toasts } from './ui/toasts.svelte'

/** What is said at sign-off. */
export interface SignOff {
  by: string
  /** What changed since the version before. */
  note: string
  /** Why it is signed off with something open. */
  reason: string
}

const keyOf = (what: string, id: ID) => `${what}:${id}`

/** Signing off what was read back, and amending what was signed off. */
class Signing {
  /** One of them is under way: a second press does not do it again. */
  busy = $state(false)
  /** Why the last one was not done, in a sentence. */
  problem = $state('')

  /** Lets a debrief that was signed off be changed again; one stays where one is. */
  async amend(debrief: OpenDebrief): Promise<void> {
    const { frozen } = debrief
    const step = newStep('amend')
    const head = await this.#once('amend', debrief, [], () =>
      backend.versions.amend(step, debrief.id),
    )
    if (!head) return
    debrief.adopt('debrief', head)
    const next = nextNumber(debrief.whole.versions)
    changes.offerNewest(
      frozen ? t('signoff.amended', { number: frozen.number, next }) : t('signoff.amended.none'),
    )
  }

  /** Freezes a debrief as it stands, with all that was typed. */
  async signOff(debrief: OpenDebrief, said: SignOff): Promise<Version | undefined> {
    const step = newStep('sign-off')
    const { by, note, reason } = said
    const done = await this.#once('sign-off', debrief, [note, reason], () =>
      backend.versions.signOff(step, debrief.id, by, note, reason),
    )
    if (!done) return undefined
    await debrief.reload()
    house.signedBy(by)
    changes.offerNewest(t('signoff.done', { number: done.version.number }))
    return done.version
  }

  /** Destroys what was signed off under an earlier number. */
  async withdraw(debrief: OpenDebrief, number: string, why: string): Promise<boolean> {
    const done = await this.#once('withdraw', debrief, [why], () =>
      backend.versions.withdraw(debrief.id, number, why),
    )
    if (!done) return false
    await debrief.reload()
    toasts.say(t('signoff.withdrawn', { number }))
    return true
  }

  /** Whoever decides otherwise leaves nothing behind that waits to be saved. */
  leave(debrief: OpenDebrief) {
    this.problem = ''
    for (const what of ['sign-off', 'withdraw'])
      saving.withdraw(`perform:${keyOf(what, debrief.id)}`)
  }

  /** What cannot be saved is in no version: nothing is signed off before it is. */
  async #once<T>(
    what: string,
    debrief: OpenDebrief,
    words: string[],
    run: () => Promise<T>,
  ): Promise<T | undefined> {
    if (this.busy) return undefined
    this.busy = true
    this.leave(debrief)
    try {
      debrief.rest()
      await saving.flush()
      const done =
        saving.state.kind === 'problem'
          ? undefined
          : await saving.perform(words, run, keyOf(what, debrief.id))
      if (!done && saving.state.kind === 'problem') this.problem = saving.state.message
      return done
    } finally {
      this.busy = false
    }
  }
}

export const signing = new Signing()
