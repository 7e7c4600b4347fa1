// What is done about wording, by keys alone: in a line, on page one, from the list, and what is looked for.
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { journey } from './journey.mjs'
import { begin, capture, draft, part, saved } from './steps.mjs'

const CARD = '[role="group"][aria-label^="Wording"]'
const LINES = '[data-region][aria-label="Lines of the meeting"]'
const LIST = 'dialog [role="listbox"]'
const TITLE = 'Words of a meeting'
const size = { width: 1440, height: 900 }

async function start(app) {
  await app.click(await app.button('Library'))
  await begin(app, TITLE)
  await capture(app)
}

async function line(app, text) {
  await app.type(`${text}\n`)
  await app.waitForText(LINES, text)
}

/** The debrief as the library holds it. */
async function whole(app) {
  const { rows } = await app.call('Debriefs', 'List', 0, 0)
  const { id } = rows.find((row) => row.title === TITLE)
  return (await app.call('Debriefs', 'Load', id)).whole
}

const open = async (app) => {
  const all = await app.call('Wordings', 'Open', (await whole(app)).debrief.id)
  return all.flatMap((text) => text.flags.map((flag) => flag.phrase))
}

const decided = async (app) => (await whole(app)).wordings.map((w) => `${w.decision} ${w.scope}`.trim())

/** Waits until the library says what was decided. */
const decisions = (app, ...wanted) =>
  app.waitFor(async () => String(await decided(app)) === String(wanted), `decided: ${wanted}`)

/** Chooses from the menu of the card with these keys. */
async function menu(app, item) {
  await app.click(`${CARD} button[aria-haspopup="menu"]`)
  await app.waitForText('[role="menu"]', item)
  await app.execute((name) => {
    ;[...document.querySelectorAll('[role="menuitem"]')].find((i) => i.innerText.includes(name)).click()
  }, item)
}

journey('a phrase is left once, in the debrief, or for good, and each is taken back', size, async (app) => {
  await start(app)
  await line(app, 'they should have asked first')
  await app.waitForText(CARD, 'should have')
  await line(app, 'we should have looked at the pool')
  await app.waitFor(async () => (await app.count(`${LINES} .fl`)) === 2, 'two marks')
  await app.press('F8', 'Alt+x')
  await decisions(app, 'left')
  await app.waitFor(async () => (await app.count(`${LINES} .fl`)) === 1, 'one mark left')
  await app.press('Control+z')
  await app.waitFor(async () => (await app.count(`${LINES} .fl`)) === 2, 'two marks again')
  await decisions(app)

  await app.press('F8', 'Alt+Shift+x')
  await decisions(app, 'left debrief')
  await app.gone(`${LINES} .fl`)
  await line(app, 'you should have waited')
  assert.deepEqual(await open(app), [])
  await app.press('Control+z') // the line
  await app.press('Control+z')
  await app.waitFor(async () => (await app.count(`${LINES} .fl`)) === 2, 'two marks after undo')
  await decisions(app)

  await app.press('F8')
  await app.waitForText(CARD, 'should have')
  await app.screenshot('wording-card')
  await menu(app, 'Never ask about it again')
  await app.gone(`${LINES} .fl`)
  await app.waitForText('.toast', 'left for good')
  assert.deepEqual((await app.call('Wordings', 'Settings')).ignored, ['should have'])
  await app.click('.toast button')
  await app.waitFor(async () => (await app.count(`${LINES} .fl`)) === 2, 'asked about again')
  assert.deepEqual((await app.call('Wordings', 'Settings')).ignored, [])
  // The key takes it back in its turn, too: it was done last.
  await app.press('F8')
  await menu(app, 'Never ask about it again')
  await app.gone(`${LINES} .fl`)
  await app.press('Control+z')
  await app.waitFor(async () => (await app.count(`${LINES} .fl`)) === 2, 'asked about again by key')
  assert.equal(await draft(app), '')
})

journey('what is decided about a line before it is filed is taken back like its typing', size, async (app) => {
  await start(app)
  const text = 'we should have looked at the pool'
  await app.type(text)
  await app.waitForText('.now .fl', 'should have')
  await app.press('Alt+x')
  await app.gone('.now .fl')
  await app.press('Control+z')
  await app.waitForText('.now .fl', 'should have')
  await app.waitForText(CARD, 'should have')
  assert.equal(await draft(app), text)
  await app.press('Control+Shift+z')
  await app.gone('.now .fl')
  assert.equal(await draft(app), text)
  await app.press('Control+z')
  await app.waitForText('.now .fl', 'should have')
  await app.press('Alt+q')
  await app.gone('.now .fl')
  await app.type(' first\n')
  await decisions(app, 'quote')
  assert.deepEqual(await open(app), [])
})

