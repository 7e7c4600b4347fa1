import { announce } from './announce'
import { BackendError, asBackendError, backend, type Undone } from './backend'
import { find, t } from './copy'
import { reading } from './reading.svelte'
import { saving } from './saving.svelte'
import { shell } from './shell.svelte'
import { toasts } from './ui/toasts.svelte'

type Reload = () => Promise<void>

/** The one log of what was done, across screens: takes back, brings back, and shows the result. */
class Changes {
  #lists = new Set<Reload>()

  /** A screen that shows more than the open debrief (the library's list) is read again too. */
  follow(reload: Reload): () => void {
    this.#lists.add(reload)
    return () => this.#lists.delete(reload)
  }

  undo = () => this.#turn(backend.changes.undo, 'undone')
  redo = () => this.#turn(backend.changes.redo, 'redone')

  /** Reads everything that is shown again: something was changed that no screen did by itself. */
  async again() {
    if (shell.debrief) await this.#again(shell.debrief)
    for (const reload of this.#lists) await reload()
  }

  async #turn(run: () => Promise<Undone>, said: 'undone' | 'redone') {
    if (reading.refuse()) return
    await saving.flush()
    // Taking back what was not yet saved would take back the wrong thing.
    if (saving.state.kind === 'problem') return toasts.say(saving.state.message)
    try {
      const done = await run()
      const open = shell.debrief
      if (open && (done.debriefId === open.id || done.debriefId === '')) await this.#again(open)
      for (const reload of this.#lists) await reload()
      const change = find(`change.${done.name}`, t('change.something'))
      announce(t(`ui.${said}`, { change }))
      toasts.say(t(`ui.${said}`, { change }))
    } catch (thrown) {
      toasts.say(asBackendError(thrown).message)
    }
  }

  // Undoing "new debrief" leaves nothing to show.
  async #again(open: { reload: Reload }) {
    try {
      await open.reload()
    } catch (thrown) {
      if (thrown instanceof BackendError && thrown.code === 'not-found') await shell.library()
      else throw thrown
    }
  }
}

export const changes = new Changes()
