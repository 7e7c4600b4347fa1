import { liveOf } from '../features/live/live-of.svelte'
import type { OpenDebrief } from '$lib/debrief.svelte'
import { draftHidden } from '$lib/make'
import type { Shell } from '$lib/shell.svelte'

/** What is typed while the screen is hidden: drawn nowhere, and kept as a draft of its own meanwhile. */
export class TypedHidden {
  #text = ''
  #debrief: OpenDebrief | undefined

  constructor(debrief: OpenDebrief | undefined) {
    this.#debrief = debrief
  }

  /** Takes a key press, if it is one of writing; what would be a command does nothing. */
  press(event: KeyboardEvent) {
    const graph = event.getModifierState('AltGraph')
    if (event.metaKey || (!graph && (event.ctrlKey || event.altKey))) return
    const before = this.#text
    if (event.key === 'Enter' && !event.repeat) this.#text += '\n'
    else if (event.key === 'Backspace') this.#text = [...this.#text].slice(0, -1).join('')
    else if ([...event.key].length === 1) this.#text += event.key
    if (this.#text !== before) void this.#debrief?.draft(draftHidden, this.#text)
  }

  /**
   * Puts it where it was meant for: into the field that had the caret, else into the line of the meeting.
   * Says whether that line took it, and forgets it.
   */
  handOver(before: Element | null, shell: Pick<Shell, 'debrief' | 'part'>): boolean {
    const text = this.#text
    this.#text = ''
    if (!text) return false
    // It is here and nowhere else: nobody takes it up a second time.
    if (this.#debrief) this.#debrief.drafts[draftHidden] = ''
    const took = !intoField(before, text) && this.#intoLine(text, shell)
    // After the words are where they belong: twice is better than not at all.
    void this.#debrief?.draft(draftHidden, '')
    return took
  }

  #intoLine(text: string, shell: Pick<Shell, 'debrief' | 'part'>): boolean {
    const debrief = this.#debrief
    const live = debrief && !debrief.onlyRead ? liveOf(debrief) : undefined
    if (!live || live.frozen) return false
    const inView = debrief === shell.debrief && shell.part === 'meeting'
    if (inView) live.takeUp(text)
    else live.writing.insert(oneLine(text))
    return inView
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
