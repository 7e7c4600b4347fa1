import { asBackendError, backend, type WindowState } from './backend'
import type { DifferenceItem } from './backup'
import { reading } from './reading.svelte'
import { saving } from './saving.svelte'
import { shell } from './shell.svelte'
import { toasts } from './ui/toasts.svelte'

/** What the whole window knows of a library that is not as it was written. */
class Care {
  /** How much in the open library cannot be read; 0 as long as all is well. */
  unreadable = $state(0)
  /** What going back to a backup set aside, until somebody is done with it. */
  aside = $state.raw<DifferenceItem[]>([])

  take(state: WindowState) {
    reading.on = state.reading
    reading.choose = () => void this.choose()
    this.unreadable = state.unreadable
  }

  /** Hears of what is noticed while the library is open; returns how to stop. Made for $effect. */
  follow = () =>
    backend.care.onNoticed(() => void backend.window.state().then((state) => this.take(state)))

  /** Saves what waits, lets go of the library and shows what can be done. */
  choose = async () => {
    await saving.flush()
    const { state } = saving
    // What the library itself refuses to take must not keep anybody from what can be done about it.
    if (!reading.on && state.kind === 'problem' && state.code !== 'library-damaged') {
      return toasts.say(state.message)
    }
    try {
      await backend.care.choose()
      await shell.look()
    } catch (thrown) {
      toasts.say(asBackendError(thrown).message)
    }
  }
}

export const care = new Care()
