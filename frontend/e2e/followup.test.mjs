// What became of what was said: from sign-off over evidence and "did it help?" to a debrief that a named person closes,
// with undo, and opened again.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { journey } from './journey.mjs'
import { part, reopen, saved } from './steps.mjs'

const folder = mkdtempSync(join(tmpdir(), 'secondstory-followup-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

const TITLE = 'Checkout timeouts after the price index rebuild'
const step = (name) => ({ id: randomUUID(), name })

/** The day so many days from now, YYYY-MM-DD. */
function day(by) {
  const d = new Date()
  d.setDate(d.getDate() + by)
  return [d.getFullYear(), d.getMonth() + 1, d.getDate()].map((n) => String(n).padStart(2, '0')).join('-')
}

const changes = [
  { text: 'Rebuild reports how long it takes', state: 'doing', owner: 'Tomás', due: day(-5), know: 'nobody has to ask when it ends' },
  { text: 'Review the nine alerts muted in September', state: 'doing', owner: 'Sam', due: day(2), know: 'each is kept or retired, with a line of why' },
  { text: 'Give batch jobs their own connection pool', state: 'doing', owner: 'Ines', due: day(9), know: 'the rebuild leaves p95 flat', ticket: 'OPS-123' },
  { text: 'Show who is on call in the support console', state: 'committed', owner: 'Jo', due: '', know: 'support reaches someone in 3 minutes, in a drill' },
  { text: 'Ask in #releases before every rebuild', state: 'soaking', owner: '', due: '', soakUntil: day(-1), know: '' },
]

journey('what was said is followed up until somebody closes it', { width: 1440, height: 900 }, async (app) => {
  await saved(app)
  await app.find('nav [aria-current]', 30_000)
  const { id } = await readBack(app)
  await app.press('Control+0')
  await reopen(app, TITLE)
  await signOff(app)
  assert.equal((await load(app, id)).debrief.state, 'follow-up')
  await part(app, 'Follow-up')
  await app.waitForText('main', 'The date has passed')
  await looks(app, 'board')
  await moves(app, id)
  await does(app, id)
  await checks(app, id)
  await drops(app, id)
  await answersTheRest(app, id)
  await closes(app, id)
  await opensAgain(app, id)
  await ofAll(app)
})

const load = async (app, id) => (await app.call('Debriefs', 'Load', id)).whole
const at = async (app, id, text) => (await load(app, id)).countermeasures.find((c) => c.text.startsWith(text))
const becomes = (app, id, text, ok, what) => app.waitFor(async () => ok(await at(app, id, text)), `${text}: ${what}`)

/** The row of a countermeasure, selected once the window shows how far it is. */
async function row(app, text, shows = '') {
  const css = await app.waitFor(
    () => app.execute((t) => [...document.querySelectorAll('[data-item]')].find((r) => r.textContent.includes(t))?.dataset.item, text),
    `the row ${text}`,
  )
  await app.waitForText(`[data-item="${css}"] .state`, shows)
  await app.click(`[data-item="${css}"] .what b`)
  await app.find(`[data-item="${css}"][aria-current]`)
  return `[data-item="${css}"]`
}

async function looks(app, name) {
  for (const theme of ['light', 'dark']) {
    await app.theme(theme)
    await app.screenshot(`followup-${name}${theme === 'dark' ? '-dark' : ''}`)
    assert.deepEqual(await app.audit(), [], `${name}, ${theme}`)
  }
  await app.theme('light')
}

/** A date that has passed moves with a line of why; what was there before stays to be seen, and undo takes it back. */
async function moves(app, id) {
  await row(app, 'Rebuild reports')
  await app.press('m')
  await app.enter('The new date', 'in 2 weeks')
  await app.enter('What came up', 'The vendor is late.')
  await looks(app, 'move')
  await app.press('Control+Enter')
  await becomes(app, id, 'Rebuild', (c) => c.due === day(14) && c.moves?.[0].reason === 'The vendor is late.', 'moved')
  await app.press('Control+z')
  await becomes(app, id, 'Rebuild', (c) => c.due === day(-5) && !c.moves, 'where it was')
  await app.waitForText('main', 'The date has passed')
  await app.press('Control+Shift+z')
  await becomes(app, id, 'Rebuild', (c) => c.due === day(14), 'moved again')
  const css = await row(app, 'Rebuild reports')
  await app.press('Enter')
  await app.waitForText(css, 'The vendor is late.')
  await looks(app, 'details')
  await app.press('Enter')
}

/** Done wants something that shows it: words, or a file that goes with it. */
async function does(app, id) {
  await row(app, 'Review the nine alerts')
  await app.press('d')
  await app.waitForText('main', 'A text, a link or a file.')
  await app.enter('A text or a link', 'Six are retired, three are kept: https://example.org/alerts')
  await looks(app, 'done')
  await app.press('Control+Enter')
  await becomes(app, id, 'Review', (c) => c.state === 'done' && c.doneOn === day(0) && c.checkOn === day(14), 'done')
  await row(app, 'Give batch jobs')
  await app.press('d')
  const path = join(folder, 'pool.csv')
  writeFileSync(path, 'at,p95\n14:00,120\n')
  await app.push('Attach a file')
  await app.openDialog(path)
  await app.waitForText('main', 'pool.csv is ready')
  await app.press('Control+Enter')
  await becomes(app, id, 'Give', (c) => c.state === 'done' && c.proof === 'pool.csv', 'done')
  const file = async () => (await load(app, id)).attachments.find((a) => a.name === 'pool.csv')
  assert.equal((await file()).recordId, (await at(app, id, 'Give')).id)
  await saved(app)
  await app.press('Control+z')
  await becomes(app, id, 'Give', (c) => c.state === 'doing', 'taken back')
  assert.equal(await file(), undefined, 'the file is taken back with it')
  await app.press('Control+Shift+z')
  await becomes(app, id, 'Give', (c) => c.state === 'done', 'brought back')
  assert.ok(await file(), 'the file is brought back with it')
}

/** What cannot be told yet is asked again; an answer says how one can tell, and who looked. */
async function checks(app, id) {
  await row(app, 'Review the nine alerts', 'Done')
  await app.press('4')
  await app.enter('Ask again on', 'in 3 weeks')
  await app.press('Control+Enter')
  await becomes(app, id, 'Review', (c) => c.state === 'done' && c.checkOn === day(21) && c.checks.length === 1, 'asked again')
  for (const [text, key, outcome] of [['Review the nine', '1', 'helped'], ['Give batch', '2', 'partly']]) {
    await row(app, text, 'Done')
    await app.press(key)
    await app.enter('How one can tell', 'Two rebuilds since, and nobody noticed.')
    await app.enter('Who looked', 'Sam')
    if (key === '1') await looks(app, 'check')
    await app.press('Control+Enter')
    await becomes(app, id, text, (c) => c.state === 'checked' && c.checks.at(-1).outcome === outcome && c.checks.at(-1).by === 'Sam', outcome)
  }
}

/** Not pursued wants a reason, which stays. */
async function drops(app, id) {
  await row(app, 'Ask in #releases')
  await app.press('n')
  await app.enter('The reason', 'Would need somebody awake to answer.')
  await app.press('Control+Enter')
  await becomes(app, id, 'Ask', (c) => c.state === 'not-pursued' && c.reason !== '', 'not pursued')
}

async function answersTheRest(app, id) {
  await app.waitForText('main', 'It closes when 2 more are checked or not pursued.')
  for (const text of ['Rebuild reports', 'Show who is on call']) {
    await row(app, text)
    await app.press('d')
    await app.enter('A text or a link', 'Seen in the drill')
    await app.press('Control+Enter')
    await becomes(app, id, text, (c) => c.state === 'done', 'done')
    await row(app, text, 'Done')
    await app.press('3')
    await app.find('.form')
    await app.press('Control+Enter')
    await becomes(app, id, text, (c) => c.state === 'checked', 'checked')
  }
}

/** Somebody with a name closes it; undo opens it, and what is closed is not changed. */
async function closes(app, id) {
  await app.waitForText('main', 'Who closes it?')
  await app.enter('Closed by', 'Priya')
  await app.enter('A last word', 'All five were looked at.')
  await looks(app, 'closing')
  await app.push('Close the debrief')
  await app.waitFor(async () => (await load(app, id)).debrief.state === 'closed', 'the debrief to be closed')
  assert.equal((await load(app, id)).debrief.closing.by, 'Priya')
  await app.waitForText('main', 'Closed by Priya')
  await saved(app)
  await app.press('Control+z')
  await app.waitFor(async () => (await load(app, id)).debrief.state === 'follow-up', 'the closing to be taken back')
  await app.waitForText('main', 'Who closes it?')
  await app.press('Control+Shift+z')
  await app.waitForText('main', 'Closed by Priya')
  assert.equal(await app.count('[data-item] .acts button:not(.quiet)'), 0, 'nothing is said in what is closed')
  await looks(app, 'closed')
  await app.press('Control+0')
  await app.waitForText('main', 'Closed')
  await app.screenshot('followup-library')
  await reopen(app, TITLE)
  await app.find('nav [aria-current][aria-keyshortcuts$="+7"]')
}

/** Opened again it says who had closed it, and why it is open. */
async function opensAgain(app, id) {
  await app.push('Open it again')
  await app.enter('What came up', 'The alert came back.')
  await app.push('Open it again')
  await app.waitFor(async () => (await load(app, id)).debrief.state === 'follow-up', 'the debrief to be open')
  await app.waitForText('main', 'It was closed by Priya')
  await app.waitForText('main', 'The alert came back.')
  await row(app, 'Rebuild reports')
  await app.press('g')
  await becomes(app, id, 'Rebuild', (c) => c.state === 'doing', 'taken up again')
}

/** All debriefs at once, narrowed down; from the library by its key. */
async function ofAll(app) {
  await app.press('a')
  await app.find('search input')
  await app.enter('Find in changes and titles', 'checkout rebuild')
  await app.waitFor(async () => (await app.count('[data-item]')) === 1, 'one row')
  await looks(app, 'all')
  await app.press('Control+0')
  await app.find('main')
  await app.press('Control+7')
  await app.waitForText('main', 'What has come of what we said?')
  await app.resize(1024, 700)
  await looks(app, 'all-small')
  for (let i = 0; i < 6; i++) await app.press('Control++')
  await app.screenshot('followup-large')
  assert.deepEqual(await app.audit(), [])
}

/** A debrief that is being read back, with what a group took on. */
async function readBack(app) {
  const made = await app.call('Debriefs', 'New', step('new-debrief'))
  const head = { ...made, title: TITLE, reference: 'INC-0311', state: 'read-back' }
  const { debrief } = await app.call('Debriefs', 'Save', step('edit-debrief'), head)
  const { whole } = await app.call('Debriefs', 'Load', debrief.id)
  const who = { participantId: '', name: '' }
  for (const [i, c] of changes.entries()) {
    const record = {
      id: randomUUID(), debriefId: debrief.id, rev: 0, stage: 6, position: i + 1, from: who, factorIds: [],
      priority: '', ticket: '', soakUntil: '', reason: '', ...c, owner: { ...who, name: c.owner },
    }
    await app.call('Countermeasures', 'Save', step('add-countermeasure'), record)
  }
  return whole.debrief
}

async function signOff(app) {
  await part(app, 'Report')
  await app.press('Control+Shift+Enter')
  await app.waitForText('dialog[open]', 'Sign off version 1.0?')
  await app.enter('Signed off by', 'Ines')
  await app.press('Control+Enter')
  await app.gone('dialog[open]')
  await app.waitForText('body', 'Signed off as version 1.0 on')
}
