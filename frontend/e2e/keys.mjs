// Names of keys as WebDriver wants them, and the key actions the tests send.

const CODES = {
  Control: '\uE009',
  Shift: '\uE008',
  Alt: '\uE00A',
  Meta: '\uE03D',
  Enter: '\uE007',
  Tab: '\uE004',
  Escape: '\uE00C',
  Backspace: '\uE003',
  Delete: '\uE017',
  Space: ' ',
  Home: '\uE011',
  End: '\uE010',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  Insert: '\uE016',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
}
for (let n = 1; n <= 12; n++) CODES[`F${n}`] = String.fromCharCode(0xe030 + n)

/** Actions for one chord, as 'F6', 'Enter', 'Control+Shift+k' or 'Control++'. */
export function chord(name) {
  const parts = name.split(/\+(?=.)/)
  const keys = parts.map((part) => {
    const key = CODES[part] ?? part
    if ([...key].length !== 1) throw new Error(`no key is called ${part}`)
    return key
  })
  return [
    ...keys.map((value) => ({ type: 'keyDown', value })),
    ...keys.reverse().map((value) => ({ type: 'keyUp', value })),
  ]
}

/**
 * What types a text, as two fingers that take turns: each key goes down as the one before it comes up, as quick
 * people type, which takes half the time of one key after the other. A line break is the Enter key.
 */
export function typed(text) {
  const keys = [...text].map((character) => (character === '\n' ? CODES.Enter : character))
  const fingers = [[], []]
  for (let i = 0; i <= keys.length; i++) {
    fingers[i % 2].push(i < keys.length ? { type: 'keyDown', value: keys[i] } : PAUSE)
    fingers[(i + 1) % 2].push(i > 0 ? { type: 'keyUp', value: keys[i - 1] } : PAUSE)
  }
  return fingers
}

const PAUSE = { type: 'pause' }
