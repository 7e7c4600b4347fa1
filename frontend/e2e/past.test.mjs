// An organisation's past in the real window: old reports dropped on the Library, looked at, chosen, brought in as
// closed debriefs in one step, known again, and taken back.
import assert from 'node:assert/strict'
import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { journey } from './journey.mjs'
import { folder, sampleAt } from './library.mjs'
import { part, saved } from './steps.mjs'
import { root } from './tools.mjs'

const library = sampleAt(join(folder(), 'library.db'))
const PANEL = 'dialog[open]'
const LIST = 'section[aria-label="Debriefs"]'
const EVIDENCE = 'section[aria-label="Evidence"]'

/** A folder with reports of every kind, and a file that is none. */
function reports() {
  const at = folder()
  for (const name of ['baskets.md', 'log.md', 'wiki.html', 'morgue.sql']) {
    copyFileSync(join(root, 'backend', 'oldreport', 'testdata', name), join(at, name))
  }
  writeFileSync(join(at, 'numbers.json'), '{"a": 1}')
  return at
}

const drop = (app, path) => app.execute((at) => window.WailsInvoke(`DD:700:400:${at}`), path)
const rows = async (app) => (await app.call('Debriefs', 'List', 0, 0)).rows

journey('old reports become closed debriefs', { library, width: 1440, height: 900 }, async (app) => {
  const at = reports()
  await saved(app)
  const before = (await rows(app)).length

  await app.push('Bring in old reports…')
  await app.waitForText(PANEL, 'Post-mortems that were written before')
  await app.screenshot('past-empty')
  await app.press('Escape')
  await app.gone(PANEL)

  await drop(app, at)
  await app.waitForText(PANEL, '6 reports found')
  await app.waitForText(PANEL, /Baskets stayed empty\s+5 entries, 4 factors, 2 things that helped, 5 countermeasures/)
  await app.waitForText(PANEL, 'passages have no place of their own and stay in the source: Status, Root causes')
  await app.waitForText(PANEL, '1 file holds no report: numbers.json')
  await app.waitForText(PANEL, '1 of them tells times without a zone')
  await app.screenshot('past-look')
  assert.deepEqual(await app.audit(), [])

  // Not now changes nothing; looked at again, all but one are brought in.
  await app.push('Not now')
  await app.gone(PANEL)
  assert.equal((await rows(app)).length, before)
  await drop(app, at)
  await app.waitForText(PANEL, '6 reports found')
  await app.click('input[aria-label="Bring in Pages without pictures"]')
  await app.choose(await app.field('Where did their clocks stand?'), 'Europe/Berlin')
  await app.push('Bring in 5 reports')
  await app.gone(PANEL)
  await app.waitForText('body', '5 old reports are in the library, closed.')
  await app.waitForText(LIST, 'Baskets stayed empty')
  await app.screenshot('past-brought')
  assert.deepEqual(await app.audit(), [])

  // They are closed, ask for nothing, and stand at their day.
  const made = (await rows(app)).filter((row) => row.oldReport)
  assert.deepEqual(made.map((row) => [row.title, row.state, row.nextDue, row.date.slice(0, 10)]), [
    ['Baskets stayed empty', 'closed', '', '2024-05-01'],
    ['Uploads hung', 'closed', '', '2024-05-01'],
    ['Post-mortem: prices from yesterday', 'closed', '', '2024-03-05'],
    ['Search was slow on 2023-03-09', 'closed', '', '2023-03-09'],
    ['Mail was late on 2023-02-01', 'closed', '', '2023-02-01'],
  ])
  const load = async (title) => (await app.call('Debriefs', 'Load', made.find((r) => r.title === title).id)).whole
  const search = await load('Search was slow on 2023-03-09')
  assert.equal(search.debrief.started.at, '2023-03-09T08:10:00Z', 'the zone that was said')
  const baskets = await load('Baskets stayed empty')
  const open = await app.call('Wordings', 'Open', baskets.debrief.id)
  assert.deepEqual(open, [], 'no wording of an old report is worked off')

  // The same again is known, and not chosen.
  await drop(app, join(at, 'baskets.md'))
  await app.waitForText(PANEL, 'Already here since')
  await app.screenshot('past-here')
  await app.press('Escape')
  await app.gone(PANEL)

  // Every line of the report stands beside the timeline.
  await app.click(`${LIST} [data-row="${baskets.debrief.id}"]`)
  await part(app, 'Timeline')
  await app.enter('Find in it', 'chat')
  await app.waitForText(EVIDENCE, 'A chat with support.')
  await app.screenshot('past-timeline')
  await app.press('Control+0')
  await app.find(LIST)

  // One step takes all of them back.
  await app.press('Control+z')
  await app.waitFor(async () => (await rows(app)).length === before)
})

const another = sampleAt(join(folder(), 'library.db'))
journey('the panel in the dark, small and large', { library: another, width: 1024, height: 700, dark: true }, async (app) => {
  await saved(app)
  await drop(app, reports())
  await app.waitForText(PANEL, '6 reports found')
  await app.screenshot('past-look-1024-dark')
  assert.deepEqual(await app.audit(), [])
  for (let i = 0; i < 10; i++) await app.press('Control+=')
  await app.screenshot('past-look-zoomed')
  assert.ok(await app.execute(() => document.querySelector('dialog[open]').scrollWidth <= innerWidth))
})
