import { announce } from '$lib/announce'
import { newID } from '$lib/make'
import { order, type Turn } from '$lib/order'

/** A passing word at the foot of the window. It takes no focus and asks for nothing. */
export interface Toast {
  id: string
  text: string
  action?: {
    label: string
    keys?: string
    run: () => void
    /** It takes back what the text says was done. */
    undoes?: boolean
  }
  /** It says where the log stands, and is true no longer once that moves. */
  stands?: boolean
}

const stayMs = 8000

export class Toasts {
  all = $state<Toast[]>([])
  #timers = new Map<string, ReturnType<typeof setTimeout>>()

  say(text: string, action?: Toast['action'], { stands = false } = {}) {
    const toast: Toast = { id: newID(), text, stands, ...(action ? { action } : {}) }
    // One at a time: what matters is what was done last.
    this.all = [toast]
    announce(text)
    this.rest(toast.id)
  }

  /**
   * An offer to take something back is true no longer once the log was walked; after something newer
   * was done the button is right still, and the key takes back that.
   */
  heed = (turn: Turn) => {
    this.all = this.all.flatMap((toast) => {
      if (toast.stands) return []
      if (!toast.action?.undoes) return [toast]
      return turn === 'walk' ? [] : [{ ...toast, action: { ...toast.action, keys: '' } }]
    })
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
order.follow(toasts.heed)
