// Near-miss notes: noted in seconds wherever one is, listed, grown, merged.
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { open } from './driver.mjs'
import { journey } from './journey.mjs'
import { cli } from './library.mjs'
import { begin, capture, draft, saved } from './steps.mjs'

const size = { width: 1440, height: 900 }
const SHEET = 'dialog[open]'
/** The library, or a debrief in it, is there. */
const READY = '[data-row], nav [aria-current]'
const FIELD = `${SHEET} textarea`

const rows = async (app) => (await app.call('Debriefs', 'List', 0, 0)).rows
const notes = async (app) => (await rows(app)).filter((row) => row.state === 'noted')
const whole = async (app, title) => {
  const row = (await rows(app)).find((r) => r.title === title)
  return (await app.call('Debriefs', 'Load', row.id)).whole
}

/** Opens the sheet by its key; whatever is typed next is in it. */
async function sheet(app) {
  await app.press('Control+Shift+n')
  await app.find(FIELD)
}

journey('a near miss is noted in the middle of a line of a meeting', size, async (app) => {
  await app.click(await app.button('Library'))
  await begin(app, 'Checkout timeouts')
  await saved(app)
  await capture(app)
  await app.press('Control+Enter')
  await app.type('14:02 the graph flat')
  await app.press('ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft')
  await sheet(app)
  await app.type('The backup disk should have been at 40 %\t11:40\tbackup, disk')
  await app.waitForText(SHEET, 'should have”')
  await app.waitForText(SHEET, '11:40')
  await app.screenshot('signals-sheet')
  // A small sheet: what one was at stays in view around it.
  assert.ok((await app.execute(() => document.querySelector('dialog[open]').offsetHeight)) < 450)
  assert.deepEqual(await app.audit(SHEET), [])
  await app.press('Enter')
  await app.gone(SHEET)
  // The caret is where it was: in the line, before its last word.
  await app.type('is ')
  await app.waitFor(async () => (await draft(app)) === '14:02 the graph is flat', 'the line typed on')
  await saved(app)
  const [note] = await notes(app)
  assert.equal(note.title, 'The backup disk should have been at 40 %')
  const { debrief, entries } = await whole(app, note.title)
  assert.deepEqual(debrief.tags, ['backup', 'disk'])
  assert.equal(entries[0].time.raw, '11:40')
  assert.equal((await whole(app, 'Checkout timeouts')).entries.length, 0)

  // Escape keeps what was typed; nothing opens over the hidden screen.
  await sheet(app)
  await app.type('half a thought')
  await app.press('Escape')
  await app.gone(SHEET)
  await app.press('F9')
  await app.waitForText('dialog[open]', 'Agenda')
  await app.press('Control+Shift+n')
  assert.equal(await app.count(FIELD), 0)
  await app.press('F9')
  if (await app.count('dialog.hidden')) await app.press('F9')
  await app.gone('dialog.hidden')
  await sheet(app)
  await app.waitFor(async () => (await app.value(FIELD)) === 'half a thought', 'the words typed before')
})

test('a note that is being typed survives a kill', { timeout: 300_000 }, async () => {
  const home = await mkdtemp(join(tmpdir(), 'signals-'))
  const library = join(home, 'library.db')
  try {
    let app = await open({ library, ...size })
    await app.find(READY)
    await sheet(app)
    await app.type('ثلاث دقائق 🫥 von drei\ttoday\tdns')
    await app.press('Escape')
    await saved(app)
    await app.signal('SIGKILL')
    await app.close()
    app = await open({ library, ...size })
    try {
      await app.find(READY)
      await sheet(app)
      await app.waitFor(async () => (await app.value(FIELD)) === 'ثلاث دقائق 🫥 von drei', 'the words typed before')
      await app.press('Enter')
      await app.gone(SHEET)
      await app.waitFor(async () => (await notes(app)).length === 1, 'the note')
      await app.press('Control+z')
      await app.waitFor(async () => (await notes(app)).length === 0, 'it taken back')
      assert.deepEqual(await app.call('Signals', 'Typed'), { text: '', when: '', tags: '', zone: '' })
    } finally {
      await app.close()
    }
  } finally {
    await rm(home, { recursive: true, force: true })
  }
})

const DRAWER = 'dialog[open]'
const titles = async (app) => (await notes(app)).map((row) => row.title).sort()

