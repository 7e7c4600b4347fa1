// What one does with the vault itself, in the real window: its passphrase and its code, the sheet to print, the
// notes of a backup, and what happened to the file behind its back.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { open } from './driver.mjs'
import { folder, sampleAt } from './library.mjs'
import { begin, part, saved } from './steps.mjs'
import { wear } from './worn.mjs'

const TITLE = 'Words before a meeting'
const FIRST = 'a lamp over the harbour'
const SECOND = 'a river under the bridge'
const THIRD = 'three bells in the fog'
const LIST = 'nav[aria-label^="Interviews"]'
const NAME = 'Quillfeather'
const SAID = 'the graphs looked flat to me'

const shown = async (app) => (await app.texts('main .groups span')).join('-')
const sealed = (app) => app.waitForText('main h2', 'sealed')
const notes = (app) => app.waitForText(LIST, NAME)

async function unlock(app, passphrase) {
  await app.enter('Passphrase', passphrase)
  await app.press('Enter')
}

async function reopen(library) {
  const app = await open({ library })
  await app.push(TITLE)
  await part(app, 'Interviews')
  await sealed(app)
  return app
}

/** Changes one byte after each place of these words in a library that is closed. */
function spoil(library, words, after) {
  const bytes = readFileSync(library)
  let found = 0
  for (let at = bytes.indexOf(words); at >= 0; at = bytes.indexOf(words, at + 1)) {
    const place = at + words.length + after
    // What stands there is a seal, and no text of the schema.
    if (bytes.subarray(place, place + 24).every((byte) => byte >= 9 && byte < 127)) continue
    bytes[place + 8] ^= 1
    found++
  }
  assert.ok(found > 0, `${words} is not in the library`)
  writeFileSync(library, bytes)
}

/** Fills in which passphrase opened the backup that is chosen. */
async function ofBackup(app, passphrase) {
  await app.waitForText('main', 'sealed in it')
  await app.enter('Passphrase when that backup was made', passphrase)
}

