import { backend } from './backend'
import { changes } from './changes.svelte'
import { t } from './copy'
import type { OpenDebrief } from './debrief.svelte'
import { nextNumber } from './frozen'
import { newStep, saving } from './saving.svelte'

/** Signing off what was read back, and amending what was signed off; done from wherever one is. */
class Signing {
  /** It is under way: a second press does not do it again. */
  busy = $state(false)

  /** Lets a debrief that was signed off be changed again; one stays where one is. */
  async amend(debrief: OpenDebrief): Promise<void> {
    const { frozen } = debrief
    const step = newStep('amend')
    const head = await this.#once(() =>
      saving.perform(
        [],
        () => backend.versions.amend(step, debrief.id),
        `amend:${debrief.id}`,
        step,
      ),
    )
    if (!head) return
    debrief.adopt('debrief', head)
    const next = nextNumber(debrief.whole.versions)
    changes.offerNewest(
      frozen ? t('signoff.amended', { number: frozen.number, next }) : t('signoff.amended.none'),
    )
  }

  async #once<T>(run: () => Promise<T>): Promise<T | undefined> {
    if (this.busy) return undefined
    this.busy = true
    try {
      return await run()
    } finally {
      this.busy = false
    }
  }
}

export const signing = new Signing()