/** Notes something by keys alone. */
async function note(app, text) {
  await sheet(app)
  await app.type(`${text}\n`)
  await app.gone(SHEET)
}

journey('notes are listed, put together, grown, and all of it taken back', size, async (app) => {
  await app.click(await app.button('Library'))
  await app.waitForText('section[aria-labelledby="near-misses"]', 'only just went well')
  await note(app, 'Certificate of the mail gateway renewed with 40 minutes to spare')
  await note(app, 'The printer hums')
  await note(app, 'Gateway certificate expired in staging')
  await app.waitForText('section[aria-labelledby="near-misses"]', '“certificate” and “gateway”')
  await saved(app)
  const before = await titles(app)
  assert.equal(before.length, 3)
  await app.screenshot('signals-list')
  assert.deepEqual(await app.audit('main'), [])

  // Edited in its drawer, and put with another note.
  await app.push('The printer hums')
  await app.find(`${DRAWER} textarea`)
  await app.enter('What was noticed', 'The printer hums at night')
  await app.enter('When it was', '02:10')
  await app.screenshot('signals-note')
  assert.deepEqual(await app.audit(DRAWER), [])
  await app.press('Escape')
  await app.gone(DRAWER)
  await saved(app)
  const hums = await whole(app, 'The printer hums')
  assert.equal(hums.entries[0].text, 'The printer hums at night')
  assert.match(hums.entries[0].time.at, /T\d\d:10:00Z$/)
  assert.deepEqual(hums.debrief.started, hums.entries[0].time)

  // Those about the same become one near miss, which goes on to Prepare.
  await app.push('Look at them together?')
  await app.find('nav[aria-label="Parts of the debrief"]')
  // Which of two notes of the same second gives its title is open.
  const made = (await rows(app)).filter((row) => row.kind === 'near-miss' && row.state !== 'noted')
  assert.deepEqual([made.length, made[0].entries], [1, 2])
  assert.match(made[0].title, /certificate/i)
  await app.press('Control+z')
  await app.waitFor(async () => (await titles(app)).join() === before.join(), 'the notes as they were')
  await app.click(await app.button('Library'))

  // Into one that is there already, and taken back by the toast.
  await app.push('Gateway certificate expired in staging')
  await app.find(`${DRAWER} textarea`)
  await app.click(`${DRAWER} button[aria-haspopup="listbox"]`)
  await app.type('printer\n')
  await app.press('Escape')
  await app.push('Put together')
  await app.gone(DRAWER)
  await app.waitFor(async () => (await notes(app)).length === 2, 'two notes left')
  await app.push('Undo')
  await app.waitFor(async () => (await titles(app)).join() === before.join(), 'the notes as they were')

  // Grown by itself it keeps its words and its time; removed, it can be had back.
  await app.push('Gateway certificate expired in staging')
  await app.push('Remove')
  await app.waitFor(async () => (await notes(app)).length === 2, 'one note less')
  await app.press('Control+z')
  await app.waitFor(async () => (await titles(app)).join() === before.join(), 'the note back')
  await app.push('The printer hums')
  await app.push('Grow into a debrief')
  await app.find('nav[aria-label="Parts of the debrief"]')
  await saved(app)
  const grown = await whole(app, 'The printer hums')
  assert.deepEqual([grown.debrief.kind, grown.entries[0].text], ['near-miss', 'The printer hums at night'])
  assert.ok(grown.debrief.started.at)
})

const step = (name) => ({ id: `signals-${process.pid}-${name}`, name })

