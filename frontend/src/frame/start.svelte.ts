import { asBackendError, backend, type WindowState } from '$lib/backend'
import { care } from '$lib/care.svelte'
import { t } from '$lib/copy'
import { interactive } from '$lib/interactive'
import { house } from '$lib/house.svelte'
import { keys } from '$lib/keys.svelte'
import { shell } from '$lib/shell.svelte'
import { task } from '$lib/task.svelte'
import { order } from '$lib/order'
import { recent } from './recent'
import { look } from '$lib/theme/look.svelte'

/** What the window knows of the library when it starts. */
export class Start {
  state = $state<WindowState>()
  /** Grows with every library opened: what was read from the one before is stale. */
  turn = $state(0)

  /** Asks whether the library is open and takes the person's settings from it. */
  ask = () =>
    this.#from(() => task.follow(t('start.opening'), backend.window.state, { stoppable: false }))

  /** Tries to open the library again. */
  again = async () => {
    await shell.library()
    shell.letGo()
    await this.#from(backend.window.retry, true)
  }

  /** Goes to what there is now: the choices, or a library that is only read. */
  look = async () => {
    await shell.library()
    shell.letGo()
    await this.#from(backend.window.state, true)
  }

  async #from(ask: () => Promise<WindowState>, anew = false) {
    try {
      const state = await ask()
      if (state.ready) this.#take(await backend.settings.load())
      if (state.firstId) await shell.open(state.firstId)
      care.take(state)
      if (anew) this.turn++
      // What an earlier library offered to take back is not in the log of this one.
      if (anew) order.walked(0)
      this.state = state
      // Without a debrief to open, the library's screen has its list to read first.
      if (state.firstId) interactive()
    } catch (thrown) {
      const { code, message } = asBackendError(thrown)
      this.state = { ...none, problem: { code, message } }
    }
  }

  #take(settings: Record<string, string>) {
    look.take(settings)
    house.take(settings)
    keys.chosen = readKeys(settings.keys)
    recent.take(settings.recent)
  }
}

const none = { ready: false, path: '', version: '', reading: false, unreadable: 0, firstId: '' }

/** Reads the bindings a person chose: a JSON object from command to binding. */
export function readKeys(text = '{}'): Record<string, string> {
  try {
    const read: unknown = JSON.parse(text)
    if (typeof read !== 'object' || read === null) return {}
    return Object.fromEntries(
      Object.entries(read).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
    )
  } catch {
    return {}
  }
}
