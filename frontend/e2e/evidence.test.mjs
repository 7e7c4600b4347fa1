// What people have of an incident, in the real window: pasted, looked at, brought in, made entries of, told when
// it began, and taken back.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { journey } from './journey.mjs'
import { folder, sampleAt } from './library.mjs'
import { begin, part, saved } from './steps.mjs'

const library = sampleAt(join(folder(), 'library.db'))
const EVIDENCE = 'section[aria-label="Evidence"]'
const LINES = `${EVIDENCE} [role="listbox"]`
const TITLE = 'Baskets stay empty'

const call = [
  'WEBVTT',
  '',
  '00:05.000 --> 00:06.000',
  '<v Ines>the basket just spins</v>',
  '',
  '12:00.000 --> 12:02.000',
  '<v Jo>is somebody on checkout?</v>',
  '',
  '31:10.000 --> 31:12.000',
  '<v Jo>rolling back to 810</v>',
  '',
].join('\n')

/** The entries of the debrief, as the library holds them. */
async function entries(app) {
  const { rows } = await app.call('Debriefs', 'List', 0, 0)
  const { id } = rows.find((row) => row.title === TITLE)
  return (await app.call('Debriefs', 'Load', id)).whole.entries
}

journey('a transcript becomes entries', { library, width: 1440, height: 900 }, async (app) => {
  await begin(app, TITLE)
  await saved(app)
  await part(app, 'Timeline')
  await app.waitForText(EVIDENCE, 'What is there of it already?')
  await app.screenshot('evidence-empty')

  await app.press('Control+o')
  await app.find('dialog[open]')
  await app.execute((text) => {
    const field = document.querySelector('dialog[open] textarea')
    field.value = text
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }, call)
  await app.push('Read these lines')
  await app.waitForText('dialog[open]', '3 messages')
  await app.waitForText('dialog[open]', 'count from the start of a recording')
  await app.screenshot('evidence-look')
  assert.deepEqual(await app.audit(), [])
  await app.enter('The recording began', '2026-11-03T14:00:00Z')
  await app.push('Bring it in')
  await app.gone('dialog[open]')
  await app.waitForText(LINES, 'rolling back to 810')
  await saved(app)

  // Marked by keys, made entries of, and shown beside them.
  await app.click(LINES)
  await app.press('Home', 'Shift+ArrowDown', 'p')
  await app.waitForText(LINES, 'Entry 14:12')
  await saved(app)
  const made = await entries(app)
  assert.deepEqual(
    made.map((e) => [e.time.at, e.who.name, e.text, e.basis]),
    [
      ['2026-11-03T14:00:05Z', 'Ines', 'the basket just spins', 'record'],
      ['2026-11-03T14:12:00Z', 'Jo', 'is somebody on checkout?', 'record'],
    ],
  )
  await app.screenshot('evidence-entries')
  assert.deepEqual(await app.audit(), [])

  // The clock of the recording was ahead: every entry follows in one step, and one undo takes it back.
  await app.push('Change')
  await app.enter('Its clock was ahead by (seconds)', '90')
  await app.press('Tab')
  await app.waitForText(LINES, 'Entry 14:10')
  await saved(app)
  assert.equal((await entries(app))[0].time.at, '2026-11-03T13:58:35Z')
  await app.press('Control+z')
  await app.waitForText(LINES, 'Entry 14:12')
  assert.equal((await entries(app))[0].time.at, '2026-11-03T14:00:05Z')
  await app.theme('dark')
  await app.screenshot('evidence-dark')
  assert.deepEqual(await app.audit(), [])
})
