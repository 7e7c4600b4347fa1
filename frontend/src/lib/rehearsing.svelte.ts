import { asBackendError, backend } from './backend'
import { many, t } from './copy'
import type { ID } from './nouns'
import { newStep, saving } from './saving.svelte'
import { shell } from './shell.svelte'
import { toasts } from './ui/toasts.svelte'

/** What is put up about rehearsals, over whichever screen asked for it. */
class Rehearsing {
  /** The debrief a rehearsal is made from. */
  source = $state.raw<{ id: ID; title: string }>()
  /** The cards of the open debrief are looked at. */
  cards = $state(false)
  /** The cards that the Room does not show, because of a name in them. */
  held = $state.raw<ID[]>([])

  /** Looks which cards the Room does not show, as they are saved. Says whether it is known. */
  async look(id: ID): Promise<boolean> {
    await saving.flush()
    try {
      this.held = await backend.rehearsals.held(id)
      return true
    } catch (thrown) {
      toasts.say(asBackendError(thrown).message)
      return false
    }
  }

  /** Makes a tabletop or a game day, and opens it. */
  async make(kind: 'tabletop' | 'game-day') {
    const { source } = this
    if (!source) return
    const step = newStep('rehearse-make')
    const run = () => backend.rehearsals.make(step, source.id, kind)
    const made = await saving.attempt([], run, `rehearse-${source.id}`, step)
    if (!made) return
    this.source = undefined
    await shell.open(made.id, 'prepare')
    const left = made.leftOut > 0 ? ` ${many('rehearse.made.left', made.leftOut)}` : ''
    const told = made.cards > 0 ? many('rehearse.made', made.cards) : t('rehearse.made.none')
    const look = () => (this.cards = true)
    toasts.say(told + left, { label: t('rehearse.cards'), run: look })
  }
}

export const rehearsing = new Rehearsing()