journey('every open phrase is walked through and answered from one list', size, async (app) => {
  await start(app)
  for (const text of ['we should have looked', 'it was human error', 'we could have known', 'if only somebody had asked'])
    await line(app, text)
  await saved(app)
  const all = await open(app)
  assert.ok(all.length >= 4, String(all))
  await app.press('Shift+F8')
  await app.find(LIST)
  const rows = () => app.count(`${LIST} [role="option"]`)
  const count = async (n) => app.waitFor(async () => (await rows()) === n, `${n} rows`)
  await count(all.length)
  await app.screenshot('wording-list')
  assert.deepEqual(await app.audit(), [])
  await app.theme('dark')
  await app.screenshot('wording-list-dark')
  assert.deepEqual(await app.audit(), [])
  await app.theme('light')

  await app.press('ArrowDown', 'Alt+q')
  await decisions(app, 'quote')
  await count(all.length - 1)
  await app.press('Alt+x')
  await decisions(app, 'quote', 'left')
  await app.press('Home', '1')
  await decisions(app, 'quote', 'left', 'asked')
  await count(all.length - 3)
  await app.waitForText('dialog', 'became')
  await app.screenshot('wording-list-answered')
  assert.equal((await whole(app)).questions.length, 1)
  await app.press('Control+z')
  await count(all.length - 2)
  assert.equal((await whole(app)).questions.length, 0)

  // Enter goes to the very line, and its flag is the one that is shown.
  await app.press('End')
  const last = await app.text(`${LIST} [aria-selected="true"] .fl`)
  await app.press('Enter')
  await app.gone('dialog[open]')
  await app.waitForText(CARD, last)
  await app.waitFor(
    () => app.execute((css) => document.activeElement === document.querySelector(css), CARD),
    'the card has the focus',
  )
})

journey('page one is asked about as a line is', size, async (app) => {
  await start(app)
  await part(app, 'Report')
  await app.click('[data-wording="lead"] textarea')
  await app.type('We should have looked at the pool first.')
  await app.waitForText('[data-wording="lead"] .fl', 'should have')
  await app.waitForText('[data-wording="lead"] p button', 'should have')
  // The caret stays in the text, whatever is said below it.
  await app.type(' It was human error.')
  await app.waitForText('[data-wording="lead"] .copy', 'human error.')
  await app.waitFor(async () => (await app.count('[data-wording="lead"] .fl')) === 2, 'both are marked')
  await app.screenshot('wording-page-one')
  assert.deepEqual(await app.audit(), [])
  await app.press('Alt+x')
  await decisions(app, 'left')
  await app.waitForText('[data-wording="lead"] p button', 'human error')
  await app.press('F8')
  await app.waitFor(
    () => app.execute((css) => document.activeElement === document.querySelector(css), CARD),
    'the card has the focus',
  )
  await app.press('1')
  await decisions(app, 'left', 'asked')
  assert.equal((await whole(app)).questions[0].state, 'open')
  await app.press('Control+z')
  await app.waitForText('[data-wording="lead"] p button', 'human error')
  await decisions(app, 'left')

  // From anywhere else the list comes back to this very field.
  await part(app, 'Prepare')
  await app.press('Shift+F8')
  await app.waitForText(LIST, 'human error')
  await app.press('Enter')
  await app.waitForText(`[data-wording="lead"] ${CARD}`, 'human error')
  await app.resize(1024, 700)
  await app.screenshot('wording-page-one-1024')
  // Alt and a digit asks, here as everywhere; with Shift it chooses the edition.
  await app.press('Alt+1')
  await decisions(app, 'left', 'asked')
  const edition = () => app.text('[aria-label="Edition"] :is([aria-checked="true"], [aria-pressed="true"], label:has(:checked))')
  const before = await edition()
  await app.press('Alt+Shift+3')
  await app.waitFor(async () => (await edition()) !== before, 'another edition')
})

