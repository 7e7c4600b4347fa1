// The main job, end to end, with the keyboard: from an empty library's new debrief to the PDF in hand.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { journey } from './journey.mjs'
import { drawn, part, saved } from './steps.mjs'

const folder = mkdtempSync(join(tmpdir(), 'secondstory-main-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

journey('a debrief from thanks to the PDF in hand', { width: 1440, height: 900 }, async (app) => {
  await saved(app)
  await app.screenshot('main-1-first-start')

  await newDebrief(app)
  await people(app)
  await app.screenshot('main-2-prepare')
  await meeting(app)
  await narratives(app)
  await wording(app)
  await app.screenshot('main-3-narratives')
  await factor(app)
  await countermeasure(app)
  await app.screenshot('main-4-factors')
  await timeline(app)
  await app.screenshot('main-5-timeline')
  await report(app)
})

/** Makes a debrief and says what happened, when and to whom. */
async function newDebrief(app) {
  await app.click(await app.button('Library'))
  await app.press('Control+n')
  await app.field('Title')
  await app.type('Database removed on the wrong host')
  await app.enter('Started', '2017-01-31 23:27')
  await app.press('Tab')
  await app.enter('Resolved', '2017-02-01 18:14')
  await app.press('Tab')
  await app.waitForText('main', '18 h 47 min')
  await app.enter('Facilitator', 'Facilitator')
  await app.press('Tab', 'ArrowLeft', 'ArrowLeft') // from “not said” to “not involved”
  await app.find('input[value="no"]:checked')
  await saved(app)
}

/** Adds two people with the parts they played. */
async function people(app) {
  for (const [name, role] of [
    ['Ada', 'Database engineer'],
    ['Bo', 'Support agent'],
  ]) {
    await app.press('Alt+n')
    await app.type(name)
    await app.press('Tab')
    await app.type(role)
    await app.press('Tab', 'Space')
  }
  await saved(app)
  await app.waitForText('main', '2 people')
}

/** Starts the meeting and goes to the narratives; leaving the ground rules without agreement takes the key twice. */
async function meeting(app) {
  await part(app, 'Meeting')
  await app.click(await app.button('Start the meeting'))
  await app.waitForText('main', 'Thank you for being here')
  await app.press(...Array(3).fill('Control+Shift+Enter'))
  await app.waitForText('nav[aria-label="Stages of the meeting"] [aria-current=step]', 'Narratives')
}

/** Writes what was told: with a time and a speaker, a quotation, a factor, an idea. */
async function narratives(app) {
  await app.click(await app.field('Write a line'))
  await app.type('23:00 Ada: replication to the secondary was four gigabytes behind\n')
  await app.type('Ada: > it just sat there and said nothing\n')
  await app.type('Bo: two users asked whether we were down\n')
  await app.type('# two hosts with names one digit apart\n')
  await app.type('! show the host in the prompt\n')
  await app.type('? What did the terminal look like?\n')
  await saved(app)
  for (const words of ['four gigabytes behind', 'it just sat there', 'whether we were down', 'one digit apart', 'show the host', 'What did the terminal']) {
    await app.waitForText('[data-region][aria-label="Lines of the meeting"]', words)
  }
}

/** A flagged line is turned into a question, which stands below it. */
async function wording(app) {
  await app.click(await app.field('Write a line'))
  await app.type('23:27 Ada: I should have looked at the host name first\n')
  await app.waitForText('[role="group"][aria-label^="Wording"]', 'should have')
  await app.screenshot('main-3-wording')
  const question = await app.text('[role="group"][aria-label^="Wording"] li button')
  await app.press('F8', '1')
  const asked = question.replace(/^(Alt )?1\s*/, '').replace(/\s+/g, ' ').trim()
  await app.waitForText('[data-region][aria-label="Lines of the meeting"]', asked)
  await saved(app)
  const { whole } = await open(app)
  const flagged = whole.entries.find((e) => e.text.includes('should have'))
  const below = whole.questions.find((q) => q.text === asked)
  assert.ok(below, 'the question is filed')
  assert.ok(below.position > flagged.position, 'it stands below the line it asks about')
  assert.deepEqual(whole.wordings.map((w) => [w.recordId, w.decision]), [[flagged.id, 'asked']])
}

/** The factor is sorted and linked to an entry. */
async function factor(app) {
  await part(app, 'Factors')
  await app.waitForText('main', 'one digit apart')
  await app.click(await app.field('Factor 1'))
  await app.press('Alt+ArrowRight')
  await app.push('Entries of factor 1')
  await app.field('Find an entry')
  await app.type('gigabytes\n')
  await app.press('Escape')
  await app.waitForText('main', 'all linked to entries')
  await saved(app)
  const { whole } = await open(app)
  const entry = whole.entries.find((e) => e.text.includes('gigabytes'))
  assert.deepEqual([whole.factors[0].category, whole.factors[0].entryIds], ['tools', [entry.id]])
}

/** The idea becomes a countermeasure with an owner and a date. */
async function countermeasure(app) {
  await app.enter('Owner', 'Ada')
  await app.enter('Due', '2017-02-15')
  await app.enter('How we will know', 'Nobody has to ask which host this is')
  await app.press('Tab')
  await app.push('Commit now')
  await app.waitForText('main', 'Committed')
  await saved(app)
  const { whole } = await open(app)
  const [idea] = whole.countermeasures
  assert.equal(idea.state, 'committed')
  assert.equal(idea.due, '2017-02-15')
  assert.equal(idea.owner.participantId, whole.participants.find((p) => p.name === 'Ada').id)
}

/** What had a time is on the timeline, in order. */
async function timeline(app) {
  await part(app, 'Timeline')
  await app.waitForText('main', 'four gigabytes behind')
  await app.find('main svg text')
  // The list has the keys without a click.
  const marked = '[role="option"][aria-selected="true"]'
  const first = await app.text(marked)
  await app.press('ArrowDown')
  await app.waitFor(async () => (await app.text(marked)) !== first, 'the next entry to be marked')
}

/** The report shows the pages and is saved through the system's own dialog. */
async function report(app) {
  await part(app, 'Report')
  await app.waitFor(() => drawn(app), 'the first page to be drawn')
  await app.screenshot('main-6-report')
  const path = join(folder, 'report.pdf')
  await app.press('Control+e')
  await app.saveDialog(path)
  await app.waitForText('body', 'is written')
  const text = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' })
  for (const words of ['Database removed on the wrong host', 'four gigabytes behind', 'Database engineer', 'two hosts with names one digit apart', 'show the host in the prompt', '15 Feb 2017', 'Page 1 of']) {
    assert.match(text.replace(/\s+/g, ' '), new RegExp(words, 'i'), `the report says “${words}”`)
  }
  assert.doesNotMatch(text, /\bAda\b|\bBo\b/, 'the role-only edition names nobody')
  // What looks like a secret is pointed out beside the pages, never whole, and leads to its page.
  await app.click('[data-wording="lead"] textarea')
  await app.type(' It used ' + 'AKIA' + 'IOSFODNN7EXAMPLE.')
  await app.waitForText('.warnings', 'AKIA…LE in Summary looks like a key')
  await app.click('.thumbs button[data-page="2"]')
  await app.waitForText('.turn', 'Page 2 of')
  await app.click('.warnings button[aria-label="Show page 1, Summary"]')
  await app.waitForText('.turn', 'Page 1 of')
  await app.screenshot('main-7-report-secret')
}

/** The open debrief, as the library holds it. */
async function open(app) {
  const { rows } = await app.call('Debriefs', 'List', 0, 0)
  return app.call('Debriefs', 'Load', rows.find((r) => !r.sample).id)
}
