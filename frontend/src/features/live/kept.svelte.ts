import { announce } from '$lib/announce'
import type { ID } from '$lib/nouns'
import { toasts } from '$lib/ui/toasts.svelte'
import type { Live } from './live.svelte'
import type { Writing } from './writing.svelte'

/** Lines that stay as somebody agreed to them, whatever was typed into them. */
export class Kept {
  #live: Live
  /** What stood in the field for the next line when the edited one was entered; nothing when it was just left. */
  #beside: string | undefined
  #refused = $state.raw<{ writing: Writing | undefined; why: string }>()

  constructor(live: Live) {
    this.#live = live
  }

  /** Why what is written here was not filed; empty while it was not refused. */
  why(writing: Writing): string {
    return this.#refused?.writing === writing ? this.#refused.why : ''
  }

  /** An edited line is on its way: at its Enter, or because it was left. */
  sent(entered: boolean) {
    this.#beside = entered ? this.#live.writing.text : undefined
  }

  /**
   * The line is open again with what was typed, which is in its draft, and why beside it. Whoever left it, or writes
   * elsewhere by then, is told, and finds the words when the line is opened.
   */
  async refuse(id: ID, why: string) {
    const live = this.#live
    if (live.editing || live.writing.text !== this.#beside) return toasts.say(why)
    await live.edit(id)
    this.#refused = { writing: this.#live.editing?.writing, why }
    announce(why)
  }
}
