// What a meeting has to bear: sixty people with names of every kind, a key that is held down, a second meeting.
import assert from 'node:assert/strict'
import { journey } from './journey.mjs'
import { cutOff } from './byhand.mjs'
import { openRoom } from './roomview.mjs'
import { begin, part, reopen, saved } from './steps.mjs'

const size = { width: 1440, height: 900 }
const CROWD = 'A crowd'
const NAMES = ['Ünal Ağaoğlu', 'محمد بن عبد الله', 'Zoë 🧯', 'X'.repeat(300), 'Very '.repeat(60).trim()]
const people = [...NAMES, ...Array.from({ length: 55 }, (_, i) => `Person Number ${i + 1}`)]

const idOf = async (app, title) => (await app.call('Debriefs', 'List', 0, 0)).rows.find((row) => row.title === title).id
const meeting = async (app, title) => (await app.call('Debriefs', 'Load', await idOf(app, title))).whole.meeting
const stageIs = (app, name) => app.waitForText('nav[aria-label="Stages of the meeting"] [aria-current=step]', name)

async function start(app, title) {
  await app.find('nav[aria-label="Parts of the debrief"]', 20_000)
  await app.press('Control+0')
  await begin(app, title)
  await part(app, 'Meeting')
  await app.press('Control+Enter')
  await app.waitFor(async () => (await meeting(app, title)).runningSince !== '', 'the meeting to start')
}

async function crowd(app) {
  await app.find('nav[aria-label="Parts of the debrief"]', 20_000)
  await app.press('Control+0')
  await begin(app, CROWD)
  await saved(app)
  const debriefId = await idOf(app, CROWD)
  for (const [i, name] of people.entries()) {
    await app.call('Participants', 'Save', { id: `crowd-${i}`, name: 'add-participant' }, {
      ...{ id: `person-${i}`, debriefId, rev: 0, position: i + 1, name },
      ...{ role: '', team: '', zone: '', alias: '', parts: [] },
      ...{ newcomer: false, early: false, absent: false },
    })
  }
  await app.press('Control+0')
  await reopen(app, CROWD)
  await part(app, 'Meeting')
  await app.press('Control+Enter')
}

/** What is to be read is whole, and what is done next has its size. */
async function whole(app, what) {
  await app.painted()
  assert.deepEqual(await cutOff(app), [], what)
  const { over, height } = await app.execute(() => {
    const who = document.querySelector('.who')
    const primary = document.querySelector('.rail > button:last-of-type').getBoundingClientRect()
    return { over: who.scrollWidth - who.clientWidth, height: primary.height }
  })
  assert.equal(over, 0, `the question is as wide as its column: ${what}`)
  assert.ok(height >= 32, `the next step is ${height} high: ${what}`)
}

journey('sixty people, whatever their names, leave room for the question', size, async (app) => {
  await crowd(app)
  await stageIs(app, 'Thanks')
  for (const speaker of ['', 'محمد', 'XXX']) {
    if (speaker) await app.type(`/stage 3\n/person ${speaker}\n`)
    if (speaker) await app.waitForText('.who h2', speaker)
    for (const [width, height] of [[1440, 900], [1024, 700]]) {
      await app.resize(width, height)
      await whole(app, `${speaker || 'thanks'} at ${width}`)
      await app.screenshot(`strain-${speaker ? people.findIndex((name) => name.startsWith(speaker)) : 'thanks'}-${width}`)
    }
    await app.resize(1440, 900)
  }
})

journey('a key held down goes on by one stage', size, async (app) => {
  await start(app, 'Held')
  await stageIs(app, 'Thanks')
  await app.execute(() => {
    window.repeats = 0
    addEventListener('keydown', (e) => e.repeat && e.key === 'Enter' && window.repeats++, true)
  })
  for (const key of ['ctrl', 'shift', 'Return']) await app.display.xdo('keydown', key)
  await app.waitFor(() => app.execute(() => window.repeats > 5), 'the key to repeat')
  for (const key of ['Return', 'shift', 'ctrl']) await app.display.xdo('keyup', key)
  await saved(app)
  await stageIs(app, 'Ground rules')
  assert.equal(await app.execute(() => document.body.innerText.includes('Go on without noting agreement')), false)
})

journey('a second meeting takes the place of the first, on the Desk and in the Room', { width: 2720, height: 900 }, async (app) => {
  await app.resize(1440, 900)
  await app.display.xdo('mousemove', 2, 600)
  await start(app, 'The first')
  await openRoom(app, 1440)
  await app.type('/stage 4\n')
  const inRoom = async () => (await app.call('Room', 'State')).view.stage
  await app.waitFor(async () => (await inRoom()) === 4, 'the first in the Room')
  await start(app, 'The second')
  await app.waitFor(async () => (await inRoom()) === 1, 'the second in the Room')
  await app.waitForText('body', 'The clock of “The first” stands now')
  await app.gone('.away')
  await app.waitFor(async () => (await meeting(app, 'The first')).runningSince === '', 'the first to stand')
  // It is where it was, and one key from going on.
  await app.press('Control+0')
  await reopen(app, 'The first')
  await part(app, 'Meeting')
  await stageIs(app, 'Timeline')
  assert.equal(await inRoom(), 1, 'looked at, it does not take the Room')
  await app.press('Control+Enter')
  await app.waitFor(async () => (await inRoom()) === 4, 'the first in the Room again')
})
