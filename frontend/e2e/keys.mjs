// Names of keys as WebDriver wants them, and the two lists of key actions the tests send.

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

/** Actions that type a text; a line break in it is the Enter key. */
export function typed(text) {
  return [...text].flatMap((character) => {
    const value = character === '\n' ? CODES.Enter : character
    return [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]
  })
}
