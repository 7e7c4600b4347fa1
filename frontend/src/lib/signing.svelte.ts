import { asBackendError, backend } from './backend'
import { changes } from './changes.svelte'
import { t } from './copy'
import type { OpenDebrief } from './debrief.svelte'
import { nextNumber } from './frozen'
import { house } from './house.svelte'
import { order } from './order'
import { reading } from './reading.svelte'
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

/** Signing off what was read back, and amending what was signed off. */
class Signing {
  /** One of them is under way: a second press does not do it again. */
  busy = $state(false)
  /** Why the last one was not done, in a sentence. */
  problem = $state('')

  /** Lets a debrief that was signed off be changed again; one stays where one is. */
  async amend(debrief: OpenDebrief): Promise<void> {
    const { frozen } = debrief
    const done = await this.#once(debrief, async () => {
      const step = newStep('amend')
      debrief.adopt('debrief', await backend.versions.amend(step, debrief.id))
      order.began(step.id)
    })
    if (!done) return this.problem ? toasts.say(this.problem) : undefined
    const next = nextNumber(debrief.whole.versions)
    changes.offerNewest(
      frozen ? t('signoff.amended', { number: frozen.number, next }) : t('signoff.amended.none'),
    )
  }

  /** Freezes a debrief as it stands, with all that was typed. Says whether it is. */
  signOff(debrief: OpenDebrief, { by, note, reason }: SignOff): Promise<boolean> {
    return this.#once(debrief, async () => {
      const step = newStep('sign-off')
      const { version } = await backend.versions.signOff(step, debrief.id, by, note, reason)
      order.began(step.id)
      await debrief.reload()
      house.signedBy(by)
      changes.offerNewest(t('signoff.done', { number: version.number }))
    })
  }

  /**
   * Destroys what was signed off under an earlier number; with kits, also what rehearsals have of it.
   * Says whether it is.
   */
  withdraw(debrief: OpenDebrief, number: string, why: string, kits: boolean): Promise<boolean> {
    return this.#once(debrief, async () => {
      await backend.versions.withdraw(debrief.id, number, why, kits)
      await debrief.reload()
      toasts.say(t(kits ? 'signoff.withdrawn.kits' : 'signoff.withdrawn', { number }))
    })
  }

  /**
   * What cannot be saved is in no version: nothing is done before it is. It does not wait in the queue
   * of saves either: whoever asked is there, and is told.
   */
  async #once(debrief: OpenDebrief, run: () => Promise<void>): Promise<boolean> {
    if (this.busy || reading.refuse()) return false
    this.busy = true
    this.problem = ''
    try {
      debrief.rest()
      await saving.flush()
      if (saving.state.kind === 'problem') this.problem = saving.state.message
      else await run()
    } catch (thrown) {
      this.problem = asBackendError(thrown).message
    } finally {
      this.busy = false
    }
    return this.problem === ''
  }
}

export const signing = new Signing()
