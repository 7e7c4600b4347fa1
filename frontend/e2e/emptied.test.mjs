// A passage whose words are deleted: the focus stays, nothing of the shared part is taken back, and the words come back.
import assert from 'node:assert/strict'
import path from 'node:path'
import { test } from 'node:test'
import { to } from './byhand.mjs'
import { open } from './driver.mjs'
import { folder, sampleAt } from './library.mjs'
import { begin, part, saved } from './steps.mjs'

const NOTES = '[data-region][aria-label="Notes"]'
const LINE = `${NOTES} [data-passage=""] textarea`
const ROW = `${NOTES} [data-passage]:not([data-passage=""]) textarea`
const TITLE = 'Words that went'

const rows = (app) =>
  app.execute((row) => [...document.querySelectorAll(row)].map((f) => f.value), ROW)
const are = (app, ...lines) =>
  app.waitFor(async () => JSON.stringify(await rows(app)) === JSON.stringify(lines), `the passages ${lines.join(' | ')}`)
/** What the log of the shared part says of itself. */
const log = async (app) => JSON.stringify((await app.call('Changes', 'List', 0, 20, '')).steps)

test('a passage that is emptied loses neither the focus nor its words', { timeout: 300_000 }, async () => {
  const app = await open({ library: sampleAt(path.join(folder(), 'library.db')) })
  try {
    await begin(app, TITLE)
    await saved(app)
    await part(app, 'Interviews')
    await to(app, 'Choose a passphrase')
    await app.type('a lamp over the harbour')
    await to(app, 'The same once more')
    await app.type('a lamp over the harbour\n')
    await app.waitForText('main h2', 'on paper')
    await to(app, 'I have it on paper')
    await app.press('Space')
    await to(app, 'Go on')
    await app.press('Enter')
    await app.find(NOTES)
    await app.press('Alt+n')
    await app.type('Ines\n')
    await app.find(`${LINE}:focus`)
    await app.press('Alt+2')
    await app.type('the graphs looked flat\n')
    await are(app, 'the graphs looked flat')
    const before = await log(app)

    // Emptied: the row stays, and Ctrl Z is for its words.
    await app.click(ROW)
    await app.press('Control+a', 'Delete')
    await are(app, '')
    await app.find(`${ROW}:focus`)
    await app.press('Control+z')
    await are(app, 'the graphs looked flat')

    // Left empty, it goes; what is typed next is typed into the line, and Ctrl Z there comes to the passage.
    await app.press('Control+a', 'Delete', 'Backspace')
    await are(app)
    await app.find(`${LINE}:focus`)
    await app.waitForText(NOTES, 'A passage was removed.')
    await app.screenshot('emptied-removed')
    assert.deepEqual(await app.audit(), [])
    await app.type('x')
    assert.equal(await app.value(LINE), 'x')
    await app.press('Control+z', 'Control+z')
    await are(app, 'the graphs looked flat')
    await app.find(`${ROW}:focus`)

    // Left by the pointer for nothing at all.
    await app.press('Control+a', 'Delete')
    await app.click(`${NOTES} h2`)
    await app.find(`${LINE}:focus`)
    await are(app)
    await app.type('typed next')
    assert.equal(await app.value(LINE), 'typed next')
    await app.execute(() => document.activeElement.blur())
    await app.find(`${LINE}:focus`)
    await to(app, 'Put it back')
    await app.press('Enter')
    await are(app, 'the graphs looked flat')

    // Among the earlier versions too.
    await app.press('Control+a', 'Delete', 'Alt+v')
    await app.waitForText('[role="dialog"], dialog', 'the graphs looked flat')
    await app.press('Escape')
    assert.equal(await log(app), before)
  } catch (error) {
    await app.screen('emptied-failed').catch(() => {})
    console.error(app.log())
    throw error
  } finally {
    await app.close()
  }
})
