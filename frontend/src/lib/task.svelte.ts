import { asBackendError, backend } from './backend'
import { toasts } from './ui/toasts.svelte'

/** How long something takes before its progress is shown, in milliseconds. */
const unnoticed = 400

/** The one long piece of work that may be under way: a check, a backup, a restore. */
class Task {
  /** What is being done, to show; empty when nothing is, or it only just began. */
  label = $state('')
  /** It can be stopped without leaving anything half done. */
  stoppable = $state(true)
  /** How far it has come, from 0 to 1. */
  part = $state(0)
  running = $state(false)

  /**
   * Carries out a long piece of work. What was refused is said in a toast, and undefined comes back;
   * what somebody stopped needs no word.
   */
  async run<T>(label: string, work: () => Promise<T>): Promise<T | undefined> {
    if (this.running) return undefined
    try {
      return await this.follow(label, work)
    } catch (thrown) {
      const { code, message } = asBackendError(thrown)
      if (code !== 'cancelled') toasts.say(message)
      return undefined
    }
  }

  /**
   * Shows how far a piece of work has come, and leaves what came of it to the caller. What asks for
   * something first is under way only once it says how far it has come.
   */
  async follow<T>(
    label: string,
    work: () => Promise<T>,
    { stoppable = true, asks = false } = {},
  ): Promise<T> {
    this.running = true
    this.part = 0
    this.stoppable = stoppable
    let show: ReturnType<typeof setTimeout> | undefined
    const begin = () => (show ??= setTimeout(() => (this.label = label), unnoticed))
    if (!asks) begin()
    const unhear = backend.window.onProgress((part) => {
      this.part = part
      begin()
    })
    try {
      return await work()
    } finally {
      clearTimeout(show)
      unhear()
      this.label = ''
      this.running = false
    }
  }

  stop = () => void backend.window.stop()
}

export const task = new Task()
