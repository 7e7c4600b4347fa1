// A whole debrief without a mouse: from the library to the report, with keys alone. On every screen the focus is
// somewhere, and one can see where.
import assert from 'node:assert/strict'
import { journey } from './journey.mjs'
import { begun, held, part, reach, saved, stage } from './bykey.mjs'

const LINES = '[data-region][aria-label="Lines of the meeting"]'
const TITLE = 'Checkout without a cache'

journey('a debrief from the library to the report by keys alone', { width: 1440, height: 900, timeout: 600_000 }, async (app) => {
  await saved(app)
  await app.find('nav [aria-current]', 30_000)
  await app.screenshot('keyboard-start')
  await library(app)
  await prepare(app)
  await thanks(app)
  await narratives(app)
  await timeline(app)
  await factors(app)
  await countermeasures(app)
  await wrapUp(app)
  await report(app)

  const whole = await open(app)
  assert.equal(whole.debrief.state, 'read-back')
  assert.equal(whole.meeting.agreed, true)
  assert.deepEqual([whole.meeting.present, whole.meeting.learned, whole.meeting.again], [4, 3, 3])
  assert.deepEqual(whole.countermeasures.map((c) => [c.state, c.due]), [['committed', '2027-02-15']])
})

async function library(app) {
  await app.press('Control+0')
  await app.waitForText('main', 'GitLab')
  await held(app, 'the library')
  await app.press('Control+n')
  await app.waitFor(() => begun(app), 'the title to have the focus')
  await app.type(TITLE)
}

async function prepare(app) {
  await reach(app, 'Started')
  await app.type('2026-11-03 14:02')
  await reach(app, 'Facilitator')
  await app.type('Mara')
  await app.press('Tab', 'ArrowLeft', 'ArrowLeft')
  await app.find('input[value="no"]:checked')
  await held(app, 'Prepare')
  for (const [name, role] of [
    ['Ines', 'Payments on call'],
    ['Jo', 'Support'],
    ['Sam', 'Database engineer'],
  ]) {
    await app.press('Alt+n')
    await app.type(name)
    await app.press('Tab')
    await app.type(role)
    await app.press('Tab', 'Space')
  }
  await held(app, 'Prepare')
  await saved(app)
  await app.screenshot('keyboard-prepare')
  await app.press('Control+Shift+Enter')
  await app.waitForText('nav [aria-current=page]', 'Meeting')
}

async function thanks(app) {
  await app.button('Pause')
  await held(app, 'the meeting')
  await line(app, 'everybody is here, Mara writes')
  await app.press('Control+Shift+Enter')
  await stage(app, 'Ground rules')
  await reach(app, /agree/i, 'input[type=checkbox]')
  await app.press('Space')
  await app.waitFor(() => app.execute(() => document.activeElement.checked), 'the agreement to be noted')
  await app.press('Escape')
  await app.press('Control+Shift+Enter')
  await stage(app, 'Narratives')
}

async function narratives(app) {
  await toText(app)
  await line(app, '14:02 Ines: the graph of baskets went flat')
  await line(app, 'I opened the dashboard of the cache')
  await app.press('Control+Enter')
  await line(app, '14:09 Jo: two shops wrote that baskets were empty')
  await app.press('Control+Enter')
  await line(app, '14:20 Sam: the rebuild of the index had just begun')
  await line(app, '? What did the dashboard show then?')
  await app.press('Control+k')
  await app.find('dialog[open] input')
  await app.type('word to ines')
  await app.waitForText('dialog[open]', 'Give the word to Ines')
  await app.press('Enter')
  await app.gone('dialog[open]')
  await line(app, 'later I asked Sam to stop it')
  await held(app, 'the meeting')
  await app.screenshot('keyboard-narratives')
}

async function timeline(app) {
  await app.press('Control+Shift+Enter')
  await stage(app, 'Timeline')
  await part(app, 3)
  await app.waitForText('main', 'went flat')
  await held(app, 'the timeline')
  await app.press('ArrowDown')
  await held(app, 'the timeline')
  await app.press('Control+Enter')
  await app.type('14:31 the rebuild was stopped\n')
  await app.waitForText('main', 'rebuild was stopped')
  await held(app, 'the timeline')
  await app.press('Escape')
  await part(app, 2)
  await held(app, 'the meeting')
}

async function factors(app) {
  await app.press('Control+Shift+Enter')
  await stage(app, 'factors')
  await toText(app)
  await line(app, '# the rebuild empties the cache before it fills it')
  await line(app, '+ Jo knew whom to ask')
  await part(app, 4)
  await app.waitForText('main', 'empties the cache')
  await held(app, 'Factors')
  await app.screenshot('keyboard-arrived')
  await reach(app, 'Factor 1')
  await app.press('Alt+ArrowRight')
  await held(app, 'Factors')
  await saved(app)
  await part(app, 2)
}

async function countermeasures(app) {
  await app.press('Control+Shift+Enter')
  await stage(app, 'Countermeasures')
  await toText(app)
  await line(app, '! fill the new index before the old one goes')
  await part(app, 4)
  await app.waitForText('main', 'fill the new index')
  await reach(app, 'Owner')
  await app.type('Sam')
  await reach(app, 'Due')
  await app.type('2027-02-15')
  await reach(app, 'How we will know')
  await app.type('a rebuild in the rehearsal empties nothing')
  await app.press('Alt+c')
  await app.waitForText('main', 'Committed')
  await held(app, 'Factors')
  await saved(app)
  await app.screenshot('keyboard-factors')
  await part(app, 2)
}

async function wrapUp(app) {
  await app.press('Control+Shift+Enter')
  await stage(app, 'Wrap-up')
  await reach(app, /here|present/i, '.counts input')
  await app.type('4')
  await app.press('Tab')
  await app.type('3')
  await app.press('Tab')
  await app.type('3')
  await saved(app)
  await app.screenshot('keyboard-wrap')
  await app.press('Control+Shift+e')
  await app.waitForText('body', 'The meeting has ended')
  await held(app, 'the meeting that has ended')
}

async function report(app) {
  await part(app, 5)
  await held(app, 'the report')
  await app.press('Alt+Shift+p')
  await reach(app, 'What happened')
  await app.type('Baskets were empty for half an hour.')
  await saved(app)
  await held(app, 'the report')
  await app.press('Control+e')
  await app.cancelDialog()
  await held(app, 'the report')
  await app.screenshot('keyboard-report')
}

/** Files a line where the caret is. */
async function line(app, text) {
  await app.type(`${text}\n`)
  await app.waitForText(LINES, text.replace(/^(\d\d:\d\d )?(\w+: |[?#!+] )/, ''))
  await held(app, 'the meeting')
}

/** Goes to where lines are written. */
const toText = (app) => reach(app, /Write a line/)

async function open(app) {
  const { rows } = await app.call('Debriefs', 'List', 0, 0)
  const { whole } = await app.call('Debriefs', 'Load', rows.find((r) => r.title === TITLE).id)
  return whole
}