test('the vault has a new passphrase, a new code, a sheet, and its notes back', { timeout: 300_000 }, async () => {
  const dir = folder()
  const library = sampleAt(path.join(dir, 'library.db'))
  const sheet = path.join(dir, 'sheet.pdf')
  let app = await open({ library })
  try {
    await begin(app, TITLE)
    await saved(app)
    await part(app, 'Interviews')
    await app.enter('Choose a passphrase', FIRST)
    await app.enter('The same once more', FIRST)
    await app.press('Enter')

    // The sheet says the code, and is nobody else's to read.
    await app.waitForText('main h2', 'on paper')
    const code = await shown(app)
    await app.push('Save a sheet to print')
    await app.saveDialog(sheet)
    await app.waitForText('main', 'print it, then delete it')
    const printed = execFileSync('pdftotext', ['-layout', sheet, '-'], { encoding: 'utf8' })
    for (const group of code.split('-')) assert.ok(printed.includes(group), group)
    assert.equal(statSync(sheet).mode & 0o777, 0o600)
    await app.screenshot('keys-code')
    assert.deepEqual(await app.audit(), [])
    // Somebody who fetches paper finds it still there.
    await part(app, 'Prepare')
    await part(app, 'Interviews')
    assert.equal(await shown(app), code)
    await app.click('main .have input')
    await app.push('Go on')

    await app.push('Add an interview')
    await app.enter('Somebody else, by name', NAME)
    await app.press('Enter')
    await app.find('[data-passage=""] textarea:focus')
    await app.type(`${SAID}\n`)
    await saved(app)
    await app.call('Backups', 'Make')

    // Another passphrase: the one there is has to be known.
    await app.push('Passphrase and backups')
    await app.screenshot('keys-drawer')
    assert.deepEqual(await app.audit(), [])
    await app.press('Escape', 'Control+k')
    await app.type('change the passphrase\n')
    await app.find('dialog input:focus')
    await app.type('some other words')
    await app.enter('New passphrase', SECOND)
    await app.enter('The same once more', SECOND)
    await app.press('Enter')
    await app.waitForText('dialog', 'not the passphrase', 20_000)
    await app.type(FIRST)
    await app.press('Tab')
    await app.screenshot('keys-change')
    await app.push('Use the new passphrase')
    await app.waitForText('dialog', 'From now on')

    // Another code: the first one opens nothing any more.
    await app.push('Make a new recovery code')
    await app.enter('Passphrase', SECOND)
    await app.press('Enter')
    await app.waitForText('main h2', 'on paper')
    const second = await shown(app)
    assert.notEqual(second, code)
    await app.click('main .have input')
    await app.push('Go on')
    await notes(app)

    // A wrong one keeps the caret, and what is typed next takes its place.
    await app.press('Control+l')
    await sealed(app)
    await unlock(app, FIRST)
    await app.waitForText('main', 'not the passphrase', 20_000)
    await app.screenshot('keys-wrong')
    assert.deepEqual(await app.audit(), [])
    await app.type(`${SECOND}\n`)
    await notes(app)
    await app.press('Control+l')
    await sealed(app)
    await app.press('Alt+r')
    await app.enter('Recovery code', code)
    await app.press('Enter')
    await app.waitForText('main', 'not the one of these notes', 20_000)
    const slips = second.toLowerCase().replaceAll('-', '').replaceAll('0', 'o').replaceAll('1', 'l')
    await app.type(`${slips}\n`)
    await app.waitForText('main h2', 'A new passphrase?')
    await app.push('Not now')
    await notes(app)
    const [{ id, debriefId }] = (await app.call('Interviews', 'List', await idOf(app))).interviews
    await app.quit()
    await app.close()

    // A note that is not as it was sealed comes back whole from the backup, by the passphrase of its time.
    spoil(library, `interview-${id}${debriefId}`, 2)
    app = await reopen(library)
    await unlock(app, SECOND)
    await app.waitForText(LIST, 'One note is not as it was sealed')
    await app.screenshot('keys-damaged')
    assert.deepEqual(await app.audit(), [])
    await app.push('Take in from a backup')
    await ofBackup(app, SECOND)
    await app.press('Enter')
    await app.waitForText('dialog', 'not the passphrase', 20_000)
    await app.type(FIRST)
    await app.screenshot('keys-take')
    assert.deepEqual(await app.audit(), [])
    await app.press('Enter')
    await app.waitForText('dialog', 'whole again')
    await app.press('Escape')
    await notes(app)
    await app.waitFor(async () => (await app.value('[data-passage]:not([data-passage=""]) textarea')) === SAID, 'the words')

    // The passphrase of the backup opens the notes of now, when the other one is forgotten.
    await app.press('Control+l')
    await sealed(app)
    await app.push('I have neither')
    await app.screenshot('keys-neither')
    assert.deepEqual(await app.audit(), [])
    await app.push('Open with a backup')
    await ofBackup(app, FIRST)
    await app.enter('New passphrase', THIRD)
    await app.enter('The same once more', THIRD)
    await app.screenshot('keys-rescue')
    assert.deepEqual(await app.audit(), [])
    await app.press('Enter')
    await notes(app)
    await app.quit()
    await app.close()

    // Without its list the vault says so, and goes on with what opens; then what does not is given up.
    spoil(library, 'ledger', 2)
    app = await reopen(library)
    await unlock(app, THIRD)
    await app.waitForText('main h2', 'Their list is not as it was written')
    await app.screenshot('keys-ledger')
    assert.deepEqual(await app.audit(), [])
    await app.push('Go on with the notes that open')
    await notes(app)
    await app.quit()
    await app.close()
    spoil(library, `interview-${id}${debriefId}`, 2)
    app = await reopen(library)
    await unlock(app, THIRD)
    await app.push('Go on without')
    await app.waitForText(LIST, 'Give up this note here?')
    await app.push('Give up')
    await app.waitForText(LIST, 'Nobody yet')

    // Begin anew, and take the notes in again.
    await app.press('Control+l')
    await app.waitForText('main h2', 'No interviews here yet')
    await app.push('I have neither')
    await app.enter('To go on, type: destroy the notes', 'Destroy the notes')
    await app.push('Destroy and begin anew')
    await app.enter('Choose a passphrase', SECOND)
    await app.enter('The same once more', SECOND)
    await app.press('Enter')
    await app.click('main .have input')
    await app.push('Go on')
    await app.press('Control+k')
    await app.type('take in notes')
    await app.press('Enter')
    await ofBackup(app, FIRST)
    await app.press('Enter')
    await app.waitForText('dialog', 'One interview was taken in.')
    await app.press('Escape')
    await notes(app)
    const { rows } = await app.call('Debriefs', 'List', 0, 0)
    const { whole } = await app.call('Debriefs', 'Load', rows.find((row) => row.sample).id)
    assert.equal(await app.quit(), 0)
    await app.close()

    // A library that is only read opens its notes to be read.
    wear(library, [whole.entries[2].text])
    app = await open({ library })
    await app.waitForText('main', 'What would you like to do?')
    await app.press('Escape')
    await app.push(TITLE)
    await part(app, 'Interviews')
    await sealed(app)
    await unlock(app, SECOND)
    await notes(app)
    await app.push('Add an interview')
    await app.enter('Somebody else, by name', 'Nobody')
    assert.equal(await app.value(await app.field('Somebody else, by name')), '')
    await app.waitForText('body', 'only being read')
    await app.push('Passphrase and backups')
    await app.waitForText('dialog', 'nothing can be sealed now')
    await app.screenshot('keys-reading')
    assert.equal(await app.quit(), 0)
  } catch (error) {
    await app.screen('keys-failed').catch(() => {})
    console.error(app.log())
    throw error
  } finally {
    await app.close()
  }
})

async function idOf(app) {
  const { rows } = await app.call('Debriefs', 'List', 0, 0)
  return rows.find((row) => row.title === TITLE).id
}
