import { t } from './copy'
import { toasts } from './ui/toasts.svelte'

/**
 * The library is open to be read, and nothing can be saved. This is the one place that knows: nothing
 * is written, no field takes text, and whoever tries is told so.
 */
class Reading {
  on = $state(false)
  /** What is open was signed off: said in a sentence, and how it is changed all the same. */
  signed = $state.raw<{ told: string; amend: () => void }>()
  /** Goes back to the choices. */
  choose: () => void = () => undefined

  /** Says so and returns true while nothing can be saved. */
  refuse = (): boolean => {
    if (!this.on) return false
    toasts.say(t('reading.refused'), { label: t('reading.choose'), run: () => this.choose() })
    return true
  }

  /** Says that what is open was signed off, and how it is changed. */
  refuseSigned() {
    if (this.signed)
      toasts.say(this.signed.told, { label: t('signoff.amend'), run: this.signed.amend })
  }

  /** Says that what is open was closed, and is opened again first. */
  refuseClosed = () => toasts.say(t('error.closed'))

  /**
   * A field that gets the caret takes no text; made for focusin. Finding something is not writing, and
   * neither is opening what is sealed (data-opens).
   */
  hold = (event: FocusEvent) => {
    const field = event.target
    if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
      const held = this.holds(field)
      if (held) field.dataset.held = 'true'
      else if (field.dataset.held) delete field.dataset.held
      else return
      field.readOnly = held
    }
  }

  /** It takes no text. What goes on after sign-off says so (data-goes-on), and so do panels, which hold what they have to. */
  holds(field: HTMLInputElement | HTMLTextAreaElement): boolean {
    const finds = field.type === 'search' || field.role === 'searchbox'
    if (finds || field.dataset.opens !== undefined) return false
    return this.on || (this.signed !== undefined && !field.closest('[data-goes-on], dialog'))
  }

  /** A tick that would change what stays as it is (data-writes) is not made, and whoever tries is told why; made for click. */
  stay = (event: MouseEvent) => {
    const at = event.target instanceof Element ? event.target.closest('label[data-writes]') : null
    const tick = at?.querySelector('input')
    if (!tick || !this.holds(tick)) return
    event.preventDefault()
    if (!this.refuse()) this.refuseSigned()
  }

  /** Whoever types into a field that takes no text is told why; made for keydown. */
  hear = (event: KeyboardEvent) => {
    const field = event.target
    if (!(this.on || this.signed) || !(field instanceof HTMLElement)) return
    if (event.ctrlKey || event.metaKey) return
    const held = field.dataset.held === 'true' || field.closest('.cm-editor') !== null
    if (held && (event.key.length === 1 || event.key === 'Backspace' || event.key === 'Delete')) {
      if (!this.refuse()) this.refuseSigned()
    }
  }
}

export const reading = new Reading()
