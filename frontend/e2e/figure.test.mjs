// The figure of the Timeline in the real window: closer and along by wheel, keys and the overview, bands of
// attention by keys and by dragging, and what is selected the same in figure and list.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { journey } from './journey.mjs'
import { folder, sampleAt } from './library.mjs'
import { boxOf, drag, wheel } from './pointing.mjs'
import { begin, part, saved } from './steps.mjs'

const library = sampleAt(join(folder(), 'library.db'))
const LIST = '[role="listbox"][aria-label="Entries in order of time"]'
const FIGURE = '.drawing [role="listbox"]'
const MARKS = `${FIGURE} [role="option"]`
const TITLE = 'A deploy two days before'

const told = [
  '2026-11-01 12:00 Release 811 goes out with a smaller pool',
  '2026-11-03 14:02 Checkout p95 passes 2 s',
  '14:09 Three buyers tell support that the basket just spins',
  '14:14 Jo posts in #help-checkout',
  '14:19 Priya opens the payments board, all green',
  '14:44 Ines is paged',
  '14:52 Ines opens the pool graph',
  '15:05 Tomás pauses the rebuild',
  '15:19 Checkout p95 under 400 ms',
]

async function whole(app) {
  const { rows } = await app.call('Debriefs', 'List', 0, 0)
  return (await app.call('Debriefs', 'Load', rows.find((row) => row.title === TITLE).id)).whole
}
const bands = async (app) =>
  (await whole(app)).bands
    .map((b) => `${b.label} ${b.from.at.slice(11, 16)}-${b.to.at.slice(11, 16)}`)
    .sort((a, b) => a.slice(-11).localeCompare(b.slice(-11)))

/** The words of the figure as they are drawn. */
const words = (app) =>
  app.execute((figure) => [...document.querySelectorAll(`${figure} text`)].map((t) => t.textContent), FIGURE)
const marks = (app) => app.count(MARKS)
const selected = (app, css) =>
  app.execute((css) => document.querySelector(`${css} [aria-selected="true"]`)?.innerText ?? '', css)