test('a reader adds what they learned later, and the next version prints it', { timeout: 300_000 }, async () => {
  const home = await mkdtemp(join(tmpdir(), 'signals-'))
  const library = join(home, 'library.db')
  const said = 'The copy had been restored once before.'
  try {
    const app = await open({ library, ...size })
    try {
      await saved(app)
      const { id, title } = (await rows(app)).find((row) => row.sample)
      const later = async () => (await app.call('Debriefs', 'Load', id)).whole.debrief.later ?? []
      await app.call('Versions', 'SignOff', step('sign-off'), id, 'Ines', '', 'as it is')
      await app.click(await app.button('Library'))
      await app.push(title)
      await app.press('Control+5')
      await app.push('What I learned later')
      await app.enter('What I learned since', `${said} They should have known.`)
      await app.waitForText(SHEET, 'should have”')
      await app.enter('What I learned since', said)
      await app.enter('By whom', 'Zoe Quandt')
      await app.screenshot('signals-later')
      assert.deepEqual(await app.audit(SHEET), [])
      await app.press('Control+Enter')
      await app.waitForText(`${SHEET} li`, said)
      await app.waitFor(async () => (await later()).length === 1, 'it to be kept')
      assert.equal(await app.value(`${SHEET} textarea`), '')
      await app.press('Escape')
      await app.gone(SHEET)
      await app.press('Control+z')
      await app.waitFor(async () => (await later()).length === 0, 'it taken back')
      await app.press('Control+Shift+z')
      await app.waitFor(async () => (await later()).length === 1, 'it brought back')
      await app.waitForText('main', 'Learned later: 1')
      await app.call('Versions', 'Amend', step('amend'), id)
      await app.call('Versions', 'SignOff', step('sign-off-again'), id, 'Ines', 'What a reader learned.', 'as it is')
      await app.quit()
    } finally {
      await app.close()
    }
    for (const [version, prints] of [['1.0', false], ['1.1', true]]) {
      const out = join(home, `${version}.md`)
      const { code, err } = cli('export', 'GitLab', '--format', 'markdown', '--version', version, '--library', library, '-o', out)
      assert.equal(code, 0, err)
      const text = await readFile(out, 'utf8')
      assert.equal(text.includes(said), prints, version)
      assert.ok(!text.includes('Quandt'), version)
    }
  } finally {
    await rm(home, { recursive: true, force: true })
  }
})

journey('what is worth reading again stands beside the library', size, async (app) => {
  await saved(app)
  const today = new Date()
  const ago = (years, days = 0) => new Date(Date.UTC(today.getFullYear() - years, today.getMonth(), today.getDate() - days, 12)).toISOString()
  for (const [title, at, tags] of [
    ['Search degraded during failover', ago(1), ['search', 'deploy']],
    ['شهادة منتهية 🫥 Zertifikatsverlängerungsautomatisierungsschnittstelle', ago(2, 2), ['tls']],
    ['Slow exports', ago(1, 120), ['deploy']],
  ]) {
    const made = await app.call('Debriefs', 'New', step(`new ${title}`))
    const started = { at: at.replace(/\.\d+Z/, 'Z'), zone: 'UTC', precision: 'minute', raw: '', problem: '' }
    await app.call('Debriefs', 'Save', step(`save ${title}`), { ...made, title, tags, started, state: 'closed', oldReport: true })
  }
  await app.click(await app.button('Library'))
  const SIDE = 'section[aria-labelledby="read-again"]'
  await app.waitForText(SIDE, 'It happened a year ago')
  await app.waitForText(SIDE, '2 years ago')
  await app.screenshot('signals-again')
  assert.deepEqual(await app.audit('main'), [])
  await app.push('Not this year: Search degraded during failover')
  await app.waitFor(async () => !(await app.text(SIDE)).includes('Search degraded'), 'it set aside')
  await app.press('Control+z')
  await app.waitForText(SIDE, 'Search degraded')
  await app.push('By tag, or before a freeze')
  await app.waitForText(SHEET, 'Slow exports')
  await app.click(`${SHEET} input[value=freeze] + *`)
  await app.enter('From', 'tomorrow')
  await app.enter('Until', 'in 3 weeks')
  await app.enter('Tags that matter then', 'deploy')
  await app.press('Tab')
  await app.waitForText(SHEET, 'Its tag is “deploy”.')
  await app.screenshot('signals-freeze')
  assert.deepEqual(await app.audit(SHEET), [])
  await app.press('Escape')
  await app.waitForText(SIDE, 'A freeze begins on')
  await app.theme('dark')
  await note(app, 'Certificate of the mail gateway renewed with 40 minutes to spare')
  await note(app, 'Gateway certificate expired in staging')
  await app.waitForText('section[aria-labelledby="near-misses"]', '“certificate”')
  await app.resize(1024, 700)
  await app.screenshot('signals-small-dark')
  assert.deepEqual(await app.audit('main'), [])
  await sheet(app)
  await app.screenshot('signals-sheet-dark')
  await app.press('Escape')
  for (let i = 0; i < 8; i++) await app.press('Control+=')
  await app.screenshot('signals-large')
  await sheet(app)
  await app.screenshot('signals-sheet-large')
})
