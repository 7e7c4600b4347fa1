import { backend, type WordingFlag } from '$lib/backend'

/** How long a field rests before its wording is looked at. */
const restMs = 600

/** Looks at the wording of one field while it is typed. It only asks; nothing waits for it. */
export class Watch {
  /** The first phrase worth a question. */
  flag = $state.raw<WordingFlag>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #turn = 0

  /** language is that of the debrief's notes. */
  look(text: string, language: string) {
    this.stop()
    const turn = this.#turn
    if (this.flag && !text.includes(this.flag.phrase)) this.flag = undefined
    this.#timer = setTimeout(() => void this.#check(text, language, turn), restMs)
  }

  stop() {
    clearTimeout(this.#timer)
    this.#turn++
  }

  async #check(text: string, language: string, turn: number) {
    try {
      const flags = text.trim() === '' ? [] : await backend.wordings.check(language, text)
      if (turn === this.#turn) this.flag = flags[0]
    } catch {
      // A hint is help, not content: without it the field is as good.
    }
  }
}
