// Figures of all debriefs: pictures first, each as a table too, and every one leads to what is behind it.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { folder, nineAt, sampleAt } from './library.mjs'
import { journey } from './journey.mjs'

const KIND = 'main select'
const library = () => nineAt(join(folder(), 'library.db'))

journey('figures of nine debriefs', { library: library(), width: 1440, height: 900 }, async (app) => {
  await app.find('[data-row]')
  await app.press('Control+g')
  await app.waitForText('main', 'Across 9 debriefs')
  await app.waitForText('[data-figure="conditions"]', 'A muted or noisy signal')
  assert.equal(await app.count('[data-figure]'), 12)
  await app.waitForText('[data-figure="detect"]', 'Half within 7 min')
  await app.waitForText('[data-figure="helped"]', 'partly')
  assert.deepEqual(await app.audit(), [])
  await app.screenshot('insights')
  await app.execute(() => document.querySelector('[data-figure="kinds"]').scrollIntoView())
  await app.screenshot('insights-below')
  await app.theme('dark')
  await app.execute(() => document.querySelector('main').scrollTo(0, 0))
  assert.deepEqual(await app.audit(), [])
  await app.screenshot('insights-dark')
  await app.theme('light')

  // A narrower choice, and back.
  await app.choose(KIND, 'Near miss')
  await app.waitForText('main', 'Two debriefs tell of this so far.')
  await app.screenshot('insights-few')
  await app.choose(KIND, 'Incident')
  await app.waitForText('main', 'Across 6 debriefs')
  await app.choose(KIND, 'Every kind')
  await app.waitForText('main', 'Across 9 debriefs')

  // By the pointer a dot leads to its debriefs, by the keyboard the table does.
  await app.click('[data-figure="detect"] [data-mark="6"] circle, [data-figure="detect"] [data-mark="6"] path')
  await app.waitForText('dialog', 'Checkout timeouts after the price index rebuild')
  await app.press('Escape')
  await app.gone('dialog')
  await app.press('t')
  await app.waitForText('[data-figure="states"] table', 'Checked')
  assert.deepEqual(await app.audit(), [])
  await app.screenshot('insights-table')
  await app.push('A muted or noisy signal')
  await app.waitForText('dialog', 'Doubled invoices on the first of the month')
  await app.click('dialog li:nth-child(2) button')
  await app.waitForText('header', 'Doubled invoices on the first of the month')
})

journey('figures beside the follow-up', { library: library(), width: 1440, height: 900 }, async (app) => {
  await app.find('[data-row]')
  await app.press('Enter')
  await app.press('Control+7')
  await app.waitForText('aside[aria-label="Insights"]', 'Across 9 debriefs')
  await app.waitForText('[data-figure="detect"]', 'this one, 7 min')
  assert.deepEqual(await app.audit(), [])
  await app.screenshot('insights-side')
  await app.resize(1024, 700)
  await app.screenshot('insights-side-1024')
})

journey('figures are handed out', { library: library(), width: 1024, height: 700 }, async (app) => {
  await app.find('[data-row]')
  await app.press('Control+g')
  await app.waitForText('main', 'Across 9 debriefs')
  await app.screenshot('insights-1024')
  const dir = folder()
  await app.press('Control+e')
  await app.waitForText('dialog', 'Hand the figures out')
  await app.screenshot('insights-export')
  await app.push('Save')
  await app.saveDialog(join(dir, 'figures.pdf'))
  await app.waitForText('body', 'Saved as figures.pdf')
  assert.equal(readFileSync(join(dir, 'figures.pdf')).subarray(0, 5).toString(), '%PDF-')
  for (let i = 0; i < 5; i++) await app.press('Control++')
  await app.screenshot('insights-200')
  assert.deepEqual(await app.audit(), [])
})

journey('no figures of one debrief', { library: sampleAt(join(folder(), 'library.db')) }, async (app) => {
  await app.find('[data-row]')
  await app.press('Control+g')
  await app.waitForText('main', 'There is nothing to compare yet.')
  assert.equal(await app.count('[data-figure]'), 0)
})
