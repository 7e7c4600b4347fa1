// An hour of typing in the real window, killed again and again: every word the footer called saved must be
// there afterwards, once and in its place. node frontend/e2e/hour.mjs, run by "make soak".
//   SECONDSTORY_MINUTES=60   how long
//   SECONDSTORY_SEED=…       the same words, places and moments again, as far as a machine repeats itself
import { spawn } from 'node:child_process'
import { cpSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { chances } from './chance.mjs'
import { binary, open, out } from './driver.mjs'
import { Ledger } from './ledger.mjs'
import { cli, folder, sampleAt } from './library.mjs'
import { begin, capture, part, reopen } from './steps.mjs'
import { until } from './until.mjs'

const minutes = Number(process.env.SECONDSTORY_MINUTES ?? 60)
const seed = Number(process.env.SECONDSTORY_SEED ?? Date.now() % 1_000_000_000)
const started = Date.now()
const figures = { lines: 0, kills: 0, restarts: 0, drafts: 0, edits: 0, undone: 0, words: 0, backups: 0 }
const amiss = { lost: 0, doubled: 0, wrong: 0 }

// -- chance -----------------------------------------------------------------------------------------------

const { chance, from, oneOf } = chances(seed)
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

const vocabulary =
  'the pool graph was red and then somebody opened a second window while pages from two regions arrived ' +
  'before the batch finished its restart so that nobody on the bridge could tell which host had answered'
const words = vocabulary.split(' ')
const said = (n) => Array.from({ length: n }, () => oneOf(words))

// -- what is typed ----------------------------------------------------------------------------------------

/** The debrief that is being written: its lines, and the texts of other fields. */
let meeting
const finished = []

const other = () => [
  { part: 'Prepare', label: 'Customers', read: (whole) => whole.debrief.impact.customers, text: '', kept: '' },
  { part: 'Prepare', label: 'Goodwill', read: (whole) => whole.debrief.impact.goodwill, text: '', kept: '' },
  { part: 'Report', label: 'What happened', read: (whole) => whole.debrief.summary.lead, text: '', kept: '' },
  { part: 'Factors', label: 'Factor 1', read: (whole) => whole.factors[0].text, text: FACTOR, kept: FACTOR },
]
const FACTOR = 'two hosts with names one digit apart'

/** What the window shows at this moment, and whether its footer calls it saved. */
async function look(app) {
  const { edit, ...shown } = await app.execute(() => {
    const typed = (field) =>
      field &&
      [...field.querySelectorAll('.cm-line')]
        .map((line) => (line.querySelector('.cm-placeholder') ? '' : line.textContent))
        .join('\n')
    const rows = [...document.querySelectorAll('.cap .row')].filter((row) => !row.querySelector('.tag'))
    return {
      saved: document.querySelector('footer').textContent.includes('All changes saved on this laptop'),
      lines: rows.map((row) => row.querySelector('.text')?.textContent ?? null),
      draft: typed(document.querySelector('.cap .now .cm-content')),
      edit: typed(document.querySelector('.cap .edit .cm-content')),
      waits: Boolean(document.querySelector('.ln.pending')),
    }
  })
  return { ...shown, edit: edit ?? undefined }
}

/** Looks, and remembers what the footer calls saved. */
async function seen(app) {
  const now = await look(app)
  if (!now.saved || now.waits || now.draft === null) return false
  // The line that is edited in place stands in its field, not in the list.
  const { ledger } = meeting
  now.lines = now.lines.map((line, i) => line ?? ledger.now.lines[i])
  const before = ledger.open
  if (!ledger.keep(now)) return false
  figures.drafts += Number(now.draft !== '')
  figures.lines += Math.max(0, before - ledger.open)
  return true
}

/** Waits until the window shows what was typed and calls all of it saved. */
const settle = (app) =>
  until(
    async () => killer?.dead || ((await seen(app)) && meeting.ledger.settled),
    'what was typed to be called saved',
    60_000,
  ).catch(async (error) => {
    if (!killer?.dead) console.error('typed', meeting.ledger.now, 'seen', await look(app))
    throw error
  })

/** Types as a quick person does, and looks at the footer now and then. */
async function typing(app, text, note, check = () => seen(app)) {
  for (const word of text) {
    note(`${word} `)
    await app.type(`${word} `)
    figures.words++
    if (chance() < 0.4) await check()
    await pause((word.length + 1) * from(40, 90))
  }
}

// -- what somebody does -----------------------------------------------------------------------------------

async function line(app) {
  const { ledger } = meeting
  const text = ledger.now.typed === '' ? [`n${String(meeting.count++).padStart(4, '0')}`, ...said(from(3, 10))] : said(from(1, 4))
  await typing(app, text, (word) => ledger.write(word))
  if (chance() < 0.1) return // it is left as it is for now
  await enter(app)
  if (chance() < 0.6) await settle(app)
}

async function enter(app) {
  const { ledger, past } = meeting
  past.push(ledger.now.lines)
  meeting.future = []
  ledger.enter()
  soon(0.06, 40)
  await app.type('\n')
}

/** The last line is opened, written on and filed again. */
async function edit(app) {
  const { ledger } = meeting
  if (ledger.now.typed !== '' || ledger.now.lines.length === 0) return
  await settle(app)
  await app.press('Backspace')
  await app.find('.cap .edit .cm-content')
  ledger.edit()
  await typing(app, said(from(1, 4)).map((word, i) => (i ? word : ` ${word}`)), (word) => ledger.write(word))
  await enter(app)
  await settle(app)
  figures.edits++
}

/** Takes back the newest steps and mostly brings them back. */
async function undo(app) {
  const { ledger, past } = meeting
  if (ledger.now.typed !== '' || past.length === 0) return
  await settle(app)
  for (let n = from(1, Math.min(3, past.length)); n > 0; n--) {
    meeting.future.push(ledger.now.lines)
    ledger.turn(past.pop())
    soon(0.15, 30)
    await app.press('Control+z')
    await settle(app)
    figures.undone++
  }
  while (meeting.future.length > 0 && chance() < 0.7) {
    past.push(ledger.now.lines)
    ledger.turn(meeting.future.pop())
    soon(0.15, 30)
    await app.press('Control+Shift+z')
    await settle(app)
  }
}

/** Another field is written on for a while. */
async function elsewhere(app) {
  const field = oneOf(meeting.fields)
  await part(app, field.part)
  await app.click(await app.field(field.label))
  await app.press('Control+End')
  meeting.past = [] // Undo would take this back first
  meeting.future = []
  const look = async () => {
    const [value, saved] = await app.execute(
      (e) => [e.value, document.querySelector('footer').textContent.includes('All changes saved')],
      await app.field(field.label),
    )
    if (saved && field.text.startsWith(value) && value.length > field.kept.length) field.kept = value
    return saved && value === field.text
  }
  await typing(app, said(from(2, 7)).map((word) => word), (word) => (field.text += word), look)
  if (chance() < 0.5) await app.press('Tab')
  if (chance() < 0.7) await until(async () => killer.dead || look(), 'the field to be called saved', 60_000)
  await capture(app)
}

/** A backup is made beside the window; it, or the window, may be killed meanwhile. */
function backup() {
  const made = spawn(binary, ['backup', '--library', library, '-o', backups], { stdio: 'ignore' })
  figures.backups++
  if (chance() < 0.5) setTimeout(() => made.kill('SIGKILL'), from(1, 150))
  soon(0.3, 100)
}

// -- lives ------------------------------------------------------------------------------------------------

const home = folder()
const library = sampleAt(join(home, 'library.db'))
const backups = join(home, 'backups')

let killer
/** Arms the kill that ends this life. */
function arm(app) {
  const own = { dead: false }
  own.fire = () => {
    if (own.dead) return
    own.dead = true
    clearTimeout(own.timer)
    figures.kills++
    own.done = app.signal('SIGKILL')
  }
  own.timer = setTimeout(own.fire, chance() < 0.25 ? from(200, 4_000) : from(4_000, 50_000))
  killer = own
}

/** No kill comes any more: its window is about to be gone. */
function disarm() {
  if (!killer) return
  killer.dead = true
  clearTimeout(killer.timer)
}

/** Now and then the kill comes within so many milliseconds of what is done next. */
function soon(share, ms) {
  if (chance() < share) setTimeout(killer.fire, from(0, ms))
}

async function act(app) {
  const what = chance()
  if (what < 0.68) return line(app)
  if (what < 0.76) return edit(app)
  if (what < 0.88) return undo(app)
  if (what < 0.96) return elsewhere(app)
  return backup()
}

/** Opens the window, looks whether everything is there, and types until it is killed. */
async function life() {
  killer = undefined
  const app = await open({ library })
  try {
    await app.waitForText('footer', 'All changes saved on this laptop', 60_000)
    if (meeting) await check(app)
    if (!meeting || meeting.ledger.now.lines.length >= 60) await next(app)
    arm(app)
    while (!killer.dead) await act(app).catch(dead)
    await killer.done
  } catch (error) {
    await app.screen('hour-failed').catch(() => {})
    throw error
  } finally {
    disarm()
    await app.close()
  }
}

/** What fails because the window is gone has not failed. */
function dead(error) {
  if (!killer.dead) throw error
}

/** Begins a debrief; the kills wait until it has what they are about. */
async function next(app) {
  if (meeting) {
    finished.push(meeting)
    await app.click(await app.button('Library'))
  }
  meeting = { title: `Hour ${String(finished.length + 1).padStart(3, '0')}`, count: 1, past: [], future: [], ledger: new Ledger(), fields: other() }
  await begin(app, meeting.title)
  await capture(app)
  await app.type(`# ${FACTOR}\n`)
  await app.waitForText('.cap', FACTOR)
  await settle(app)
}

/** Everything called saved is there, in the library and in the window. */
async function check(app) {
  figures.restarts++
  // Read before anything is touched: a line that is open again is filed when somebody clicks elsewhere.
  const view = await load(app, meeting.title)
  await reopen(app, meeting.title)
  await part(app, 'Meeting')
  await app.find('.cap .now .cm-content', 60_000)
  fieldsOf(view.whole)
  const found = foundIn(view)
  if (found.edit !== undefined) await app.find('.cap .edit .cm-content', 60_000)
  const shown = await look(app)
  report(meeting.ledger.amiss(found))
  if (shown.draft !== found.draft || shown.edit !== found.edit) report({ wrong: 1, shown, found })
  if (meeting.ledger.open > 0) meeting.past = meeting.future = []
  meeting.ledger.restart(found)
  if (found.edit !== undefined) await finishEdit(app)
  await capture(app)
  await settle(app)
}

async function load(app, title) {
  const { rows } = await app.call('Debriefs', 'List', 0, 0)
  const { id } = rows.find((row) => row.title === title)
  return app.call('Debriefs', 'Load', id)
}

function foundIn({ whole, drafts }) {
  const [, edit] = Object.entries(drafts).find(([field, text]) => field.startsWith('line:') && text) ?? []
  return { lines: whole.entries.map((entry) => entry.text), draft: drafts.capture ?? '', edit }
}

/** A line that was being edited is open again: it is filed as it stands. */
async function finishEdit(app) {
  await app.click('.cap .edit .cm-content')
  await app.press('Control+End')
  meeting.past = meeting.future = []
  meeting.ledger.enter()
  await app.type('\n')
  await settle(app)
}

function fieldsOf(whole) {
  for (const field of meeting.fields) {
    const value = field.read(whole)
    if (!value.startsWith(field.kept)) report({ lost: 1, field: field.label, kept: field.kept, value })
    else if (!field.text.startsWith(value)) report({ wrong: 1, field: field.label, text: field.text, value })
    field.text = field.kept = value
  }
}

function report(found) {
  if (!found) return
  for (const name of Object.keys(amiss)) amiss[name] += found[name] ?? 0
  const copy = join(out, `hour-${seed}-${figures.kills}`)
  cpSync(home, copy, { recursive: true })
  console.error(`amiss after kill ${figures.kills}, the library is in ${copy}:`, JSON.stringify(found, null, 1))
}

// -- the hour ---------------------------------------------------------------------------------------------

/** All debriefs of the hour once more, and the files themselves. */
async function last() {
  const app = await open({ library })
  try {
    await app.waitForText('footer', 'All changes saved on this laptop', 60_000)
    await check(app)
    for (const { title, ledger } of finished) report(ledger.amiss(foundIn(await load(app, title))))
  } finally {
    await app.close()
  }
  const files = [library, ...list(backups).map((name) => join(backups, name))].filter((f) => f.endsWith('.db'))
  for (const file of files) {
    const { code, out, err } = cli('verify', '--library', file)
    if (code !== 0) report({ wrong: 1, file, out, err })
  }
  return files.length - 1
}

function list(dir) {
  try {
    return readdirSync(dir)
  } catch {
    return []
  }
}

const spent = () => (Date.now() - started) / 60_000
const so = () => `${figures.lines} lines, ${figures.words} words, ${figures.kills} kills, ${figures.edits} edits, ${figures.undone} undone, ${figures.backups} backups`

console.log(`seed ${seed}, ${minutes} minutes`)
const minute = setInterval(() => console.log(`${spent().toFixed(0)} of ${minutes} minutes: ${so()}`), 60_000)
while (spent() < minutes) await life().catch((error) => report({ wrong: 1, error: error.stack }))
clearInterval(minute)
const checked = await last()
console.log(`${so()}, ${figures.drafts} drafts called saved, ${checked} backups verified`)
console.log(
  `gate: hour of typing: ${spent().toFixed(0)} minutes, ${figures.lines} lines, ${figures.kills} kills, ` +
    `${amiss.lost} lost, ${amiss.doubled} doubled, ${amiss.wrong} wrong`,
)
process.exit(amiss.lost + amiss.doubled + amiss.wrong === 0 && figures.lines > 0 && figures.kills > 0 ? 0 : 1)
