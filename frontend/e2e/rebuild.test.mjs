// From live notes and nothing else to a timeline with bands, durations and a report, by keys alone and in few of them.
import assert from 'node:assert/strict'
import { fileURLToPath } from 'node:url'
import { untouched, watchPointer } from './byhand.mjs'
import { begun, focus, part } from './bykey.mjs'
import { journey } from './journey.mjs'
import { drawn, saved } from './steps.mjs'

const NOTES = fileURLToPath(new URL('testdata/livenotes.txt', import.meta.url))
const TITLE = 'Search index lost'
const BANDS = ['Lag', 'Removal', 'Rebuild']

/** So many keys may it take, so many seconds for a person: a quarter for a key, one and a half for a decision. */
const most = { keys: 100, seconds: 45 }

/** Counts the keys that somebody presses, and what they decide. */
class Hands {
  keys = 0
  decisions = 0
  constructor(app) {
    this.app = app
  }
  async press(...names) {
    this.keys += names.length
    await this.app.press(...names)
  }
  async type(text) {
    this.keys += text.length
    await this.app.type(text)
  }
  /** What comes next is a decision. */
  async decide(...names) {
    this.decisions++
    await this.press(...names)
  }
  get seconds() {
    return this.keys * 0.25 + this.decisions * 1.5
  }
}

const on = (app, name) => app.waitFor(async () => (await focus(app)).name.startsWith(name), `the focus on ${name}`)

/** The entry that is selected in the list has this in it. */
const at = (app, text) => app.waitForText('[aria-label="Entries in order of time"] [aria-selected=true]', text)

journey('notes become a debrief by keys', { width: 1440, height: 900 }, async (app) => {
  const hands = new Hands(app)
  await watchPointer(app)
  await hands.decide('Control+n')
  await app.waitFor(() => begun(app), 'a new debrief')
  await hands.type(TITLE)
  hands.keys++
  await part(app, 3)
  await app.waitForText('section[aria-label="Evidence"]', 'What is there of it already?')

  // What another application copied is read, looked at, and brought in.
  await app.display.offer({ UTF8_STRING: NOTES, 'text/plain': NOTES })
  await hands.decide('Control+v')
  await app.waitForText('dialog[open]', '17 messages; 12 Mar 2026, 19:40 UTC – 13 Mar 2026, 02:40 UTC')
  await app.screenshot('rebuild-look')
  await hands.decide('Control+Enter')
  await app.gone('dialog[open]')
  await on(app, 'Lines of the source')
  await hands.decide('Control+a', 'p')
  await app.waitForText('section[aria-label="Evidence"]', 'Entry 19:40')
  await hands.press('Enter')
  await on(app, 'Entries in order of time')

  // Bands begin where attention turned; each ends the one before it.
  const starts = ['Writes to idx1', 'takes what is left', 'Decided to rebuild']
  for (const [i, label] of BANDS.entries()) {
    hands.decisions++
    for (let n = 0; n < 20 && !(await selected(app)).includes(starts[i]); n++) await hands.press('ArrowDown')
    await at(app, starts[i])
    await hands.press('[')
    await on(app, 'Label')
    await hands.type(label)
    await hands.press('Enter')
    await on(app, 'Entries in order of time')
  }
  await hands.decide('End', ']')
  await at(app, 'Search is back to normal')
  // Nobody stands before this line as the one who said it: what people saw is said by a key.
  await hands.decide('2')

  // The first entry, and the last: how long it took.
  await hands.decide('w')
  await app.waitFor(() => app.execute(() => Boolean(document.activeElement.closest('[data-end="started"]'))), 'when it began')
  await hands.type('2026-03-12 19:40')
  await hands.press('Tab')
  await saved(app)
  await app.screenshot('rebuild')
  assert.deepEqual(await app.audit(), [])

  const { rows } = await app.call('Debriefs', 'List', 0, 0)
  const { whole } = await app.call('Debriefs', 'Load', rows.find((row) => row.title === TITLE).id)
  assert.equal(whole.entries.length, 17)
  assert.deepEqual(
    [0, 8, 16].map((i) => whole.entries[i].time.at),
    ['2026-03-12T19:40:00Z', '2026-03-12T21:11:00Z', '2026-03-13T02:40:00Z'],
  )
  assert.deepEqual(
    whole.bands.map((b) => [b.label, b.from.at, b.to.at]),
    [
      ['Lag', '2026-03-12T19:40:00Z', '2026-03-12T21:10:00Z'],
      ['Removal', '2026-03-12T21:10:00Z', '2026-03-12T22:05:00Z'],
      ['Rebuild', '2026-03-12T22:05:00Z', '2026-03-13T02:40:00Z'],
    ],
  )
  assert.equal(whole.entries[16].lane, 'saw')
  assert.equal(whole.debrief.started.at, '2026-03-12T19:40:00Z')

  hands.keys++
  await part(app, 5)
  await app.waitFor(() => drawn(app), 'the report')
  await app.screenshot('rebuild-report')
  await untouched(app)
  console.log(`${hands.keys} keys, ${hands.decisions} decisions, about ${Math.round(hands.seconds)} s for a person`)
  assert.ok(hands.keys <= most.keys, `${hands.keys} keys`)
  assert.ok(hands.seconds <= most.seconds, `${hands.seconds} s`)
})

const selected = (app) =>
  app.execute(() => document.querySelector('[aria-label="Entries in order of time"] [aria-selected=true]')?.innerText ?? '')
