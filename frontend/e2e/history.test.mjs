// What changed, the history of any text, and undo: one log everywhere, also after a restart.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { open } from './driver.mjs'
import { journey } from './journey.mjs'
import { folder } from './library.mjs'
import { begin, capture, draft, entries, part, reopen, saved } from './steps.mjs'

const TITLE = 'Checkout timeouts'
const LINES = ['14:02 the graph was flat', '14:05 the pool was full', '14:09 قاعدة البيانات 🙂 waited']

/** A debrief of its own, beside the sample the very first start opens. */
async function fresh(app, title) {
  await app.push('Library')
  await begin(app, title)
}

/** Files the lines in the meeting. */
async function file(app, lines = LINES) {
  await capture(app)
  for (const line of lines) {
    await app.type(`${line}\n`)
    await app.waitForText('main', line.split(' ').slice(-3).join(' '))
  }
  await saved(app)
}

// What a row holds, drawn already or not: rows out of sight are left undrawn.
const steps = (app) =>
  app.execute(() => [...document.querySelectorAll('[data-step]')].map((r) => r.textContent))
const states = (app) =>
  app.execute(() => [...document.querySelectorAll('[data-step]')].map((r) => r.dataset.state))

/** Opens the list of what changed and waits for what its newest step did. */
async function changed(app) {
  await app.press('Control+h')
  await app.waitForText('dialog .detail', 'stands')
}

async function closeDrawer(app) {
  await app.press('Escape')
  await app.gone('dialog')
}

/** Nothing for axe to find, and pictures in light and in dark. */
async function looked(app, name) {
  for (const theme of ['light', 'dark']) {
    await app.theme(theme)
    assert.deepEqual(await app.audit('dialog'), [], `${name}, ${theme}`)
    await app.screenshot(`${name}-${theme}`)
  }
  await app.theme('light')
}

journey('what changed is walked back and brought back', {}, async (app) => {
  await fresh(app, TITLE)
  await file(app)
  await changed(app)
  const before = await steps(app)
  assert.match(before[0], /waited/)
  assert.match(before[2], /flat/)
  assert.match(before.at(-1), /New debrief/)
  await app.press('ArrowDown', 'ArrowDown')
  await app.waitForText('dialog .detail', 'the graph was flat')
  await app.waitForText('dialog [role=status]', 'Takes back 3 steps')
  await looked(app, 'changed')
  await app.resize(1024, 700)
  await app.screenshot('changed-1024')
  await app.resize(1440, 900)

  await app.push('Take back 3 steps')
  await app.waitForText('dialog [role=status]', '3 steps were taken back')
  assert.deepEqual(await entries(app, TITLE), [])
  assert.deepEqual((await states(app)).slice(0, 4), ['undone', 'undone', 'undone', 'done'])
  // The screen below follows.
  await app.waitFor(
    async () => !(await app.text('main')).includes('the graph was flat'),
    'the meeting without the lines',
  )

  await app.press('ArrowUp')
  await app.waitForText('dialog [role=status]', 'Brings back 2 steps')
  await app.push('Bring back 2 steps')
  await app.waitForText('dialog [role=status]', '2 steps were brought back')
  assert.deepEqual(await entries(app, TITLE), ['the graph was flat', 'the pool was full'])
  await closeDrawer(app)
  await app.waitForText('main', 'the pool was full')
})

test('the log goes on after a restart, and a debrief that is taken back leads to the library', async () => {
  const library = join(await folder(), 'library.db')
  let app = await open({ library })
  try {
    await fresh(app, TITLE)
    await file(app)
    await app.quit()
    await app.close()
    app = await open({ library })
    await reopen(app, TITLE)
    await changed(app)
    await app.press('End')
    await app.waitForText('dialog .detail h3', 'New debrief')
    await app.click('dialog footer .pri')
    await app.waitForText('dialog [role=status]', 'were taken back')
    await closeDrawer(app)
    await app.button('New debrief')
    assert.ok(!(await app.text('main')).includes(TITLE))
    await app.press('Control+h')
    await app.waitForText('dialog .detail', 'taken back')
    await app.click('dialog footer .pri')
    await app.waitForText('dialog [role=status]', 'were brought back')
    await closeDrawer(app)
    await app.waitForText('main', TITLE)
    assert.equal((await entries(app, TITLE)).length, LINES.length)
  } finally {
    await app.close()
  }
})

