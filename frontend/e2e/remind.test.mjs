// What waits for somebody: on the front of the library, in a reminder and in a calendar file.
import assert from 'node:assert/strict'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { journey } from './journey.mjs'
import { folder } from './library.mjs'
import { saved } from './steps.mjs'

const SIDE = 'aside[aria-label="What needs somebody first"]'
const DIALOG = 'dialog[open]'
const DAY = 86_400_000

/** A day so many days from today, YYYY-MM-DD, as this laptop counts them. */
const day = (by) => {
  const at = new Date(Date.now() + by * DAY)
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
}

let made = 0
/** A countermeasure of a debrief, as the window writes one. */
async function adds(app, debriefId, of) {
  const id = `made-${made++}`
  await app.call('Countermeasures', 'Save', { id: '', name: 'edit-countermeasure' }, { id, debriefId, rev: 0, ...of })
  return id
}

/** A debrief with what is followed up: passed, due, done a while ago. */
async function followed(app) {
  const d = await app.call('Debriefs', 'New', { id: '', name: 'new-debrief' })
  await app.call('Debriefs', 'Rename', { id: '', name: 'rename-debrief' }, d.id, 'Checkout timeouts after the price index rebuild')
  const sam = { participantId: '', name: 'Sam' }
  await adds(app, d.id, { text: 'Rebuild reports how long it takes', state: 'doing', due: day(-5), owner: { ...sam, name: 'Tomás' } })
  await adds(app, d.id, { text: 'Review nine alerts muted in September', state: 'doing', due: day(2), owner: sam, ticket: 'OPS-12' })
  await adds(app, d.id, { text: 'Own connection pool for batch jobs', state: 'committed', due: day(9), owner: sam, ticket: 'OPS-14' })
  await adds(app, d.id, {
    ...{ text: 'Give search its own retry budget', state: 'done', doneOn: day(-28), checkOn: day(-1) },
    know: 'a failover drill leaves checkout under 2 s',
  })
  return d.id
}

/** Chooses one of a few in the open panel. */
const pick = (app, value) => app.click(`${DIALOG} label:has(input[value="${value}"])`)

const checks = async (app, id) =>
  (await app.call('Debriefs', 'Load', id)).whole.countermeasures.find((c) => c.text.startsWith('Give search'))

journey('the front of the library asks whether it helped', { width: 1440, height: 900 }, async (app) => {
  await saved(app)
  const id = await followed(app)
  await app.press('Control+0')
  await app.waitForText(SIDE, '“Give search its own retry budget”: did it help?')
  await app.waitForText(SIDE, 'We said we would know by: a failover drill leaves checkout under 2 s')
  await app.waitForText(SIDE, 'The date has passed: what came up?')
  await app.waitForText(SIDE, /in 2 days/)
  await app.waitForText('section[aria-label="Debriefs"]', 'Checkout timeouts')
  assert.deepEqual(await app.audit(), [])
  await app.screenshot('remind-light')
  await app.theme('dark')
  assert.deepEqual(await app.audit(), [])
  await app.screenshot('remind-dark')
  await app.theme('light')
  await app.resize(1024, 700)
  await app.screenshot('remind-small')
  await app.resize(1440, 900)

  await app.press('1')
  await app.waitForText('body', 'It helped. That is kept.')
  await app.waitFor(async () => (await checks(app, id)).state === 'checked', 'the answer to be kept')
  assert.equal((await checks(app, id)).checks[0].outcome, 'helped')
  await app.waitFor(async () => !(await app.text(SIDE)).includes('did it help?'), 'nothing to ask')
  await app.press('Control+z')
  await app.waitForText(SIDE, 'did it help?')
  assert.equal((await checks(app, id)).state, 'done')

  await app.push('We cannot tell yet')
  await app.waitForText('body', 'Nobody can tell yet. We ask again on')
  assert.equal((await checks(app, id)).checkOn, day(14))
})

