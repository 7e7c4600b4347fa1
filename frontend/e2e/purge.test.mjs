// Notes and their end: when they are to be destroyed is agreed as the talk begins, an earlier line is taken
// back, and once the day has come they are destroyed, from the library to its last byte.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { open } from './driver.mjs'
import { folder, sampleAt } from './library.mjs'
import { begin, part, reopen, saved } from './steps.mjs'

const PASSPHRASE = 'a lamp over the harbour'
const NOTES = '[data-region][aria-label="Notes"]'
const LIST = 'nav[aria-label^="Interviews"]'
const PANEL = 'aside[aria-label="Destroy notes"]'
const TITLE = 'What stays and what goes'
const OTHER = 'A debrief that goes'

const lines = (app) =>
  app.execute(() => [...document.querySelectorAll('[data-passage]:not([data-passage=""]) textarea')].map((f) => f.value))

async function talk(app, name, ...said) {
  await app.push('Add an interview')
  await app.enter('Somebody else, by name', name)
  await app.press('Enter')
  await app.find(`${NOTES} [data-passage=""] textarea:focus`)
  for (const line of said) await app.type(`${line}\n`)
  await app.waitFor(async () => (await lines(app)).length === said.length, `what ${name} said`)
  await saved(app)
}

async function unlock(app) {
  await app.enter('Passphrase', PASSPHRASE)
  await app.press('Enter')
  await app.find(LIST)
}

/** The debrief with this title, as the library holds it. */
async function held(app, title) {
  const { rows } = await app.call('Debriefs', 'List', 0, 0)
  return app.call('Debriefs', 'Load', rows.find((row) => row.title === title).id)
}

const names = (app) => app.texts(`${LIST} .list b`)

