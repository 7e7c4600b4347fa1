import { announce } from '$lib/announce'
import { newID } from '$lib/make'

/** A passing word at the foot of the window. It takes no focus and asks for nothing. */
export interface Toast {
  id: string
  text: string
  action?: { label: string; keys?: string; run: () => void }
}

const stayMs = 8000

export class Toasts {
  all = $state<Toast[]>([])
  #timers = new Map<string, ReturnType<typeof setTimeout>>()

  say(text: string, action?: Toast['action']) {
    const toast: Toast = { id: newID(), text, ...(action ? { action } : {}) }
    // One at a time: what matters is what was done last.
    this.all = [toast]
    announce(text)
    this.rest(toast.id)
  }

  /** Stays while the pointer or the focus is on it. */
  hold(id: string) {
    clearTimeout(this.#timers.get(id))
  }

  rest(id: string) {
    this.hold(id)
    this.#timers.set(
      id,
      setTimeout(() => this.close(id), stayMs),
    )
  }

  close(id: string) {
    this.hold(id)
    this.#timers.delete(id)
    this.all = this.all.filter((t) => t.id !== id)
  }
}

export const toasts = new Toasts()
