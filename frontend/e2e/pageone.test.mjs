// Page one in the real window: taken from what the debrief has by one key and taken back by one, its room told while
// one types, what has none in full on the page after, and the pages beside it, which follow and stay where they are.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { journey } from './journey.mjs'
import { folder, sampleAt } from './library.mjs'
import { begin, drawn, part, saved } from './steps.mjs'

const library = sampleAt(join(folder(), 'library.db'))
const told = [
  '2026-11-03 14:02 The pool of connections ran full',
  '14:09 Three buyers told support that the basket just spins',
  '14:52 The rebuild was paused and the pool emptied',
]
const TIMELINE = '[role="listbox"][aria-label="Entries in order of time"]'
const LEAD = '[data-wording="lead"]'
const words = (n) => Array.from({ length: n }, (_, i) => `word${i + 1}`).join(' ')

/** The words of the page in view, as a screen reader has them. */
const page = (app) => app.execute(() => document.querySelector('.sheet .page .sr')?.textContent ?? '')
const lead = async (app) => app.value(await app.field('What happened'))

journey('page one is written', { library, width: 1440, height: 900 }, async (app) => {
  await begin(app, 'Checkout timed out')
  await saved(app)
  await part(app, 'Timeline')
  await app.press('Control+Enter')
  for (const line of told) {
    await app.enter('New entry', line)
    await app.press('Enter')
    await app.waitForText(TIMELINE, line.split(' ').slice(-2).join(' '))
  }
  await app.press('Escape')
  await saved(app)
  await part(app, 'Report')

  // What is there is offered with where it stands; the key takes it, undo takes it back, in one step each.
  const first = 'The pool of connections ran full. The rebuild was paused and the pool emptied'
  await app.waitForText(LEAD, 'From the first line and the last')
  await app.waitForText('[data-wording="ended.text"]', 'From the line at 14:52')
  await app.waitForText('main', 'Who had a worse day because of it')
  await app.click(await app.field('What happened'))
  await app.find(`${LEAD} button[aria-keyshortcuts="Alt+Enter"]`)
  await app.screenshot('pageone-offered')
  assert.deepEqual(await app.audit(), [])
  await app.press('Alt+Enter')
  await app.waitFor(async () => (await lead(app)) === first, 'the offer in the field')
  await saved(app)
  await app.waitFor(async () => (await page(app)).includes('The rebuild was paused'), 'it on the page')
  await app.press('Control+z')
  await app.waitFor(async () => (await lead(app)) === '', 'it taken back')
  await app.waitForText(LEAD, 'From the first line and the last')

  // Beyond the room: counted, marked, never cut, and in full on the page after.
  await app.click(await app.field('What happened'))
  await app.insert(`${words(60)} 🙂`)
  await app.waitForText(LEAD, '61 of 28 words')
  await app.waitForText(LEAD, 'Page one has room for 28 words')
  assert.match(await app.execute((css) => document.querySelector(`${css} .over`).textContent, LEAD), /^word29 .*🙂$/)
  await app.waitForText(LEAD, '🙂')
  await saved(app)
  await app.waitFor(async () => (await page(app)).includes('word1 '), 'page one with it')
  await app.screenshot('pageone-over')
  assert.equal(await lead(app), `${words(60)} 🙂`)

  // Another page is looked at while somebody types: it stays, and where it was scrolled to.
  await app.click('.thumbs [data-page="2"]')
  await app.waitFor(async () => (await page(app)).includes('word60'), 'page two with all of it')
  await app.press('Alt++', 'Alt++')
  await app.execute(() => document.querySelector('.sheet').scrollTo(0, 150))
  await app.click(await app.field('How it ended'))
  await app.type('Paused rebuild')
  await saved(app)
  await app.waitFor(() => drawn(app), 'the page')
  await app.waitFor(
    () => app.execute(() => document.querySelector('.thumbs [aria-current]')?.dataset.page === '2'),
    'page two to stay',
  )
  assert.equal(await app.execute(() => document.querySelector('.sheet').scrollTop), 150)

  // A place on the page leads to another page.
  await app.press('Alt+-', 'Alt+-')
  await app.click('.thumbs [data-page="1"]')
  await app.waitFor(async () => (await page(app)).includes('Paused rebuild'), 'page one again')
  await app.click(await app.find('.sheet .page button'))
  await app.waitFor(
    () => app.execute(() => document.querySelector('.thumbs [aria-current]')?.dataset.page !== '1'),
    'the page it leads to',
  )
  await app.click('.thumbs [data-page="1"]')

  for (const dark of [false, true]) {
    await app.theme(dark ? 'dark' : 'light')
    await app.screenshot(`pageone-${dark ? 'dark' : 'light'}`)
    assert.deepEqual(await app.audit(), [])
  }
  await app.resize(1024, 700)
  await app.screenshot('pageone-small')
  for (let i = 0; i < 10; i++) await app.press('Control++')
  await app.screenshot('pageone-large')
  assert.deepEqual(await app.audit(), [])
})
