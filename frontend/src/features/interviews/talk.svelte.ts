import type { Interview } from '$lib/interview'

/** How often running seconds are kept, in seconds. */
const keepEvery = 10
/** How long somebody who listens is taken to be there without a key, in seconds. */
const listensFor = 30 * 60
/** From how many seconds on it can be told who listens. */
const tellFrom = 60

export type Speaking = '' | 'heard' | 'asked'

/** Who speaks in this talk: for the one who asks, and for this talk alone. */
export class Talk {
  speaking = $state<Speaking>('')
  #of: () => Interview | undefined
  #keep: () => void
  #here: () => void
  #timer: ReturnType<typeof setInterval> | undefined
  #since = 0
  #quiet = 0

  constructor(of: () => Interview | undefined, keep: () => void, here: () => void) {
    this.#of = of
    this.#keep = keep
    this.#here = here
  }

  /** The other one speaks now: they first, as they do most. */
  toggle = () => {
    this.speaking = this.speaking === 'heard' ? 'asked' : 'heard'
    this.#quiet = 0
    this.#timer ??= setInterval(() => this.#beat(), 1000)
    this.#keep()
  }

  stop = () => {
    clearInterval(this.#timer)
    this.#timer = undefined
    if (this.speaking) this.#keep()
    this.speaking = ''
  }

  /** More than one part in five was spoken by the one who asks. */
  get talksMuch(): boolean {
    const one = this.#of()
    if (!one) return false
    const { askedSeconds, heardSeconds } = one
    return askedSeconds + heardSeconds >= tellFrom && askedSeconds * 5 > heardSeconds
  }

  #beat() {
    const one = this.#of()
    if (!one) return this.stop()
    if (this.speaking === 'heard') one.heardSeconds++
    else one.askedSeconds++
    this.#since = (this.#since + 1) % keepEvery
    this.#quiet++
    if (this.#since > 0) return
    this.#keep()
    // A timer that was forgotten is nobody.
    if (this.#quiet <= listensFor) this.#here()
  }
}
