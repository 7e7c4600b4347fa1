import { t } from './copy'
import { toasts } from './ui/toasts.svelte'

/**
 * The library is open to be read, and nothing can be saved. This is the one place that knows: nothing
 * is written, no field takes text, and whoever tries is told so.
 */
class Reading {
  on = $state(false)
  /** Goes back to the choices. */
  choose: () => void = () => undefined

  /** Says so and returns true while nothing can be saved. */
  refuse = (): boolean => {
    if (!this.on) return false
    toasts.say(t('reading.refused'), { label: t('reading.choose'), run: () => this.choose() })
    return true
  }

  /**
   * A field that gets the caret takes no text; made for focusin. Finding something is not writing, and
   * neither is opening what is sealed (data-opens).
   */
  hold = (event: FocusEvent) => {
    const field = event.target
    if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
      const finds = field.type === 'search' || field.role === 'searchbox'
      const writes = !finds && field.dataset.opens === undefined
      if (this.on && writes) field.dataset.held = 'true'
      else if (field.dataset.held) delete field.dataset.held
      else return
      field.readOnly = this.on && writes
    }
  }

  /** Whoever types into a field that takes no text is told why; made for keydown. */
  hear = (event: KeyboardEvent) => {
    const field = event.target
    if (!this.on || !(field instanceof HTMLElement) || event.ctrlKey || event.metaKey) return
    const held = field.dataset.held === 'true' || field.closest('.cm-editor') !== null
    if (held && (event.key.length === 1 || event.key === 'Backspace' || event.key === 'Delete')) {
      this.refuse()
    }
  }
}

export const reading = new Reading()
