// What can be done with a debrief without opening it: a new title, a copy, taking it out, and Undo of each.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { journey } from './journey.mjs'
import { folder, sampleAt } from './library.mjs'
import { saved } from './steps.mjs'

const SAMPLE = 'GitLab.com primary database removed; restore from a six-hour-old copy'
const LIST = 'section[aria-label="Debriefs"]'

const rows = async (app) => (await app.call('Debriefs', 'List', 0, 0)).rows
const titles = async (app) => (await rows(app)).map((r) => r.title).sort()
const load = async (app, title) => {
  const { id } = (await rows(app)).find((r) => r.title === title)
  return (await app.call('Debriefs', 'Load', id)).whole
}
const said = (whole) => JSON.stringify(whole, (key, value) => (key === 'rev' ? undefined : value))

/** Opens the menu of a row by its button and chooses something. */
async function menu(app, title, item) {
  await app.push(`More for ${title}`)
  await app.push(item)
}

/** Waits until the library holds exactly these titles and the list shows them. */
async function holds(app, ...want) {
  await app.waitFor(
    async () => JSON.stringify(await titles(app)) === JSON.stringify(want.sort()),
    `a library of ${want.join(' and ')}`,
  )
  await app.waitFor(async () => (await app.count(`${LIST} [data-row]`)) === want.length, 'the list to show it')
  for (const title of want) await app.waitForText(LIST, title)
}

const options = () => ({ width: 1440, height: 900, library: sampleAt(join(folder(), 'library.db')) })

journey('a debrief gets another title', options(), async (app) => {
  await saved(app)
  await app.waitForText(LIST, SAMPLE)
  const before = said((await load(app, SAMPLE)).entries)
  await menu(app, SAMPLE, 'Rename')
  await app.enter('New title', 'A database and an afternoon')
  await app.press('Enter')
  await holds(app, 'A database and an afternoon')
  assert.equal(said((await load(app, 'A database and an afternoon')).entries), before)
  await saved(app)

  // F2 does the same; Escape leaves the title as it is.
  await app.find(`${LIST} [data-row]`)
  await app.execute(() => document.querySelector('[data-row]').focus())
  await app.press('F2')
  await app.enter('New title', 'Not this one')
  await app.press('Escape')
  await app.gone('input[aria-label="New title"]')
  await holds(app, 'A database and an afternoon')

  await app.press('Control+z')
  await holds(app, SAMPLE)
  await app.waitForText('body', 'Taken back: new title')
  await app.press('Control+Shift+z')
  await holds(app, 'A database and an afternoon')
})

journey('a debrief is copied with everything in it', options(), async (app) => {
  await saved(app)
  await app.waitForText(LIST, SAMPLE)
  const copy = `Copy of ${SAMPLE}`
  await menu(app, SAMPLE, 'Duplicate')
  await holds(app, SAMPLE, copy)
  await app.waitForText('body', `“${copy}” is in the library.`)
  await app.waitForText('[aria-current=true]', copy)
  const [mine, made] = [await load(app, SAMPLE), await load(app, copy)]
  for (const noun of ['participants', 'entries', 'questions', 'factors', 'helped', 'countermeasures', 'bands']) {
    const words = (w) => w[noun].map((r) => r.text ?? r.name ?? r.label)
    assert.deepEqual(words(made), words(mine), noun)
    assert.ok(made[noun].every((r) => !mine[noun].some((m) => m.id === r.id)), `${noun} are its own`)
  }
  // Links lead to the copies.
  const entries = new Set(made.entries.map((e) => e.id))
  assert.ok(made.factors.flatMap((f) => f.entryIds).every((id) => entries.has(id)))
  await app.press('Control+z')
  await holds(app, SAMPLE)
})

journey('a debrief that is taken out comes back whole', options(), async (app) => {
  await saved(app)
  await app.waitForText(LIST, SAMPLE)
  const before = said(await load(app, SAMPLE))
  await menu(app, SAMPLE, 'Remove')
  await holds(app)
  await app.waitForText(LIST, 'No debriefs yet')
  await app.waitForText('body', `“${SAMPLE}” was removed.`)
  await app.screenshot('library-removed')
  assert.deepEqual(await app.audit(), [])
  await app.push('Undo')
  await holds(app, SAMPLE)
  assert.equal(said(await load(app, SAMPLE)), before)

  // The key does the same.
  await app.execute(() => document.querySelector('[data-row]').focus())
  await app.press('Delete')
  await holds(app)
  await app.press('Control+z')
  await holds(app, SAMPLE)
  assert.equal(said(await load(app, SAMPLE)), before)
})
