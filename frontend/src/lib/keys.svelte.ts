import { untrack } from 'svelte'
import { isBare, isMoving, matches, show } from './binding'
import { catalogue } from './catalogue'
import type { Key } from './copy'

export type Scope = 'everywhere' | 'here' | 'list' | 'line'

/** Something a key does. It is in force while the component that added it is on the screen. */
export interface Command {
  id: string
  label: Key
  /** The default binding: "Ctrl+Shift+Enter", "F9", "Alt+Q", or a single letter in a list. */
  keys: string
  /** Another binding for the same, not shown. */
  also?: string
  run: (event: KeyboardEvent) => void
  /** Where the shortcut sheet shows it. */
  scope?: Scope
  /** Says that it can be done now; a key that cannot goes on to whoever else wants it. */
  when?: () => boolean
  /** A key held down does it once: what comes next is to be read first. */
  once?: boolean
  /** Shows it in the footer, lower numbers first. */
  hint?: number
  /** Whether the footer shows it now; without it, always. */
  hinted?: () => boolean
  /** How the footer names it, when that is shorter than label. */
  hintLabel?: Key
  /** Other keys the footer shows beside it: the arrow down beside the arrow up. */
  hintKeys?: string[]
}

/** Something that can be done and has a name but no key: it is found in the palette. */
export interface Offer {
  id: string
  label: string
  run: () => void
}

/** A caret is live: single letters belong to it. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.closest('[contenteditable="true"], .cm-editor'))
    return true
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'button', 'range'].includes(target.type)
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}

/** The keys in force: drives the shortcuts, the sheet on ? and the hints of the footer. */
export class Keys {
  #commands = $state.raw<Command[]>([])
  /** Bindings the person chose instead, by command. */
  chosen = $state.raw<Record<string, string>>({})
  /** A caret is live. */
  typing = $state(false)
  #offers = new Set<() => Offer[]>()

  get all(): Command[] {
    return this.#commands
  }

  /** The binding that does now what a default does: what hints name is the default. */
  now(binding: string): string {
    if (isMoving(binding)) return binding
    const own = this.#commands.findLast((c) => c.keys === binding)
    if (own) return this.binding(own)
    // Not in force here: what all commands with that default agree on.
    const all = new Set(catalogue.filter((c) => c.keys === binding).map((c) => this.binding(c)))
    const [only] = all
    return all.size === 1 && only !== undefined ? only : binding
  }

  /** The same, written for a person: "Ctrl ↵". */
  told(binding: string): string {
    return show(this.now(binding))
  }

  /** Says whether a key press does what a default does, whatever was chosen for it. */
  hears(event: KeyboardEvent, binding: string): boolean {
    return matches(event, this.now(binding))
  }

  /** Those the footer shows, in its order. */
  get hints(): Command[] {
    return this.#commands
      .filter((c) => c.hint !== undefined && (c.hinted?.() ?? true))
      .sort((a, b) => (a.hint ?? 0) - (b.hint ?? 0))
  }

  /** Puts commands in force and returns how to end that; made for $effect. */
  add(...commands: Command[]): () => void {
    // Adding is no reason for the effect that adds to run again.
    this.#commands = [...untrack(() => this.#commands), ...commands]
    return () =>
      (this.#commands = untrack(() => this.#commands).filter((c) => !commands.includes(c)))
  }

  /** The same for what yields: where a screen itself has one of their keys, the screen goes first. */
  addBehind(...commands: Command[]): () => void {
    const end = this.add(...commands)
    this.#commands = untrack(() => [
      ...commands,
      ...this.#commands.filter((c) => !commands.includes(c)),
    ])
    return end
  }

  /** Says whether a command is the one its key reaches now. */
  reaches(id: string): boolean {
    const own = this.#commands.find((c) => c.id === id)
    return own !== undefined && this.#commands.findLast((c) => this.#sameKey(c, own)) === own
  }

  #sameKey(a: Command, b: Command): boolean {
    return this.binding(a) === this.binding(b) && (a === b || (a.when?.() ?? true))
  }

  /** Offers by name what is made up only when somebody looks; returns how to end that, made for $effect. */
  offer(make: () => Offer[]): () => void {
    this.#offers.add(make)
    return () => this.#offers.delete(make)
  }

  get offers(): Offer[] {
    return [...this.#offers].flatMap((make) => make())
  }

  /** The binding of a command, for a person: "Ctrl N"; empty when it is not in force. */
  of(id: string): string {
    const command = this.#commands.find((c) => c.id === id)
    return command ? show(this.binding(command)) : ''
  }

  binding(command: { id: string; keys: string }): string {
    return this.chosen[command.id] ?? command.keys
  }

  /** Handles a key press; the newest command comes first, so that a screen goes before the window. */
  handle(event: KeyboardEvent) {
    if (event.defaultPrevented || event.isComposing || event.key === 'Process') return
    const modal = document.querySelector('dialog[open]')
    const typing = isTyping(event.target)
    const command = this.#commands.findLast((c) => {
      const bindings = [this.binding(c), ...(c.also ? [c.also] : [])]
      return (
        bindings.some(
          (b) =>
            matches(event, b) && !(typing && isBare(b)) && !(modal && !c.id.startsWith('window.')),
        ) &&
        (c.when?.() ?? true)
      )
    })
    if (!command) return
    event.preventDefault()
    if (!(command.once && event.repeat)) command.run(event)
  }
}

export const keys = new Keys()
