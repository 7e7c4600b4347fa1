// The sheet of shortcuts: other keys for a command, by keys alone, and every hint follows.
import assert from 'node:assert/strict'
import { journey } from './journey.mjs'
import { begin, capture, draft, part, saved } from './steps.mjs'

const SHEET = 'dialog[open]'
const TITLE = 'Other keys'
const settings = async (app) => JSON.parse((await app.call('Settings', 'Load')).keys ?? '{}')
const focused = (app) => app.execute(() => document.activeElement.innerText)

/** Opens the sheet at the line of a command. */
async function at(app, name) {
  await app.press('Control+/')
  await app.find(SHEET)
  await app.type(name)
  await app.waitFor(async () => (await app.count(`${SHEET} button.row`)) < 4, 'what was looked for')
  await app.press('ArrowDown')
  assert.match(await focused(app), new RegExp(name, 'i'))
}

journey('a command gets other keys, and every hint says so', { width: 1440, height: 900 }, async (app) => {
  await app.click(await app.button('Library'))
  await begin(app, TITLE)
  await part(app, 'Meeting')
  await capture(app)
  await app.type('Ada: we should have looked at the graph')
  await app.waitForText('aside', 'should have')
  await app.press('Control+/')
  await app.find(SHEET)
  await app.screenshot('shortcuts')
  assert.deepEqual(await app.audit(), [])
  await app.theme('dark')
  await app.screenshot('shortcuts-dark')
  assert.deepEqual(await app.audit(), [])
  await app.theme('light')
  await app.press('Escape')
  await app.gone(SHEET)

  // Taken by another, reserved, and then free.
  await at(app, 'Go to wording')
  await app.press('Enter', 'Control+Shift+Enter')
  await app.waitForText(SHEET, 'is “Start the meeting” (Prepare)')
  await app.screenshot('shortcuts-taken')
  assert.deepEqual(await app.audit(), [])
  await app.press('F10')
  await app.waitForText(SHEET, 'F10 belongs to')
  await app.press('F4')
  await app.waitForText(`${SHEET} [role=status]`, 'F4')
  await app.screenshot('shortcuts-changed')
  await app.press('Escape')
  await app.gone(SHEET)
  await app.waitForText('footer', 'F4')
  assert.equal(Object.values(await settings(app))[0], 'F4')
  // What was typed is there, with its caret.
  await app.type(' first')
  assert.equal(await draft(app), 'Ada: we should have looked at the graph first')
  await app.press('F4')
  await app.waitFor(
    () => app.execute(() => document.activeElement.getAttribute('aria-label')?.startsWith('Wording')),
    'the card to have the focus',
  )
  await app.press('Escape')

  // One log: the shortcut goes back from the meeting too, and comes again.
  await app.press('Control+Enter')
  await app.button('Pause')
  await at(app, 'Next speaker')
  await app.press('Enter', 'Control+Shift+Enter')
  await app.waitForText(SHEET, 'Enter swaps the two')
  await app.screenshot('shortcuts-swap')
  await app.press('Enter')
  await app.waitForText(SHEET, '“Next stage”: Ctrl')
  await app.press('Escape')
  await app.gone(SHEET)
  assert.equal((await settings(app))['live.stage'], 'Ctrl+Enter')
  await app.press('Control+z')
  await app.waitFor(async () => !(await settings(app))['live.stage'], 'the swap to be taken back')
  await app.press('Control+Shift+z')
  await app.waitFor(async () => (await settings(app))['live.stage'], 'the swap to come again')

  // Narrow, and twice as large: everything is there.
  await app.resize(1024, 700)
  await at(app, 'Hide screen')
  await app.press('Control+a', 'Control+a')
  await app.screenshot('shortcuts-1024')
  await app.press('Escape')
  await app.gone(SHEET)
  for (let n = 0; n < 5; n++) await app.press('Control++')
  await at(app, 'Hide screen')
  await app.screenshot('shortcuts-200')
  await app.press('Enter')
  await app.screenshot('shortcuts-200-waits')
  assert.deepEqual(await app.audit(), [])
  await app.press('Escape', 'Escape')
  await app.gone(SHEET)
  for (let n = 0; n < 5; n++) await app.press('Control+-')
  await app.press('Control+k')
  await app.find(SHEET)
  await app.screenshot('palette-1024')
  await app.press('Escape')

  // Kept: the window opened again knows them.
  await saved(app)
})
