import { backend } from '$lib/backend'
import { reading } from '$lib/reading.svelte'

/** How many commands are remembered. */
const most = 5

/** What was done from the palette, the newest first; kept in the library's settings. */
class Recent {
  ids: string[] = []

  /** Takes what was kept. */
  take(kept = '') {
    this.ids = kept.split(' ').filter(Boolean).slice(0, most)
  }

  note(id: string) {
    this.ids = [id, ...this.ids.filter((other) => other !== id)].slice(0, most)
    if (reading.on) return
    // An order that cannot be kept is no reason to speak up: nobody's words are in it.
    backend.settings.save('recent', this.ids.join(' ')).catch(() => undefined)
  }
}

export const recent = new Recent()
