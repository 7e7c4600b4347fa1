// Each reads their own lines: copied, saved as a text, as a PDF and into a folder through the system's own dialogs,
// with what they said to them kept, taken back, and asked for again once a line is another.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { held, reach } from './bykey.mjs'
import { journey } from './journey.mjs'
import { part, reopen, saved } from './steps.mjs'

const folder = mkdtempSync(join(tmpdir(), 'secondstory-calibrate-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

const LIST = 'section[aria-label="Their own lines"]'
const PANEL = 'dialog[open]'
const LETTER = `${PANEL} [role=document]`

journey('each reads their own lines and says what they say', { width: 1440, height: 900 }, async (app) => {
  await saved(app)
  await app.find('nav [aria-current]', 30_000)
  await part(app, 'Prepare')
  await app.waitForText(LIST, 'as it stands, 2 Feb 2017')
  await app.waitForText(LIST, 'reading since 2 Feb 2017')
  await app.screenshot('calibrate-prepare')
  await open(app)
  await files(app)
  await answers(app)
  await looks(app)
})

/** What a person's file must hold and must not: the sample says of every line whose it is. */
async function sample(app) {
  const { rows } = await app.call('Debriefs', 'List', 0, 0)
  const { whole } = await app.call('Debriefs', 'Load', rows.find((r) => r.sample).id)
  return whole
}

async function open(app) {
  await app.press('Alt+l')
  await app.waitForText(PANEL, 'What each reads of themselves')
  await reach(app, /^Engineer 2/, `${PANEL} button`)
  await app.press('Enter')
  await app.waitForText(LETTER, 'Hello Engineer 2,')
  await held(app, 'the panel')
  await app.screenshot('calibrate-panel')
}

function only(whole, text, name) {
  const { id } = whole.participants.find((p) => p.name === name)
  const plain = (t) => t.replace(/\s+/g, ' ').trim()
  const got = plain(text)
  let own = 0
  for (const e of whole.entries) {
    const theirs = e.who.participantId === id
    own += theirs ? 1 : 0
    assert.equal(got.includes(plain(e.text)), theirs, `${e.id} in the file of ${name}`)
  }
  for (const q of whole.questions) assert.ok(!got.includes(plain(q.text)), q.id)
  assert.ok(!got.includes(whole.debrief.title))
  assert.ok(own > 3)
}

async function files(app) {
  const whole = await sample(app)
  await reach(app, 'Save as text', `${PANEL} button`)
  await app.press('Enter')
  await app.saveDialog(join(folder, 'e2'))
  await app.waitFor(() => existsSync(join(folder, 'e2.txt')), 'the text')
  await app.waitForText(PANEL, 'e2.txt is written. Nothing was sent.')
  only(whole, readFileSync(join(folder, 'e2.txt'), 'utf8'), 'Engineer 2')
  await reach(app, 'Save as PDF', `${PANEL} button`)
  await app.press('Enter')
  await app.saveDialog(join(folder, 'e2'))
  await app.waitFor(() => existsSync(join(folder, 'e2.pdf')), 'the PDF')
  await app.screenshot('calibrate-saved')
  const set = execFileSync('pdftotext', ['-raw', join(folder, 'e2.pdf'), '-'], { encoding: 'utf8' })
  assert.ok(set.includes('Is this how it was for you?') && set.includes('It stands as it is.'))
  const dir = mkdtempSync(join(folder, 'all-'))
  await reach(app, 'Everybody’s as text', `${PANEL} button`)
  await app.press('Enter')
  await app.openDialog(dir, '^Choose a folder')
  const people = whole.participants.filter((p) => whole.entries.some((e) => e.who.participantId === p.id))
  await app.waitFor(() => readdirSync(dir).length === people.length, 'a file for each')
  await app.waitForText(PANEL, `${people.length} files are in`)
  for (const p of people) {
    const file = join(dir, `lines-${(p.alias || p.name).toLowerCase().replace(/ /g, '-')}.txt`)
    const text = readFileSync(file, 'utf8')
    for (const e of whole.entries) {
      if (e.who.participantId !== p.id) assert.ok(!text.includes(e.text), `${e.id} in the file of ${p.name}`)
    }
  }
}

const standing = (app, name, words) => app.waitForText(`${PANEL} [aria-current]`, words).then(() => app.waitForText(`${PANEL} [aria-current]`, name))

async function answers(app) {
  await reach(app, 'Mark as sent', `${PANEL} button`)
  await app.press('Enter')
  await standing(app, 'Engineer 2', 'reading since')
  await reach(app, 'As it stands', `${PANEL} button`)
  await app.press('Enter')
  await standing(app, 'Engineer 2', 'as it stands')
  await app.press('Escape')
  await app.gone(PANEL)
  await saved(app)
  const { id, reading, readAt } = (await sample(app)).participants.find((p) => p.name === 'Engineer 2')
  assert.equal(reading, 'agreed')
  assert.ok(readAt)
  await app.press('Control+z')
  await app.waitForText(`${LIST} [data-account="${id}"]`, 'reading since')
  await app.press('Control+Shift+z')
  await app.waitForText(`${LIST} [data-account="${id}"]`, 'as it stands')
  await edited(app, id)
}

/** A line of theirs is another: they are to be asked again, and no longer once the edit is taken back. */
async function edited(app, id) {
  await saved(app)
  const line = (await sample(app)).entries.find((e) => e.who.participantId === id)
  await app.call('Entries', 'Save', { id: 'edit-of-a-line', name: 'edit-entry', part: '' }, { ...line, text: `${line.text} Or so.` })
  await part(app, 'Timeline')
  await app.press('Control+0')
  await reopen(app, (await sample(app)).debrief.title)
  await part(app, 'Prepare')
  await app.waitForText(`${LIST} [data-account="${id}"]`, /changed since .*: ask again/)
  await app.waitForText('aside', '1 changed since they agreed')
}

async function looks(app) {
  for (const look of ['light', 'dark']) {
    await app.theme(look)
    await app.screenshot(`calibrate-prepare-${look}`)
    await app.press('Alt+l')
    await app.waitForText(LETTER, 'Hello')
    await app.screenshot(`calibrate-panel-${look}`)
    assert.deepEqual(await app.audit(), [], look)
    await app.press('Escape')
    await app.gone(PANEL)
  }
  await app.theme('light')
  await app.resize(1024, 700)
  await app.press('Alt+l')
  await app.waitForText(LETTER, 'Hello')
  await app.screenshot('calibrate-panel-1024')
  assert.deepEqual(await app.audit(), [], '1024 × 700')
  assert.deepEqual(await app.execute(wide), [], 'nothing runs out of the window')
  await app.resize(1440, 900)
  for (let i = 0; i < 12; i++) await app.press('Control++')
  await app.screenshot('calibrate-panel-large')
  assert.deepEqual(await app.execute(wide), [], 'nothing runs out of the window at 200 %')
  await app.press('Escape')
  await app.gone(PANEL)
  await app.screenshot('calibrate-prepare-large')
}

const LONG = 'Maria-Magdalena Konstantinopoulou-Featherstonehaugh'

journey('a long name is read whole in the table of people', { width: 1440, height: 900 }, async (app) => {
  await saved(app)
  await app.find('nav [aria-current]', 30_000)
  await part(app, 'Prepare')
  await app.fill('tr[data-person] .name textarea', LONG)
  await app.press('Tab')
  await saved(app)
  for (const [name, width, height, zoom] of [
    ['1440', 1440, 900, 0],
    ['1024', 1024, 700, 0],
    ['large', 1440, 900, 12],
  ]) {
    await app.resize(width, height)
    for (let i = 0; i < zoom; i++) await app.press('Control++')
    await app.execute(() => document.querySelector('tr[data-person]').scrollIntoView({ block: 'nearest' }))
    await app.screenshot(`calibrate-name-${name}`)
    assert.deepEqual(await app.execute(cut), [], name)
  }
})

/** The names and roles of which a part cannot be seen. */
const cut = () =>
  [...document.querySelectorAll('tr[data-person] textarea')]
    .filter((e) => e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1)
    .map((e) => e.value)

const wide = () =>
  [...document.querySelectorAll('dialog[open] *')]
    .filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.sr, svg'))
    .map((e) => `${e.tagName} ${e.className} ${e.innerText?.slice(0, 40)}`)
    .slice(0, 5)