journey('the figure is looked at closely', { library, width: 1440, height: 900 }, async (app) => {
  await begin(app, TITLE)
  await saved(app)
  await part(app, 'Timeline')
  await app.press('Control+Enter')
  for (const line of told) {
    await app.enter('New entry', line)
    await app.press('Enter')
    await app.waitForText(LIST, line.split(' ').slice(-2).join(' '))
  }
  await app.press('Escape')
  await saved(app)

  // It starts two days before the incident did; the incident has the room, and the cut says so.
  await app.waitFor(async () => (await marks(app)) === told.length, 'each entry to have a mark')
  assert.ok((await words(app)).includes('2 d'), 'the quiet days are said')

  // Bands by keys, one after the other: each begins where the one before ends, and is named in its place.
  await app.click(LIST)
  await app.press('Home', 'ArrowDown', 'ArrowDown', '[')
  await app.find(`${LIST} input:focus`)
  await app.type('Unseen\n')
  await app.waitForText(LIST, 'Unseen')
  await app.press('ArrowDown', '[')
  await app.find(`${LIST} input:focus`)
  await app.type('Looking at payments\n')
  await app.waitForText(LIST, 'Looking at payments')
  await app.press('ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', ']')
  await app.waitForText(LIST, 'Looking at payments, 35 min')
  await saved(app)
  assert.deepEqual(await bands(app), ['Unseen 14:02-14:09', 'Looking at payments 14:09-14:44'])
  await app.waitFor(async () => (await words(app)).includes('35 min'), 'the band in the figure')
  await app.screenshot('figure-bands')
  assert.deepEqual(await app.audit(), [])

  // At its heading the keys move its edges, Delete takes it away, and undo brings it back.
  await app.press('Home', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown')
  assert.match(await selected(app, LIST), /Looking at payments/)
  await app.press('}')
  await app.waitForText(LIST, 'Looking at payments, 10 min')
  await app.press('Delete')
  await app.waitFor(async () => (await bands(app)).length === 1, 'the band to go')
  await app.press('Control+z')
  await app.waitForText(LIST, 'Looking at payments, 10 min')
  await app.press('Control+z')
  await app.waitForText(LIST, 'Looking at payments, 35 min')

  // Closer around the pointer, as a pinch and Ctrl with the wheel do; the lanes stay where they are.
  const box = await boxOf(app, `${FIGURE} svg`)
  const middle = [box.left + box.width * 0.6, box.top + box.height * 0.5]
  const before = await marks(app)
  for (let i = 0; i < 5; i++) await wheel(app, middle, { deltaY: -120, ctrlKey: true })
  await app.waitFor(async () => (await marks(app)) < before, 'fewer marks')
  assert.deepEqual(await boxOf(app, `${FIGURE} svg`), box)
  await app.waitForText('.tools', /\d of 9 entries in view/)
  await app.screenshot('figure-closer')
  assert.deepEqual(await app.audit(), [])

  // A band is drawn with the pointer, from one place to another, and asks for its label there.
  await app.press('F6')
  await drag(app, [box.left + box.width * 0.55, middle[1]], [box.left + box.width * 0.8, middle[1]])
  await app.find('.drawing input:focus')
  await app.type('Looking at the database\n')
  await app.waitForText(LIST, 'Looking at the database')
  await saved(app)
  assert.equal((await bands(app)).length, 3)
  assert.equal(await app.execute((f) => document.activeElement === document.querySelector(f), FIGURE), true)
  await app.screenshot('figure-drawn')

  // The keys of the figure: everything again, from mark to mark, closer around the mark, along.
  await app.press('0')
  await app.waitFor(async () => (await marks(app)) === told.length, 'everything again')
  await app.press('ArrowRight')
  await app.waitFor(async () => /Release 811/.test(await selected(app, LIST)), 'the row of the mark')
  await app.press('ArrowRight', 'ArrowRight', '+', '+', '+')
  await app.waitFor(async () => (await marks(app)) < told.length, 'a closer look')
  assert.match(await selected(app, LIST), /Three buyers/)
  await app.press(...Array(5).fill('ArrowRight'))
  await app.waitFor(async () => /pauses the rebuild/.test(await selected(app, LIST)), 'the row')
  await app.waitFor(
    () => app.execute((m) => document.querySelector(`${m}[aria-selected="true"]`) !== null, MARKS),
    'the figure to follow',
  )
  await app.press('0')

  // An edge is dragged to another entry, whose time it takes.
  const ground = await boxOf(app, `${FIGURE} [data-ground="Looking at payments"]`)
  const mark = await app.execute((marks) => {
    const found = [...document.querySelectorAll(marks)].find((m) => /pool graph/.test(m.ariaLabel))
    const { left, width } = found.querySelector('.dot').getBoundingClientRect()
    return left + width / 2
  }, MARKS)
  await drag(app, [ground.left + ground.width, middle[1] + 60], [mark + 3, middle[1] + 60])
  await app.waitForText(LIST, 'Looking at payments, 43 min')
  await saved(app)
  assert.match((await bands(app)).join(), /Looking at payments 14:09-14:52/)

  // The figure alone on a sheet for a wall, by role unless somebody chooses otherwise.
  await app.push('Print the figure')
  await app.find('dialog[open] select')
  await app.screenshot('figure-poster')
  assert.deepEqual(await app.audit(), [])
  const poster = join(folder(), 'figure.pdf')
  await app.push('Save as PDF')
  await app.saveDialog(poster)
  await app.gone('dialog[open]')
  assert.match(readFileSync(poster, 'latin1'), /^%PDF-[^]*MediaBox \[0 0 1190\.55 841\.89\]/)

  for (const dark of [false, true]) {
    await app.theme(dark ? 'dark' : 'light')
    await app.screenshot(`figure-${dark ? 'dark' : 'light'}`)
    assert.deepEqual(await app.audit(), [])
  }
  await app.resize(1024, 700)
  await app.screenshot('figure-small')
})
