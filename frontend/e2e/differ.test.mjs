// The middle of the Timeline in the real window, by keys: accounts that differ stand side by side and come
// apart again, silences are asked about and written into, and the list is looked through.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { journey } from './journey.mjs'
import { folder, sampleAt } from './library.mjs'
import { begin, part, saved } from './steps.mjs'

const library = sampleAt(join(folder(), 'library.db'))
const LIST = '[role="listbox"][aria-label="Entries in order of time"]'
const SIDE = 'aside[aria-label="Edit"]'
const TITLE = 'Going back to 810'

const told = [
  '2026-11-03 14:02 Checkout p95 passes 2 s',
  '14:19 Priya opens the payments board, all green',
  '~14:27 Priya decides to go back to 810',
  '14:31 Jo hears of it when the bot writes it',
  '14:53 Ines opens the pool graph',
]

async function whole(app) {
  const { rows } = await app.call('Debriefs', 'List', 0, 0)
  return (await app.call('Debriefs', 'Load', rows.find((row) => row.title === TITLE).id)).whole
}

/** The rows of the list as they stand, whatever their kind. */
const rows = (app) =>
  app.execute(
    (list) => [...document.querySelectorAll(`${list} [role="option"]`)].map((row) => row.innerText),
    LIST,
  )
const differs = (app) =>
  app.execute(
    (list) =>
      [...document.querySelectorAll(`${list} [role="group"]`)].map((group) => [
        group.getAttribute('aria-label'),
        group.querySelectorAll('[role="option"]').length,
      ]),
    LIST,
  )

journey('accounts that differ are kept', { library, width: 1440, height: 900 }, async (app) => {
  await begin(app, TITLE)
  await saved(app)
  await part(app, 'Timeline')
  await app.press('Control+Enter')
  for (const line of told) {
    await app.enter('New entry', line)
    await app.press('Enter')
    await app.waitForText(LIST, line.split(' ').slice(-3).join(' '))
  }
  await app.press('Escape')

  // Shift with an arrow marks, one key puts side by side, and the caret is where the question is written.
  await app.press('Home', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Shift+ArrowDown', 'b')
  await app.waitForText(LIST, 'Accounts differ')
  await app.type('when was going back to 810 decided?')
  await app.waitForText(LIST, 'Accounts differ: when was going back to 810 decided?')
  await saved(app)
  assert.deepEqual(await differs(app), [['Accounts differ: when was going back to 810 decided?', 2]])
  assert.equal((await whole(app)).entries.length, told.length, 'nothing is merged')

  await app.click(LIST)
  await app.press('Home', 'ArrowDown', 'ArrowDown', 'ArrowDown')
  await app.press('q', 'd', 'n')
  await app.waitForText(LIST, 'Asked in the meeting')
  await app.waitForText(LIST, 'decision')
  await app.waitForText(LIST, 'disputed')
  await saved(app)
  const { questions, entries } = await whole(app)
  assert.deepEqual(
    questions.map((q) => [q.text, q.stage, q.state, q.accountIds.length]),
    [['when was going back to 810 decided?', 4, 'open', 2]],
  )
  assert.deepEqual(
    entries.filter((e) => e.pivot || e.standing).map((e) => [e.pivot, e.standing]),
    [['decision', 'disputed']],
  )
  await app.screenshot('differ-light')
  assert.deepEqual(await app.audit(), [])

  // A silence is a line of the list: Enter writes into it, and what is written has its place and its day.
  await app.press('End', 'ArrowUp')
  await app.waitForText(SIDE, 'Somebody in the room may know')
  await app.press('Enter')
  await app.waitFor(() => app.execute(() => document.activeElement?.tagName === 'INPUT'), 'the caret')
  await app.type('14:44 Ines is paged\n')
  await app.waitForText(LIST, 'Ines is paged')
  await app.screenshot('differ-insert')
  await app.press('Escape')
  await saved(app)
  const paged = (await whole(app)).entries.find((e) => e.text.includes('is paged'))
  assert.equal(paged.time.at, '2026-11-03T14:44:00Z')

  // Taken apart by a key, and together again by undo.
  await app.press('Home', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Shift+B')
  await app.waitFor(async () => (await differs(app)).length === 0, 'the accounts to stand alone')
  await app.press('Control+z')
  await app.waitFor(async () => (await differs(app)).length === 1, 'the accounts to stand together')

  // Looked through by words: what is hidden is counted, and Escape shows everything.
  await app.press('Control+f')
  await app.enter('Words', 'PRIYA')
  await app.waitForText('[role="status"]', '3 entries hidden')
  assert.equal((await rows(app)).length, 3, 'the accounts stay together')
  await app.screenshot('differ-filter')
  assert.deepEqual(await app.audit(), [])
  await app.press('Escape')
  await app.waitFor(async () => (await rows(app)).length > 6, 'every row again')

  await app.theme('dark')
  await app.screenshot('differ-dark')
  assert.deepEqual(await app.audit(), [])
  await app.resize(1024, 700)
  await app.screenshot('differ-small')
})