journey('what the event meant is asked about where it is written', size, async (app) => {
  await start(app)
  await part(app, 'Prepare')
  await app.click(await app.field('In a sentence'))
  await app.type('Nobody could buy; it was human error.')
  await app.waitForText('[data-wording="impact.text"] .fl', 'human error')
  await app.screenshot('wording-impact')
  assert.deepEqual(await app.audit(), [])
  await part(app, 'Meeting')
  await app.press('Shift+F8')
  await app.waitForText(LIST, 'What it meant')
  await app.press('Enter')
  await app.waitForText(`[data-wording="impact.text"] ${CARD}`, 'human error')
  await app.press('1')
  await decisions(app, 'asked')
  await app.gone('[data-wording="impact.text"] .fl')
  await app.press('Control+z')
  await decisions(app)
  await app.waitForText('[data-wording="impact.text"] .fl', 'human error')
})

journey('what wording asks about is chosen, exported and taken from a file', size, async (app) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'wording-'))
  try {
    await start(app)
    await line(app, 'it was human error by a fat finger')
    await app.waitForText(CARD, 'human error')
    await app.press('Control+Alt+w')
    await app.find('dialog fieldset')
    await app.enter('Another phrase', 'fat finger')
    await app.enter('Question to ask about it', 'What did the screen look like?')
    await app.press('Enter')
    await app.waitFor(async () => (await app.call('Wordings', 'Settings')).own.length === 1, 'own phrase')
    await app.click('dialog fieldset label:nth-of-type(2) input')
    await app.waitFor(async () => (await app.call('Wordings', 'Settings')).offClasses[0] === 'blame', 'class off')
    await app.screenshot('wording-settings')
    assert.deepEqual(await app.audit(), [])
    await app.theme('dark')
    await app.screenshot('wording-settings-dark')
    assert.deepEqual(await app.audit(), [])
    await app.theme('light')
    await app.resize(1024, 700)
    await app.screenshot('wording-settings-1024')
    await app.resize(1440, 900)

    const file = path.join(folder, 'team.json')
    await app.push('Export…')
    await app.saveDialog(file)
    await app.waitForText('dialog [role="status"]', 'Written to team.json')
    assert.equal(JSON.parse(await readFile(file, 'utf8')).own[0].phrase, 'fat finger')
    await app.press('Control+z')
    await app.waitFor(async () => (await app.call('Wordings', 'Settings')).offClasses.length === 0, 'class on again')

    await writeFile(path.join(folder, 'other.json'), '{"a": 1}')
    await app.push('Import…')
    await app.openDialog(path.join(folder, 'other.json'))
    await app.waitForText('dialog [role="alert"]', 'holds no wording settings')
    await app.push('Import…')
    await app.openDialog(file)
    await app.waitForText('dialog .chosen', 'No longer looked for: Blame')
    await app.screenshot('wording-settings-import')
    assert.deepEqual((await app.call('Wordings', 'Settings')).offClasses, [])
    await app.push('Take these settings')
    await app.waitFor(async () => (await app.call('Wordings', 'Settings')).offClasses[0] === 'blame', 'taken')
    await app.press('Escape')
    await app.gone('dialog[open]')

    // The line is asked about with their own question now.
    await app.waitForText(`${LINES} .fl`, 'fat finger')
    await app.press('F8')
    await app.waitForText(CARD, 'What did the screen look like?')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

journey('factors, what helped and countermeasures are asked about as lines are', size, async (app) => {
  await start(app)
  await app.type('# human error in the runbook\n')
  await app.type('+ luckily somebody should have been asleep\n! be more careful with long jobs\n')
  await app.waitFor(async () => (await open(app)).length === 3, 'three open phrases')
  await part(app, 'Factors')
  await app.waitFor(async () => (await app.count('main .fl')) === 3, 'all are marked')
  // F8 walks from card to line to row; the keys are about the one it came to.
  await app.press('F8')
  await app.waitForText('[data-factor]', 'Leave it')
  await app.press('Alt+q')
  await decisions(app, 'quote')
  await app.press('F8')
  await app.waitForText('[data-asks]', 'should have')
  await app.screenshot('wording-factors')
  assert.deepEqual(await app.audit(), [])
  await app.press('Alt+1')
  await decisions(app, 'quote', 'asked')
  await app.gone('[data-asks]')
  await app.press('F8', 'Alt+Shift+x')
  await decisions(app, 'quote', 'asked', 'left debrief')
  await app.gone('main .fl')
  await app.press('Control+z')
  await decisions(app, 'quote', 'asked')
  await app.waitForText('main .fl', 'be more careful')

  // What became of them, in the wrap-up.
  await part(app, 'Meeting')
  await app.type('/stage 7\n')
  await app.waitForText('aside', /Counterfactual\s+1 of 1 became a question/)
  await app.waitForText('aside', /Blame\s+0 of 1 became a question, 1 quoted/)
  await app.screenshot('wording-wrap-up')
})
