// How a key press is written, "Ctrl+Shift+Z", and recognised again on any layout.
//
// A letter is the one the layout says: on a German keyboard Ctrl Z is where Z is printed. Only where the
// press makes no Latin letter or digit (Alt on some systems, a Greek or Russian layout, the row of digits of
// a French one) the place of the key decides, as everywhere else on such a machine. What AltGr makes is text.

interface Combination {
  ctrl: boolean
  alt: boolean
  shift: boolean
  key: string
}

export const mac = /Mac/.test(navigator.platform)

const arrows: Record<string, string> = {
  up: 'arrowup',
  down: 'arrowdown',
  left: 'arrowleft',
  right: 'arrowright',
  space: ' ',
}

const named = (binding: string) => binding.replace(/(^|\+)\+$/, '$1plus').split('+')

/** Reads "Ctrl+Shift+Z". */
export function parse(binding: string): Combination {
  // "Ctrl++" ends in the plus key itself.
  const names = named(binding).map((n) => n.toLowerCase())
  const key = names.at(-1) ?? ''
  return {
    ctrl: names.includes('ctrl'),
    alt: names.includes('alt'),
    shift: names.includes('shift'),
    key: key === 'plus' ? '+' : (arrows[key] ?? key),
  }
}

const alphanumeric = /^[a-z0-9]$/
/** The letter or digit that is printed at a place on the layout most others began with. */
const placed = (event: KeyboardEvent) =>
  /^(?:Key|Digit)(.)$/.exec(event.code)?.[1]?.toLowerCase() ?? ''
const writes = (event: KeyboardEvent) =>
  !mac && event.key.length === 1 && event.getModifierState('AltGraph')

/** Says whether a key press is a binding. */
export function matches(event: KeyboardEvent, binding: string): boolean {
  const want = parse(binding)
  const ctrl = mac ? event.metaKey : event.ctrlKey
  if (!want.key || ctrl !== want.ctrl || event.altKey !== want.alt || writes(event)) return false
  const key = event.key.toLowerCase()
  const letter = alphanumeric.test(want.key)
  // A sign such as ? or + already says whether Shift made it.
  const sign = want.key.length === 1 && !letter && want.key !== ' '
  if (!sign && event.shiftKey !== want.shift) return false
  return key === want.key || (letter && !alphanumeric.test(key) && placed(event) === want.key)
}

const back: Record<string, string> = {
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  ' ': 'Space',
}

const alone =
  /^(Control|Shift|Alt|Meta|AltGraph|OS|Fn|CapsLock|NumLock|Dead|Process|Unidentified|ISO_.*)$/

/** Writes a key press down; empty while only Ctrl, Alt or Shift is held, and for what AltGr types. */
export function spell(event: KeyboardEvent): string {
  const place = placed(event)
  if (writes(event) || (alone.test(event.key) && !(event.key === 'Dead' && place))) return ''
  const ctrl = mac ? event.metaKey : event.ctrlKey
  const plain = event.key.toLowerCase()
  const letter = alphanumeric.test(plain) ? plain : ctrl || event.altKey ? place : ''
  const key = letter ? letter.toUpperCase() : (back[event.key] ?? event.key)
  // Shift is said where the sign does not say it.
  const shift = event.shiftKey && (letter !== '' || key.length > 1)
  const meta = mac ? event.ctrlKey : event.metaKey
  return [meta && 'Meta', ctrl && 'Ctrl', event.altKey && 'Alt', shift && 'Shift', key]
    .filter(Boolean)
    .join('+')
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
  return named(binding)
    .map((n) => signs[n.toLowerCase()] ?? n)
    .join(' ')
}

const aria: Record<string, string> = { ctrl: mac ? 'Meta' : 'Control' }

/** Writes a binding for aria-keyshortcuts: "Control+ArrowUp". */
export function ariaKeys(binding: string): string {
  return named(binding)
    .map((n) => aria[n.toLowerCase()] ?? (/^(up|down|left|right)$/i.test(n) ? `Arrow${n}` : n))
    .join('+')
}

/** Without Ctrl or Alt a key types, moves the caret or belongs to the field; F keys never do. */
export function isBare(binding: string): boolean {
  const { ctrl, alt, key } = parse(binding)
  return !ctrl && !alt && !/^f\d+$/.test(key)
}

/** Moves in a list, chooses or closes, as in every other program; nobody chooses another key for it. */
export function isMoving(binding: string): boolean {
  return /^(Up|Down|Left|Right|PageUp|PageDown|Home|End|Escape|Enter|Space|Tab)$/.test(binding)
}

/** Why no command can have a binding: who else needs it. */
export type Refusal = 'never' | 'system' | 'text' | 'moving' | 'digit' | 'plain'

const system = [
  /^Meta\+/,
  /^(Ctrl\+)?Alt\+(Shift\+)?F\d+$/,
  /^Ctrl\+Alt\+(Shift\+)?(Delete|Backspace|Up|Down|Left|Right|End)$/,
  /(^|\+)(Tab|PrintScreen|Pause|ScrollLock|ContextMenu|Insert|F1[2-9]|F2\d|Audio\w+|Media\w+|Browser\w+|XF86\w+)$/,
  /^Alt\+(Ctrl\+)?(Shift\+)?(Space|Escape)$/,
  /^Ctrl\+(Shift\+)?Escape$/,
]
const text = [
  /^Ctrl\+(A|C|V|X|Backspace|Delete)$/,
  /^Ctrl\+(Shift\+)?(Left|Right|Up|Down|Home|End)$/,
  // Characters by number, and pasting without a look.
  /^Ctrl\+Shift\+(U|V)$/,
  /^Shift\+(Left|Right|Home|End|PageUp|PageDown|Enter|Space|Backspace|Delete)$/,
]

/** Says who needs a binding that no command can have; inList says that the command counts in lists only. */
export function refused(binding: string, inList: boolean): Refusal | undefined {
  if (/(^|\+)(F7|F10)$/.test(binding)) return 'never'
  if (isMoving(binding) || binding === 'Backspace') return 'moving'
  if (system.some((s) => s.test(binding))) return 'system'
  if (text.some((s) => s.test(binding))) return 'text'
  if (!isBare(binding)) return undefined
  if (!inList) return 'plain'
  return /^\d$/.test(binding) ? 'digit' : undefined
}
