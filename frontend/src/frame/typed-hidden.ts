import { liveOf } from '../features/live/live-of.svelte'
import type { Shell } from '$lib/shell.svelte'

/** What is typed while the screen is hidden: kept in memory, and drawn nowhere. */
export class TypedHidden {
  #text = ''

  get text(): string {
    return this.#text
  }

  /** Takes a key press, if it is one of writing; what would be a command does nothing. */
  press(event: KeyboardEvent) {
    const graph = event.getModifierState('AltGraph')
    if (event.metaKey || (!graph && (event.ctrlKey || event.altKey))) return
    if (event.key === 'Enter' && !event.repeat) this.#text += '\n'
    else if (event.key === 'Backspace') this.#text = [...this.#text].slice(0, -1).join('')
    else if ([...event.key].length === 1) this.#text += event.key
  }

  /**
   * Puts it where it was meant for: into the field that had the caret, else into the line of the meeting.
   * Says whether that line took it, and forgets it.
   */
  handOver(before: Element | null, shell: Pick<Shell, 'debrief' | 'part'>): boolean {
    const text = this.#text
    this.#text = ''
    if (!text || intoField(before, text)) return false
    const live = shell.debrief && !shell.debrief.onlyRead ? liveOf(shell.debrief) : undefined
    if (!live || live.frozen) return false
    if (shell.part === 'meeting') live.takeUp(text)
    else live.writing.insert(oneLine(text))
    return shell.part === 'meeting'
  }
}

/** Enter in a field of one line would leave it: there it parts words. */
const oneLine = (text: string) => text.replaceAll('\n', ' ')

/** Types on in an ordinary field, where its caret was. */
function intoField(element: Element | null, text: string): boolean {
  const many = element instanceof HTMLTextAreaElement
  if (!many && !(element instanceof HTMLInputElement)) return false
  const { selectionStart, selectionEnd } = element
  // A box to tick or a number has no caret.
  if (!element.isConnected || element.readOnly || element.disabled) return false
  if (selectionStart === null || selectionEnd === null) return false
  element.setRangeText(many ? text : oneLine(text), selectionStart, selectionEnd, 'end')
  element.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }))
  return true
}
