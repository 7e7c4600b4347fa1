// What people have of an incident, in the real window: pasted, looked at, brought in, made entries of, told when
// it began, and taken back.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { journey } from './journey.mjs'
import { folder, sampleAt } from './library.mjs'
import { begin, part, saved } from './steps.mjs'

const library = sampleAt(join(folder(), 'library.db'))
const EVIDENCE = 'section[aria-label="Evidence"]'
const LINES = `${EVIDENCE} [role="listbox"]`
const SIDE = 'aside[aria-label="Edit"]'
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
  await app.enter('The recording began', '3 Nov 2026 14:00')
  await app.push('Bring it in')
  await app.gone('dialog[open]')
  await app.waitForText(LINES, 'rolling back to 810')
  await app.waitForText(LINES, '11 minutes without a line')
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
  // The line it rests on stands beside the entry; another is linked to it, and taken away again.
  await app.waitForText(SIDE, 'From pasted.txt, 14:00:05, Ines')
  await app.press('End', 'l')
  await app.waitForText(SIDE, 'rolling back to 810')
  await app.screenshot('evidence-entries')
  assert.deepEqual(await app.audit(), [])
  await app.execute(() => [...document.querySelectorAll('aside button[aria-label="Take this line away"]')].at(-1).click())
  await app.waitFor(async () => !(await app.text(SIDE)).includes('rolling back to 810'))
  await app.push('Show the line')
  await app.waitFor(() => app.execute((lines) => document.querySelector(`${lines} .at`)?.textContent.includes('spins'), LINES))

  // The clock of the recording was ahead: every entry follows in one step, and one undo takes it back.
  await app.push('Change')
  await app.enter('Its clock was ahead by', '1:30')
  await app.press('Tab')
  await app.waitForText(LINES, 'Entry 14:10')
  await saved(app)
  assert.equal((await entries(app))[0].time.at, '2026-11-03T13:58:35Z')
  await app.execute(() => document.querySelector('[role="listbox"][aria-label="Entries in order of time"] [data-entry]').click())
  await app.waitForText(SIDE, 'The clock of pasted.txt ran 1 min 30 s ahead; corrected, both kept.')
  await app.press('Control+z')
  await app.waitForText(LINES, 'Entry 14:12')
  assert.equal((await entries(app))[0].time.at, '2026-11-03T14:00:05Z')
  await app.theme('dark')
  await app.screenshot('evidence-dark')
  assert.deepEqual(await app.audit(), [])
})

// A chat that holds a key, has joins in it, and lies in a folder: dropped on the window.
const chat = [
  ...Array.from({ length: 1200 }, (_, i) => ({
    type: 'message',
    user: `U${i % 7}`,
    text: i === 600 ? `with ${'AKIA'}IOSFODNN7EXAMPLE it works` : `line ${i} of the channel`,
    ts: `${1793714400 + i * 30}.000100`,
    user_profile: { display_name: ['Jo', 'Priya', 'Sam', 'Ines', 'Tomás', 'Ada', 'Lin'][i % 7] },
  })),
  { type: 'message', subtype: 'channel_join', user: 'U9', text: 'joined', ts: '1793714401.0001' },
]

journey('a chat is dropped and looked through', { library, width: 1440, height: 900 }, async (app) => {
  const at = join(folder(), 'help-checkout.json')
  writeFileSync(at, JSON.stringify(chat))
  await begin(app, 'Dropped')
  await saved(app)
  await part(app, 'Timeline')
  await app.waitForText(EVIDENCE, 'What is there of it already?')
  await app.execute((path) => window.WailsInvoke(`DD:700:400:${path}`), at)
  await app.waitForText('dialog[open]', '1200 messages')
  await app.push('Bring it in')
  await app.gone('dialog[open]')
  await app.waitForText(EVIDENCE, '1 line of the system hidden')

  // To its last line and back: what is far away is not on the page.
  await app.click(LINES)
  await app.press('End')
  await app.waitForText(LINES, 'line 1199 of')
  await app.press('Home')
  await app.waitForText(LINES, 'line 0 of')

  // The key is pointed out, and left out of the entry.
  await app.enter('Find in it', 'AKIA')
  await app.waitForText(EVIDENCE, '1200 lines hidden')
  await app.waitForText(EVIDENCE, '1 of these lines holds what looks like a key')
  await app.screenshot('evidence-secret')
  assert.deepEqual(await app.audit(), [])
  await app.click(LINES)
  await app.press('p')
  await app.waitForText(LINES, 'Entry ')
  await saved(app)
  const { rows } = await app.call('Debriefs', 'List', 0, 0)
  const { whole } = await app.call('Debriefs', 'Load', rows.find((row) => row.title === 'Dropped').id)
  assert.equal(whole.entries[0].text, 'with [left out] it works')

  // Between two times.
  await app.push('By whom and when')
  await app.enter('Find in it', '')
  await app.enter('From', '14:30')
  await app.enter('To', '14:31')
  await app.press('Tab')
  await app.waitForText(EVIDENCE, '1198 lines hidden')
  await app.screenshot('evidence-between')
  await app.push('Hide the evidence')
  await app.gone(LINES)
  assert.deepEqual(await app.audit(), [])
})
