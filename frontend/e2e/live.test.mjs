// Writing down a meeting without a mouse: the caret is always back in the text.
import assert from 'node:assert/strict'
import { journey } from './journey.mjs'
import { begin, capture, draft, entries, part, saved } from './steps.mjs'

const CARD = '[role="group"][aria-label^="Wording"]'
const LINES = '[data-region][aria-label="Lines of the meeting"]'
const TITLE = 'A meeting written down'

/** Makes a debrief; the first start opens the example. */
async function start(app) {
  await app.click(await app.button('Library'))
  await begin(app, TITLE)
}

/** Writes a line and waits for the card that asks about it. */
async function flagged(app, text, phrase) {
  await app.type(`${text}\n`)
  await app.waitForText(CARD, phrase)
  await app.waitForText(LINES, text)
}

/** Writes a line without going anywhere first: it has to arrive. */
async function goesOn(app, text) {
  await app.type(`${text}\n`)
  await app.waitForText(LINES, text)
  await saved(app)
  assert.ok((await entries(app, TITLE)).includes(text), `stored: ${text}`)
  assert.equal(await draft(app), '')
}

const questions = async (app) => {
  const { rows } = await app.call('Debriefs', 'List', 0, 0)
  const { id } = rows.find((row) => row.title === TITLE)
  const { whole } = await app.call('Debriefs', 'Load', id)
  return whole.questions.length
}

journey('an answer about wording gives the caret back', { width: 1440, height: 900 }, async (app) => {
  await start(app)
  await part(app, 'Meeting')
  // Nothing has started yet, and nothing that is written is lost.
  await app.waitForText('body', 'The clock stands')
  await goesOn(app, 'a first line before the start')

  // By key, one flag after the other and with another one waiting.
  await flagged(app, 'we should have looked one', 'should have')
  await app.press('F8', 'Alt+x')
  await goesOn(app, 'next line one')
  await flagged(app, 'we should have looked two', 'should have')
  await app.press('F8', 'Alt+q')
  await goesOn(app, 'next line two')
  await flagged(app, 'we should have looked three', 'should have')
  await flagged(app, 'they could have known four', 'could have')
  await app.press('F8', 'Alt+x')
  await app.waitForText(CARD, 'should have')
  await goesOn(app, 'next line three')
  await app.press('F8', 'Escape')
  await goesOn(app, 'next line four')
  await app.press('F8', 'Alt+q')
  await goesOn(app, 'next line five')

  // A card that was gone to takes neither Space nor Enter, and a letter goes on in the text.
  await flagged(app, 'we should have looked six', 'should have')
  assert.equal(await questions(app), 0)
  await app.press('F8', 'Space', 'Enter')
  await goesOn(app, 'next line six')
  assert.equal(await questions(app), 0)
  await app.press('F8', '1')
  await goesOn(app, 'next line seven')
  assert.equal(await questions(app), 1)

  // By click.
  await flagged(app, 'we should have looked eight', 'should have')
  await app.click(await app.button('Leave it'))
  await goesOn(app, 'next line eight')
  await flagged(app, 'we should have looked nine', 'should have')
  await app.click(await app.button('It is a quote'))
  await goesOn(app, 'next line nine')
  await flagged(app, 'we should have looked ten', 'should have')
  await app.click(`${CARD} li button`)
  await goesOn(app, 'next line ten')
  assert.equal(await questions(app), 2)
})

journey('a line that is gone to keeps its text', { width: 1440, height: 900 }, async (app) => {
  await start(app)
  await capture(app)
  await goesOn(app, 'the first line')
  await app.press('ArrowUp', 'Backspace')
  await app.waitForText('footer', 'Edit')
  await goesOn(app, 'typed on a line')
  assert.deepEqual(await entries(app, TITLE), ['the first line', 'typed on a line'])

  // What had the focus goes away with the click.
  await app.click(await app.button('Start the meeting'))
  await goesOn(app, 'after the start')
})

journey('a key ends the meeting, and its notice stays there', { width: 1440, height: 900 }, async (app) => {
  await start(app)
  await part(app, 'Meeting')
  await app.press('Control+Enter')
  await app.button('Pause')
  await app.screenshot('live-hints')
  await goesOn(app, 'a line of the meeting')
  // Once more for the ground rules, which ask for the agreement that is not noted.
  await app.press(...Array(7).fill('Control+Shift+Enter'))
  await app.waitForText('footer', 'End the meeting')
  await app.press('Control+Shift+e')
  await app.waitForText('body', 'The meeting has ended')
  await app.waitForText('body', 'The clock stands')
  await part(app, 'Timeline')
  const said = await app.text('body')
  assert.ok(!said.includes('The meeting has ended'))
})
