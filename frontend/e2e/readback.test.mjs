// Reading back: who agreed, names left in quotations, open wording, and one list of what is open, walked by F8.
import assert from 'node:assert/strict'
import { held, reach } from './bykey.mjs'
import { journey } from './journey.mjs'
import { drawn, part, saved } from './steps.mjs'

const SIDE = 'aside[data-region]'
const CARD = `${SIDE} [data-open^="name:"]`
const PHRASE = `${SIDE} [data-open^="wording:"]`

journey('what is open is walked, answered and mended', { width: 1440, height: 900 }, async (app) => {
  await saved(app)
  await app.find('nav [aria-current]', 30_000)
  await quoted(app)
  await walked(app)
  await answered(app)
  await named(app)
  await worded(app)
  await mended(app)
  await looks(app)
})

async function sample(app) {
  const { rows } = await app.call('Debriefs', 'List', 0, 0)
  const { whole } = await app.call('Debriefs', 'Load', rows.find((r) => r.sample).id)
  return whole
}

const person = (whole, name) => whole.participants.find((p) => p.name === name)

/** Engineer 3 is quoted with the name of somebody who agreed, and has a phrase nobody has decided about. */
async function quoted(app) {
  const whole = await sample(app)
  const like = whole.entries.find((e) => e.who.participantId === person(whole, 'Engineer 3').id)
  const add = (id, text, quote) =>
    app.call('Entries', 'Save', { id: `add-${id}`, name: 'add-entry', part: '' }, {
      ...like, id, rev: 0, text, quote, stage: 3, position: like.position + (quote ? 0.25 : 0.5), label: '', room: '', citations: [],
    })
  await add('quoted', 'I had told Support team that we were looking', true)
  await add('worded', 'Obviously we should have looked at the replica first', false)
  await app.press('Control+0')
  await app.push(whole.debrief.title)
  await part(app, 'Report')
  await app.waitForText(`${SIDE} h2`, 'Does everyone find themselves in it?')
  await app.waitFor(() => drawn(app), 'the report', 30_000)
}

/** F8 goes from one thing to the next, and the pages go along. */
async function walked(app) {
  await app.waitForText(SIDE, /Agreed to their own account\s*1 of \d+/)
  await app.waitForText(`${SIDE} .act`, /accounts, \d+ wordings.* are open\./)
  await app.screenshot('readback')
  await app.press('F8')
  await app.find(`${SIDE} [data-account][aria-current="true"]`)
  await held(app, 'an account')
  await app.waitFor(async () => (await app.text('[data-page][aria-current]')).includes('Narratives'), 'the page of the account')
}

/** Their lines are given to them, and what they said is kept with how. */
async function answered(app) {
  await app.press('a')
  await app.find('dialog[open]')
  await reach(app, 'As it stands', 'dialog[open] button')
  await app.press('Enter')
  await reach(app, 'In person', 'dialog[open] button')
  await app.press('Enter')
  await app.press('Escape')
  await app.gone('dialog[open]')
  await app.waitForText(SIDE, /as it stands, .*, in person/)
  await app.waitForText(SIDE, /Agreed to their own account\s*2 of/)
  await saved(app)
  const one = (await sample(app)).participants.find((p) => p.readGiven)
  assert.equal(one.readGiven, 'in-person')
  assert.ok(one.readAt)
}

/** A name that stays is decided about: a role, taken back, then somebody's own answer with its day. */
async function named(app) {
  await app.press('Alt+Shift+2')
  await app.waitForText(CARD, 'I had told Support team that we were looking', 20_000)
  await app.click(`${SIDE} h2`)
  await app.press('1')
  await app.gone(CARD)
  await saved(app)
  const naming = async () => (await sample(app)).entries.find((e) => e.id === 'quoted').naming
  assert.equal((await naming())[0].as, 'role')
  await app.press('Control+z')
  await app.waitForText(CARD, 'I had told', 20_000)
  assert.equal((await naming()) ?? null, null)
  await app.screenshot('readback-name')
  await app.push('Support team may be named')
  await app.gone(CARD)
  await saved(app)
  const [answer] = await naming()
  assert.equal(answer.as, 'named')
  assert.ok(answer.at && answer.mark && answer.participantId)
}

/** The question is filed with whom it is put to; another phrase is left. */
async function worded(app) {
  const before = await sample(app)
  await app.waitForText(PHRASE, /“/)
  await app.press('q')
  await app.waitFor(async () => (await sample(app)).questions.length === before.questions.length + 1, 'the question')
  const left = () => sample(app).then((w) => w.wordings.filter((x) => x.decision === 'left').length)
  const was = await left()
  if ((await app.count(PHRASE)) > 0) {
    await app.press('Alt+x')
    await app.waitFor(async () => (await left()) === was + 1, 'a phrase that is left')
  }
}

/** A row leads to where it is mended. */
async function mended(app) {
  const row = `${SIDE} li [data-open^="question:"]`
  if ((await app.count(row)) === 0) return
  await app.click(row)
  await app.find('main.live')
  await part(app, 'Report')
}

async function looks(app) {
  await app.waitFor(() => drawn(app), 'the report', 30_000)
  for (const look of ['light', 'dark']) {
    await app.theme(look)
    await app.screenshot(`readback-${look}`)
    assert.deepEqual(await app.audit(), [], look)
  }
  await app.resize(1024, 700)
  await app.screenshot('readback-small')
  assert.deepEqual(await app.audit(), [], 'small')
}
