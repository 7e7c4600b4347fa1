// What a library may hold after a kill: every word called saved, and as much of the later ones as got there.

/**
 * Keeps account of a meeting that is being written down: the state last called saved and every state since,
 * oldest first. A kill may leave the library in any of them and in no other.
 */
export class Ledger {
  /** lines filed; what was typed in the field, and how much of it was called saved; a line edited in place. */
  #states

  constructor(found = { lines: [], draft: '' }) {
    this.restart(found)
  }

  get now() {
    return this.#states.at(-1)
  }

  /** How many changes to the lines were not called saved yet. */
  get open() {
    return this.#states.length - 1
  }

  /** Goes on from what was found. */
  restart({ lines, draft, edit }) {
    this.#states = [{ lines, typed: draft, kept: draft.length, edit: edit && place(edit, edit.length) }]
  }

  write(words) {
    const { edit } = this.now
    if (edit) edit.typed += words
    else this.now.typed += words
  }

  /** Enter: the text becomes a line, or the line edited in place gets its new text. */
  enter() {
    const { lines, typed, kept, edit } = this.now
    if (edit) this.#push([...lines.slice(0, -1), edit.typed.trim()], typed, kept)
    else this.#push([...lines, typed.trim()])
  }

  /** The last line is opened in place. */
  edit() {
    const line = this.now.lines.at(-1)
    this.now.edit = place(line, line.length)
  }

  /** Undo and redo. */
  turn(lines) {
    this.#push(lines)
  }

  #push(lines, typed = '', kept = 0) {
    this.#states.push({ lines, typed, kept })
  }

  /** Takes what the window called saved. False when that is none of the states there can be. */
  keep(seen) {
    const at = this.#states.findIndex((state) => fits(state, seen))
    if (at < 0) return false
    this.#states = this.#states.slice(at)
    this.#states[0].kept = seen.draft.length
    if (seen.edit !== undefined) this.#states[0].edit.kept = seen.edit.length
    return true
  }

  /** Whether nothing that was typed waits for being called saved. */
  get settled() {
    const { typed, kept, edit } = this.now
    return this.open === 0 && kept === typed.length && (!edit || edit.kept === edit.typed.length)
  }

  /** What is amiss with what was found after a kill; nothing when all is well. */
  amiss(found) {
    if (this.#states.some((state) => fits(state, found))) return undefined
    const [promised] = this.#states
    const ever = new Set(this.#states.flatMap((state) => state.lines))
    const doubled = found.lines.filter((line, i) => found.lines.indexOf(line) !== i)
    const again = ever.has(found.draft.trim()) && found.lines.includes(found.draft.trim())
    const lost = promised.lines.filter((line) => !found.lines.includes(line))
    const lostDraft = promised.kept > 0 && this.#states.every((s) => !sameStart(s, found))
    return {
      lost: this.open === 0 ? lost.length + Number(lost.length === 0 && lostDraft) : Number(lostDraft),
      doubled: doubled.length + Number(again),
      wrong: 1,
      states: this.#states,
      found,
    }
  }
}

const place = (typed, kept) => ({ base: typed, typed, kept })
const equal = (a, b) => a.length === b.length && a.every((line, i) => line === b[i])
const sameStart = (state, { draft }) => draft.slice(0, state.kept) === state.typed.slice(0, state.kept)
const between = (text, { typed, kept }) => typed.startsWith(text) && text.length >= kept

/** Whether a library or a window that looks so may be in this state. */
function fits(state, { lines, draft, edit }) {
  if (!equal(state.lines, lines) || !between(draft, state)) return false
  if (edit !== undefined) return Boolean(state.edit) && between(edit, state.edit)
  // A line opened in place and not changed leaves nothing behind.
  return !state.edit || state.edit.kept <= state.edit.base.length
}
