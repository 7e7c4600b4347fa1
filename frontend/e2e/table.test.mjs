// A table is brought in: what its columns are is said by keys, dates are asked about, what could not be read is
// told and brought in only when somebody says so, and a long reading that is stopped leaves nothing behind.
import assert from 'node:assert/strict'
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { focus, reach } from './bykey.mjs'
import { journey } from './journey.mjs'
import { folder, sampleAt } from './library.mjs'
import { begin, part, saved } from './steps.mjs'

const library = sampleAt(join(folder(), 'library.db'))
const EVIDENCE = 'section[aria-label="Evidence"]'
const SIDE = 'aside[aria-label="Edit"]'
const OFFER = 'dialog[open] section'

const sheet = [
  'Datum;Uhrzeit;Person;Ereignis;Bemerkung',
  '03/04/2026;10:02;Ines;Die Kasse dreht sich nur noch;gemeldet im Kanal',
  '03/04/2026;10:05;Jo;schaut auf die Datenbank;',
  '03/04/2026;bald;Ines;Version 810 ist draußen;',
  '03/04/2026;10:31;Jo;"zurück auf 809,',
  'und wieder ruhig";Dank an alle',
  '',
].join('\n')

/** What the library holds of a debrief. */
async function whole(app, title) {
  const { rows } = await app.call('Debriefs', 'List', 0, 0)
  return (await app.call('Debriefs', 'Load', rows.find((row) => row.title === title).id)).whole
}

/** Drops a file on the window. */
const drop = (app, path) => app.execute((at) => window.WailsInvoke(`DD:700:400:${at}`), path)

journey('a table is mapped by keys, and a part of it brought in when chosen', { library, width: 1440, height: 900 }, async (app) => {
  const at = join(folder(), 'ablauf.csv')
  writeFileSync(at, sheet)
  await begin(app, 'Kasse')
  await saved(app)
  await part(app, 'Timeline')
  await app.waitForText(EVIDENCE, 'What is there of it already?')
  await drop(app, at)
  await app.waitForText(OFFER, 'No date in it says whether the day or the month comes first')
  await app.screenshot('table-asked')
  assert.deepEqual(await app.audit(), [])

  // The order of its dates, and another column for what was said: by keys, and the focus stays where it is.
  await reach(app, 'Dates are written')
  await app.press('m')
  await app.waitForText(OFFER, '3 messages; 2026-03-04 10:02 – 2026-03-04 10:31')
  assert.match((await focus(app)).name, /Dates are written/)
  await reach(app, 'Bemerkung')
  await app.press('w', 'w')
  await app.waitForText(OFFER, 'gemeldet im Kanal')
  assert.match((await focus(app)).name, /Bemerkung/)
  await reach(app, 'Ereignis')
  await app.press('w', 'w')
  await app.waitForText(`${OFFER} .lines`, 'Die Kasse dreht sich')
  // What was passed over by a key is still what it was.
  await app.waitForText(OFFER, 'by Jo, Ines')

  // What could not be read is told, and keeps the rest from being brought in until that is chosen.
  await app.waitForText(OFFER, '1 line could not be read')
  await app.waitForText(OFFER, 'ablauf.csv, line 4: a time was expected that says when it was: 03/04/2026;bald')
  await app.push('Copy as text')
  await app.waitFor(async () => String(await app.display.taken()).includes('line 4: a time was expected'))
  assert.ok(await app.execute(() => [...document.querySelectorAll('dialog[open] footer button')].at(-1).disabled))
  await app.screenshot('table-mapped')
  await app.theme('dark')
  await app.screenshot('table-dark')
  assert.deepEqual(await app.audit(), [])
  await app.theme('light')
  await app.resize(1024, 700)
  await app.screenshot('table-1024')
  for (let n = 0; n < 6; n++) await app.press('Control++')
  await app.screenshot('table-200')
  assert.deepEqual(await app.audit(), [])
  for (let n = 0; n < 6; n++) await app.press('Control+-')
  await app.resize(1440, 900)
  await reach(app, 'Bring in what could be read')
  await app.press('Space')
  await app.push('Bring it in')
  await app.gone('dialog[open]')
  await saved(app)
  const { sources } = await whole(app, 'Kasse')
  assert.deepEqual(
    sources.map((s) => [s.name, s.count, s.senders.map((p) => p.name)]),
    [['ablauf.csv', 3, ['Jo', 'Ines']]],
  )

  // It is still told what was left out, beside the source.
  await app.push('Change')
  await app.waitForText(SIDE, '1 line of it could not be read')
  await app.click(`${SIDE} details summary`)
  await app.waitForText(SIDE, 'line 4: a time was expected')
  await app.screenshot('table-kept')
  assert.deepEqual(await app.audit(), [])
})

journey('a long reading is stopped, and nothing was written', { library, width: 1440, height: 900 }, async (app) => {
  const at = join(folder(), 'long.csv')
  const file = openSync(at, 'w')
  writeSync(file, 'time,who,text\n')
  const some = Array.from({ length: 10_000 }, (_, i) => `2026-03-04T10:00:00Z,Ines,line ${i} of a long table\n`).join('')
  for (let n = 0; n < 99; n++) writeSync(file, some)
  closeSync(file)
  await begin(app, 'Stopped')
  await saved(app)
  await part(app, 'Timeline')
  await app.waitForText(EVIDENCE, 'What is there of it already?')
  const before = await app.call('Changes', 'List', 0, 10, '')
  await drop(app, at)
  await app.waitForText('dialog[open]', 'Reading')
  await app.push('Stop')
  await app.gone('dialog[open]')
  assert.deepEqual((await whole(app, 'Stopped')).sources, [])
  assert.deepEqual(await app.call('Changes', 'List', 0, 10, ''), before)
})