journey('two versions of a text are compared and one restored', {}, async (app) => {
  await fresh(app, TITLE)
  await file(app, ['2026-11-03T14:05Z the pool was full'])
  await part(app, 'Timeline')
  await app.waitForText('[data-entry]', 'the pool was full')
  await app.click('[data-entry]')
  const texts = ['the pool of the database was almost full', 'قاعدة البيانات 🙂 the pool was empty']
  for (const text of texts) {
    await app.enter('What happened', text)
    await app.press('F6')
    await saved(app)
  }
  await app.click(await app.field('What happened'))
  await app.press('Alt+h')
  await app.waitForText('dialog [role=listbox]', 'Change of an entry')
  // Against now, the newest but one is chosen.
  await app.waitForText('dialog .detail ins', 'empty')
  assert.equal((await app.texts('[data-version]')).length, 3)
  assert.match(await app.text('dialog .detail'), /database/)
  await looked(app, 'history')
  await app.resize(1024, 700)
  await app.screenshot('history-1024')
  await app.resize(1440, 900)

  await app.press('ArrowDown')
  await app.waitForText('dialog .detail del', 'full')
  await app.push('Restore this version')
  await app.gone('dialog')
  await app.waitFor(
    async () => (await app.value(await app.field('What happened'))) === 'the pool was full',
    'the first text in its field',
  )
  await app.waitForText('.toast', 'The earlier text is back')
  await app.push('Undo')
  await app.waitFor(
    async () => (await app.value(await app.field('What happened'))) === texts[1],
    'the last text again',
  )
})

journey('a delete is taken back with its links, whatever was done since', {}, async (app) => {
  await fresh(app, TITLE)
  await app.press('Alt+n')
  await app.type('Ines Duarte')
  await saved(app)
  await file(app, ['2026-11-03T14:05Z Ines: the pool was full'])
  await part(app, 'Prepare')
  await app.push('Details of Ines Duarte')
  await app.push('Remove')
  await app.waitForText('.toast', 'Ines Duarte')
  await app.enter('Reference', 'INC-7')
  await saved(app)
  await app.click('.toast button')
  await app.waitFor(
    async () => (await people(app)).join() === 'Ines Duarte',
    'the person in the library again',
  )
  const { whole } = await load(app)
  assert.equal(whole.debrief.reference, 'INC-7')
  assert.equal(whole.entries[0].who.participantId, whole.participants[0].id)

  // One deleted long ago comes back from the list, alone.
  await part(app, 'Timeline')
  await app.click('[data-entry]')
  await app.press('Delete')
  await app.waitForText('.toast', 'removed')
  await app.press('Control+1')
  await app.enter('Severity', 'SEV 2')
  await saved(app)
  await changed(app)
  await app.press('ArrowDown')
  await app.waitForText('dialog .detail', 'Not there now')
  await app.screenshot('changed-deleted')
  await app.push('Bring this back')
  await app.waitForText('dialog [role=status]', 'It is back')
  await closeDrawer(app)
  const after = (await load(app)).whole
  assert.deepEqual(
    { ...after.entries[0], rev: 0 },
    { ...whole.entries[0], rev: 0 },
    'the entry as it was',
  )
  assert.equal(after.debrief.severity, 'SEV 2')

  // And a debrief from the library.
  await app.push('Library')
  await app.waitForText('main', TITLE)
  await app.click('[data-row]')
  await app.press('Control+h')
  await closeDrawer(app)
  await app.push('Library')
  await app.waitForText('main', TITLE)
  await app.press('Delete')
  await app.waitForText('.toast', TITLE)
  await app.click('.toast button')
  await app.waitForText('main', TITLE)
  assert.deepEqual((await load(app)).whole.participants.length, 1)
})

journey('undo is the same log in every field, right after typing too', {}, async (app) => {
  await fresh(app, 'First')
  await app.press('F6')
  await saved(app)
  await app.enter('Title', 'Second words')
  // Nothing is waited for: what was just typed is saved first, then taken back.
  await app.press('Control+z')
  await app.waitFor(
    async () => (await app.value(await app.field('Title'))) === 'First',
    'the title before',
  )
  await app.press('Control+Shift+z')
  await app.waitFor(
    async () => (await app.value(await app.field('Title'))) === 'Second words',
    'the title again',
  )

  // Words that are not filed yet take back their own typing, and are never lost to the log's undo.
  await file(app, [LINES[0]])
  await app.type('not filed')
  await app.press('Control+h')
  await app.waitForText('dialog .detail', 'stands')
  await closeDrawer(app)
  assert.equal(await draft(app), 'not filed')
  await app.press('Control+z')
  await app.waitFor(async () => (await draft(app)) === '', 'the line without what was typed')
  assert.equal((await entries(app, 'Second words')).length, 1)
  await app.press('Control+Shift+z')
  await app.waitFor(async () => (await draft(app)) === 'not filed', 'the typed words again')
  await app.press('Control+z', 'Control+z')
  await app.waitFor(
    async () => (await entries(app, 'Second words')).length === 0,
    'the filed line taken back',
  )
})

async function load(app) {
  const { rows } = await app.call('Debriefs', 'List', 0, 0)
  return app.call('Debriefs', 'Load', rows.find((r) => r.title === TITLE).id)
}

const people = async (app) => (await load(app)).whole.participants.map((p) => p.name)