journey('a reminder says how many, and a calendar file follows', { width: 1440, height: 900 }, async (app) => {
  await saved(app)
  await followed(app)
  await app.press('Control+0')
  // No desktop shows it here: the window does, with a number and no title.
  await app.waitForText('body', '2 dates need a look.', 30_000)
  await app.push('Reminders…')
  await app.waitForText(DIALOG, 'A calendar file, kept up to date')
  assert.deepEqual(await app.audit(), [])

  const into = folder()
  const file = join(into, 'second-story.ics')
  await app.push('Choose a folder…')
  await app.openDialog(into)
  await app.waitForText(DIALOG, `second-story.ics in ${into}`)
  await app.waitForText(DIALOG, '4 dates are in it')
  assert.match(readFileSync(file, 'utf8'), /Review nine alerts/)
  await app.screenshot('remind-drawer')
  rmSync(into, { recursive: true })
  await pick(app, 'named')
  await app.waitForText(DIALOG, 'The calendar file is not up to date.')
  assert.deepEqual(await app.audit(), [])
  await app.theme('dark')
  await app.screenshot('remind-drawer-dark')
  await app.press('Escape')
  await app.waitForText(SIDE, 'The calendar file is not up to date.')
  await app.push('Reminders…')
  await app.push('Keep it no longer')
  await app.waitForText(DIALOG, 'Choose a folder…')
  await pick(app, 'off')
  assert.equal(existsSync(file), false)
  await app.waitFor(async () => (await app.call('Settings', 'Load')).remind === 'off', 'the choice to be kept')
})

journey('the list goes out, and states come in', { width: 1440, height: 900 }, async (app) => {
  await saved(app)
  await followed(app)
  await app.press('Control+0')
  await app.push('See more')
  await app.waitForText('main', 'Review nine alerts muted in September')
  await app.press('Control+e')
  await app.waitForText(DIALOG, 'Share the list')
  assert.deepEqual(await app.audit(), [])
  await app.screenshot('remind-share')
  const file = join(folder(), 'list.csv')
  await app.push('Choose where…')
  await app.saveDialog(file)
  await app.waitForText(DIALOG, 'list.csv is written, from 1 debrief.')
  assert.match(readFileSync(file, 'utf8'), /Own connection pool for batch jobs/)
  await app.press('Escape')

  await app.press('Control+Shift+e')
  await app.enter('Paste rows here', 'OPS-12 Done\nOPS-14: In Progress\nOPS-12 parked until June\nOPS-99 Done\n=cmd() OPS-98 Whatever')
  await app.push('See what would change')
  await app.waitForText(DIALOG, '2 countermeasures would change')
  await app.waitForText(DIALOG, '1 row is not understood')
  await app.waitForText(DIALOG, 'row 3, OPS-12: not understood: “parked until June”')
  await app.waitForText(DIALOG, 'no countermeasure has this ticket')
  assert.deepEqual(await app.audit(), [])
  await app.screenshot('remind-states')
  await app.theme('dark')
  await app.screenshot('remind-states-dark')
  await app.theme('light')
  const state = async (text) => {
    const { rows } = await app.call('Debriefs', 'List', 0, 0)
    const all = await Promise.all(rows.map((r) => app.call('Debriefs', 'Load', r.id)))
    return all.flatMap((v) => v.whole.countermeasures).find((c) => c.text.startsWith(text))
  }
  assert.equal((await state('Review nine')).state, 'doing')
  await app.push('Change 2')
  await app.waitForText('body', '2 countermeasures are as their tickets are.')
  assert.equal((await state('Review nine')).state, 'done')
  assert.equal((await state('Review nine')).proof, 'OPS-12')
  assert.equal((await state('Own connection')).state, 'doing')
  await app.screenshot('remind-board')
  await app.press('Control+z')
  await app.waitFor(async () => (await state('Review nine')).state === 'doing', 'one step back')
  assert.equal((await state('Own connection')).state, 'committed')
})
