// Time on the timeline, in the real window: how well a time is known, typed and chosen by keys, what the clocks
// showed twice or never, and silences in which lines without a time stand.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { journey } from './journey.mjs'
import { folder, sampleAt } from './library.mjs'
import { begin, part, saved } from './steps.mjs'

const library = sampleAt(join(folder(), 'library.db'))
const LIST = '[role="listbox"][aria-label="Entries in order of time"]'
const SIDE = 'aside[aria-label="Edit"]'

async function whole(app, title) {
  const { rows } = await app.call('Debriefs', 'List', 0, 0)
  return (await app.call('Debriefs', 'Load', rows.find((row) => row.title === title).id)).whole
}

/** Writes lines into the timeline, each waited for by its last words. */
async function write(app, lines) {
  await app.press('Control+Enter')
  for (const line of lines) {
    await app.enter('New entry', line)
    await app.press('Enter')
    await app.waitForText(LIST, line.split(' ').slice(-2).join(' '))
  }
  await app.press('Escape')
}

/** The rows of the list, each as its words in order. */
const rows = (app) =>
  app.execute(
    (list) =>
      [...document.querySelectorAll(`${list} [role="option"]`)].map((row) =>
        row.innerText.split('\n').filter(Boolean).join(' | '),
      ),
    LIST,
  )

journey('a time is shown as well as it is known', { library, width: 1440, height: 900 }, async (app) => {
  const title = 'Spans'
  await begin(app, title)
  await saved(app)
  await part(app, 'Timeline')
  await write(app, [
    '2026-11-03 14:02 Checkout p95 passes 2 s',
    'between 14:30 and 14:45 Priya sees the green board',
    '15:?? Jo restarts the workers',
    '16:20 Ines opens the pool graph',
  ])
  const told = await rows(app)
  assert.match(told.join('\n'), /14:30–14:45 \| \+0:28–0:43 \| Priya/)
  assert.match(told.join('\n'), /15:\?\? \| \+0:58–1:57 \| Jo/)
  assert.match(told.join('\n'), /21 min without a line/, 'from 15:59, the latest, to 16:20')

  // Chosen by keys: the field says what is still to be typed, and left alone nothing changes.
  await app.press('Home')
  await app.click(`${LIST} [data-entry]`)
  await app.choose(await app.field('How well the time is known: Time'), 'between two times')
  assert.match(await app.value(await app.field('Time')), /14:02–$/)
  await app.type('14:06')
  await app.press('Tab')
  await app.waitForText(LIST, '14:02–14:06')
  await saved(app)
  const { entries } = await whole(app, title)
  assert.deepEqual(
    entries.map((e) => [e.time.precision, e.time.at, e.time.until ?? '']),
    [
      ['between', '2026-11-03T14:02:00Z', '2026-11-03T14:06:00Z'],
      ['between', '2026-11-03T14:30:00Z', '2026-11-03T14:45:00Z'],
      ['hour', '2026-11-03T15:00:00Z', ''],
      ['minute', '2026-11-03T16:20:00Z', ''],
    ],
  )
  await app.choose(await app.field('How well the time is known: Time'), 'only the hour')
  await app.waitForText(LIST, '14:??')
  await app.press('Control+z')
  await app.waitForText(LIST, '14:02–14:06')
  await app.waitFor(() => app.count('svg path.span').then((n) => n === 3))
  await app.screenshot('clock-spans')
  assert.deepEqual(await app.audit(), [])
})

journey('what the clocks showed twice or never is asked', { library, width: 1440, height: 900 }, async (app) => {
  const title = 'Clocks'
  await begin(app, title)
  await saved(app)
  const { debrief } = await whole(app, title)
  await app.choose(await app.field('Times are typed in'), 'America/New York')
  await saved(app)
  await part(app, 'Timeline')
  await write(app, ['2026-10-31 23:50 Batch begins', '2026-11-01 01:30 Pool is full', '2026-11-01 04:00 Pool is free again'])
  await app.waitForText(LIST, 'which time?')
  await app.execute((list) => [...document.querySelectorAll(`${list} [data-entry]`)].find((r) => r.innerText.includes('Pool is full')).click(), LIST)
  await app.waitForText(SIDE, 'The clocks went back and showed this time twice. Which of the two is meant?')
  await app.button('01:30 EST')
  await app.screenshot('clock-twice')
  assert.deepEqual(await app.audit(), [])
  await app.push('01:30 EDT')
  await app.waitFor(async () => !(await app.text(LIST)).includes('which time?'), 'the row to have its time')
  await saved(app)
  assert.equal((await whole(app, title)).entries[1].time.at, '2026-11-01T05:30:00Z')

  // Skipped: by the clock before it was put forward, or by the one after.
  await app.enter('Time', '2026-03-08 02:30')
  await app.press('Tab')
  await app.waitForText(SIDE, 'By which clock is it meant?')
  await app.push('03:30 EDT')
  await app.waitForText(LIST, '03:30')
  await saved(app)
  assert.equal((await whole(app, title)).entries[1].time.at, '2026-03-08T07:30:00Z')
  assert.equal(debrief.zone, 'UTC')
})

journey('clocks beside each other, and durations explained', { library, width: 1440, height: 900 }, async (app) => {
  const title = 'Zones'
  await begin(app, title)
  await saved(app)
  await part(app, 'Timeline')
  await write(app, ['2026-11-03 21:02 Checkout p95 passes 2 s', '21:09 Three buyers tell support', '2026-11-04 01:19 p95 is normal again'])

  // What is missing is one key away; the durations say which moments they rest on.
  await app.waitForText('.durations', 'To notice not said yet')
  await app.execute((list) => document.querySelector(`${list} [data-entry]`).click(), LIST)
  await app.press('w')
  await app.waitFor(() => app.execute(() => document.activeElement?.closest('[data-end]')?.dataset.end === 'started'))
  await app.waitForText(SIDE, 'not said yet: when did the impact begin?')
  await app.push('Take the entry’s 21:02')
  await app.waitForText(SIDE, 'To notice: not said yet: when did somebody first notice?')
  await app.enter('Somebody first noticed', '3 Nov 2026 21:05–21:10')
  await app.press('Tab')
  await app.waitForText(SIDE, 'To notice: between 3 min and 8 min, from 21:02, “Checkout p95 passes 2 s” (from a record) to 21:05–21:10 (no entry has this time).')
  await app.enter('First signal', '3 Nov 2026 21:00')
  await app.press('Tab')
  await app.waitForText(SIDE, 'To detect: −2 min, from 21:02')
  await app.waitForText(SIDE, 'The end lies before the beginning; it is kept as said.')
  await app.waitForText('.durations', 'To notice between 3 min and 8 min')

  // Two more zones at once: columns, lines under the figure, and the day where it is another.
  await app.choose(await app.field('One more zone'), 'America/New York')
  await app.choose(await app.field('And another'), 'Asia/Tokyo')
  await app.waitForText(LIST, '16:02')
  await app.waitForText(LIST, '06:02 +1')
  await app.waitForText(LIST, 'Wed 4 Nov 2026')
  await app.waitForText('.figure', 'Tokyo')
  await app.waitForText('.figure', '+1')
  await saved(app)
  assert.deepEqual((await whole(app, title)).debrief.zones, ['America/New_York', 'Asia/Tokyo'])
  await app.screenshot('clock-zones')
  assert.deepEqual(await app.audit(), [])
  await app.theme('dark')
  await app.screenshot('clock-zones-dark')
  assert.deepEqual(await app.audit(), [])
})
