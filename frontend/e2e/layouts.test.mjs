// A German keyboard: keys are the letters it prints, and AltGr types. The X server's own layout and real key events.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { journey } from './journey.mjs'
import { begin, capture, draft, entries, saved } from './steps.mjs'

const TITLE = 'Deutsche Tastatur'
const LINES = '[data-region][aria-label="Lines of the meeting"]'

journey('a German keyboard undoes where Z is, and AltGr types', { width: 1440, height: 900 }, async (app) => {
  await app.click(await app.button('Library'))
  await begin(app, TITLE)
  await capture(app)
  const env = { ...process.env, ...app.display.env }
  execFileSync('setxkbmap', ['de'], { env })
  const key = (name) => app.display.xdo('key', name)

  // By the place of the key, as a hand does it: AltGr and Q is @ here.
  await key('q')
  await key('ISO_Level3_Shift+q')
  await app.waitFor(async () => (await draft(app)) === 'q@', 'AltGr Q to type @')
  assert.equal(await app.count('dialog[open]'), 0)
  await key('Return')
  await app.waitForText(LINES, 'q@')
  await saved(app)

  await key('ctrl+z')
  await app.waitFor(async () => (await entries(app, TITLE)).length === 0, 'Ctrl Z to take the line back')
  await key('ctrl+shift+z')
  await app.waitFor(async () => (await entries(app, TITLE)).length === 1, 'Ctrl Shift Z to bring it back')
  await key('ctrl+slash')
  await app.find('dialog[open]')
  await key('Escape')
  await app.gone('dialog[open]')
})
