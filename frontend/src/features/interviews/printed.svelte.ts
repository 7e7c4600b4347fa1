import { backend } from '$lib/backend'
import { vault } from '$lib/vault.svelte'

/** The recovery code that was just made, until somebody says that it is on paper. */
class Printed {
  code = $state('')
  /** It was hidden before somebody said so. */
  missed = $state(false)
  #unhear: (() => void) | undefined

  show(code: string) {
    this.code = code
    this.missed = false
    // It was made in an open vault: what is seen as locked from here on was locked since.
    void vault.look().then(() => (this.#unhear ??= vault.whenLocked(this.#locked)))
  }

  /** Lets go of it, here and in the backend. */
  putAway() {
    this.code = ''
    this.#unhear?.()
    this.#unhear = undefined
    void backend.interviews.putCodeAway().catch(() => undefined)
  }

  /** Whoever hides the notes hides the code as well. Fetching paper is no reason. */
  #locked = () => {
    const { open, why } = vault.state
    if (!open && why !== '' && why !== 'idle') {
      this.putAway()
      this.missed = true
    }
  }
}

export const printed = new Printed()
