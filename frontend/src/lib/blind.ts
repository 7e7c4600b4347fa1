import { isTyping } from './keys.svelte'

/** How long the keys may rest until what is pressed next is meant for what is on the screen. */
const restMs = 2500

/** Keys that are a word's, or correct it. */
const isText = (event: KeyboardEvent) =>
  !event.ctrlKey && !event.altKey && !event.metaKey && !event.isComposing && event.key.length === 1

/**
 * Keeps what is typed on after the field under the caret has gone from the screen: fingers are faster
 * than eyes. said hears of all of it each time; it ends when the keys rest, at any other key, and in a
 * field that is there. Returns how to end it.
 */
export function keepBlind(said: (words: string) => void): () => void {
  const gone = document.activeElement
  let words = ''
  let timer = setTimeout(end, restMs)

  function end() {
    clearTimeout(timer)
    window.removeEventListener('keydown', press, true)
  }

  function press(event: KeyboardEvent) {
    const here = isTyping(event.target) && event.target !== gone
    // A shift on its own belongs to the letter that follows.
    if (event.key === 'Shift') return
    if (here || !isText(event)) return end()
    event.preventDefault()
    event.stopImmediatePropagation()
    words += event.key
    clearTimeout(timer)
    timer = setTimeout(end, restMs)
    said(words)
  }

  window.addEventListener('keydown', press, true)
  return end
}
