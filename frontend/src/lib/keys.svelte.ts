import { untrack } from 'svelte'
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
  /** How the footer names it, when that is shorter than label. */
  hintLabel?: Key
  /** Other keys the footer shows beside it: the arrow down beside the arrow up. */
  hintKeys?: string[]
}

interface Combination {
  ctrl: boolean
  alt: boolean
  shift: boolean
  key: string
}

const mac = /Mac/.test(navigator.platform)
const arrows: Record<string, string> = {
  up: 'arrowup',
  down: 'arrowdown',
  left: 'arrowleft',
  right: 'arrowright',
  space: ' ',
}

/** Reads "Ctrl+Shift+Z". */
export function parse(binding: string): Combination {
  // "Ctrl++" ends in the plus key itself.
  const names = binding
    .replace(/(^|\+)\+$/, '$1plus')
    .split('+')
    .map((n) => n.toLowerCase())
  const key = names.at(-1) ?? ''
  return {
    ctrl: names.includes('ctrl'),
    alt: names.includes('alt'),
    shift: names.includes('shift'),
    key: key === 'plus' ? '+' : (arrows[key] ?? key),
  }
}

/** Says whether a key press is a binding. Letters and digits are found by place when Alt turns them into signs. */
export function matches(event: KeyboardEvent, binding: string): boolean {
  const want = parse(binding)
  const ctrl = mac ? event.metaKey : event.ctrlKey
  if (ctrl !== want.ctrl || event.altKey !== want.alt) return false
  const key = event.key.toLowerCase()
  const place = event.code.replace(/^(Key|Digit)/, '').toLowerCase()
  const letter = /^[a-z0-9]$/.test(want.key)
  // A sign such as ? or + already says whether Shift made it.
  const sign = want.key.length === 1 && !letter && want.key !== ' '
  if (!sign && event.shiftKey !== want.shift) return false
  return (
    key === want.key ||
    (letter && (want.alt || want.shift || /^\d$/.test(want.key)) && place === want.key)
  )
}

const signs: Record<string, string> = {
  enter: '↵',
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  escape: 'Esc',
  delete: 'Del',
  space: 'Space',
  ctrl: mac ? '⌘' : 'Ctrl',
  backspace: '⌫',
  plus: '+',
  pageup: 'PgUp',
  pagedown: 'PgDn',
}

/** Writes a binding for a person: "Ctrl ↵". */
export function show(binding: string): string {
  return binding
    .replace(/(^|\+)\+$/, '$1plus')
    .split('+')
    .map((n) => signs[n.toLowerCase()] ?? n)
    .join(' ')
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
  chosen = $state<Record<string, string>>({})

  get all(): Command[] {
    return this.#commands
  }

  /** Those the footer shows, in its order. */
  get hints(): Command[] {
    return this.#commands
      .filter((c) => c.hint !== undefined)
      .sort((a, b) => (a.hint ?? 0) - (b.hint ?? 0))
  }

  /** Puts commands in force and returns how to end that; made for $effect. */
  add(...commands: Command[]): () => void {
    // Adding is no reason for the effect that adds to run again.
    this.#commands = [...untrack(() => this.#commands), ...commands]
    return () =>
      (this.#commands = untrack(() => this.#commands).filter((c) => !commands.includes(c)))
  }

  /** The binding of a command, for a person: "Ctrl N"; empty when it is not in force. */
  of(id: string): string {
    const command = this.#commands.find((c) => c.id === id)
    return command ? show(this.binding(command)) : ''
  }

  binding(command: Command): string {
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

/** Without Ctrl or Alt a key types, moves the caret or belongs to the field; F keys never do. */
function isBare(binding: string): boolean {
  const { ctrl, alt, key } = parse(binding)
  return !ctrl && !alt && !/^f\d+$/.test(key)
}

export const keys = new Keys()