test('notes are destroyed on the day agreed, and earlier words are taken back', { timeout: 300_000 }, async () => {
  const library = sampleAt(path.join(folder(), 'library.db'))
  const app = await open({ library })
  try {
    await app.call('Interviews', 'Make', PASSPHRASE)
    // One talk of a debrief that is deleted later, without its notes.
    await begin(app, OTHER)
    await saved(app)
    await part(app, 'Interviews')
    await app.find(LIST)
    await talk(app, 'Quillfeather', 'of the other one')
    await app.push('Library')

    await begin(app, TITLE)
    await saved(app)
    await part(app, 'Interviews')
    await app.find(LIST)
    await app.push('Add an interview')
    await app.enter('Somebody else, by name', 'Ines')
    await app.press('Enter')

    // What is said when the talk begins says when the notes go.
    await app.waitForText(NOTES, 'destroyed when the debrief is signed off')
    await app.choose(await app.field('When these notes are destroyed'), 'On a day agreed on')
    await app.enter('Day', '4 Dec 2033')
    await app.press('Enter')
    await app.waitForText(NOTES, 'destroyed on 4 Dec 2033')
    await app.screenshot('purge-agreed')
    await app.choose(await app.field('When these notes are destroyed'), 'When the debrief is signed off')
    await app.click(`${NOTES} [data-passage=""] textarea`)
    await app.type('the first line\nthe second line\n')
    await app.waitFor(async () => (await lines(app)).length === 2, 'two lines')
    await saved(app)
    await talk(app, 'Tomás', 'a quiet evening')
    await app.choose(await app.field('When these notes are destroyed'), 'When Tomás asks, not before')
    await saved(app)

    // The next time the notes are opened a version is kept; a removed line and an earlier wording come back.
    await app.press('Control+l')
    await unlock(app)
    await app.push('Ines')
    await app.click('[data-passage]:not([data-passage=""]) textarea')
    await app.press('Control+a')
    await app.type('other words')
    await app.press('Alt+ArrowDown', 'Control+a', 'Backspace', 'Backspace')
    await app.waitFor(async () => (await lines(app)).join() === 'other words', 'one line, in other words')
    await saved(app)
    await app.press('Alt+v')
    await app.waitForText('dialog', 'the second line')
    // One more may have been kept between the two changes; the oldest holds both lines as they were.
    const kept = await app.count('dialog li')
    await app.click('dialog li:last-child button')
    await app.waitForText('dialog', 'the first line')
    assert.deepEqual(await app.texts('dialog .line span.xs'), ['Other words now', 'Not there now'])
    await app.screenshot('purge-versions')
    assert.deepEqual(await app.audit(), [])
    await app.click('dialog .line:nth-last-child(1) button')
    await app.waitForText('dialog', 'The line is back.')
    await app.waitFor(async () => (await app.count('dialog li')) === kept + 1, 'what stood before, kept')
    await app.click('dialog li:last-child button')
    await app.push('Take all of it back')
    await app.waitForText('dialog', 'That version is back')
    await app.press('Escape')
    await app.waitFor(async () => (await lines(app)).join() === 'the first line,the second line', 'both lines')
    await saved(app)
    const backup = await app.call('Backups', 'Make')
    const { id } = (await held(app, TITLE)).whole.debrief

    // Once it is signed off, and a debrief was deleted: counts while locked, names once it is open.
    await app.push('Library')
    const { debrief } = (await held(app, TITLE)).whole
    const step = { id: '', name: 'edit-debrief' }
    await app.call('Debriefs', 'Save', step, { ...debrief, state: 'signed-off' })
    const gone = (await held(app, OTHER)).whole.debrief
    await app.call('Debriefs', 'Delete', step, { noun: 'debrief', id: gone.id, debriefId: gone.id, rev: gone.rev })
    await app.call('Interviews', 'Lock', false, false)
    await reopen(app, TITLE)
    await part(app, 'Interviews')
    await app.waitForText('main', 'signed off, and 2 interviews are still sealed')
    await app.waitForText('main', 'One interview of a debrief that was deleted')
    assert.ok(!(await app.text('main')).match(/Ines|Tomás|Quillfeather/))
    await app.screenshot('purge-locked')
    await unlock(app)
    await app.waitForText(LIST, 'The notes of Ines have reached the time agreed')
    await app.screenshot('purge-due')
    assert.deepEqual(await app.audit(), [])

    // What it means, which backups hold them, and a word to be typed.
    await app.push('Look at them')
    await app.waitForText(PANEL, 'Agreed: when the debrief is signed off; that time has come')
    await app.waitFor(async () => (await app.count(`${PANEL} li`)) > 0, 'a backup that holds them')
    await app.waitForText(PANEL, 'overwritten')
    const sealedId = (await app.call('Interviews', 'List', id)).interviews.find((i) => i.name === 'Ines').id
    const rows = () => readFileSync(library).includes(`interview-${sealedId}`)
    assert.deepEqual(await app.audit(), [])
    await app.screenshot('purge-panel')
    await app.theme('dark')
    await app.screenshot('purge-panel-dark')
    assert.deepEqual(await app.audit(), [])
    await app.theme('light')
    await app.resize(1024, 700)
    await app.screenshot('purge-panel-small')
    await app.press('Control+=', 'Control+=', 'Control+=', 'Control+=', 'Control+=')
    await app.screenshot('purge-panel-large')
    for (let i = 0; i < 5; i++) await app.press('Control+-')
    await app.resize(1440, 900)
    await app.enter('To go on, type: destroy', 'destro')
    assert.equal(await app.attribute(`${PANEL} > button:last-child`, 'disabled'), '')
    await app.enter('To go on, type: destroy', 'destroy')
    await app.press('Enter')
    await app.waitForText(PANEL, 'are destroyed')
    await app.waitForText(PANEL, /backups? made before still holds? them/)
    await app.screenshot('purge-done')
    assert.deepEqual(await names(app), ['Tomás'])
    assert.equal(rows(), false, 'nothing is left in the file')
    assert.ok((await app.call('Backups', 'List')).backups.some((b) => b.name === backup))
    await app.push('Close')

    // What a deleted debrief left.
    await app.push('See which')
    await app.waitForText(PANEL, 'Of a debrief that was deleted')
    await app.enter('To go on, type: destroy', 'destroy')
    await app.press('Enter')
    await app.waitForText(PANEL, 'are destroyed')
    await app.waitFor(async () => (await app.call('Interviews', 'State', id)).total === 1, 'one left of all')
  } catch (error) {
    await app.screen('purge-failed').catch(() => {})
    console.error(app.log())
    throw error
  } finally {
    await app.close()
  }
})
