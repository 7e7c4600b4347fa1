// What comes of a debrief after its meeting: a second session about what has rested, and a rehearsal of what happened,
// each at the Desk and in the Room, which is told nothing but what is shown.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { open, out, until } from './driver.mjs'
import { openRoom, recorded } from './roomview.mjs'
import { part, saved } from './steps.mjs'

const DIALOG = 'dialog[open]'

/** Opens a window with room beside it for a Room, whose input is recorded. */
async function withRoom(run) {
  const folder = mkdtempSync(join(tmpdir(), 'secondstory-rehearse-'))
  const watched = recorded(folder)
  const library = join(folder, 'library.db')
  const app = await open({ library, width: 2720, height: 900, binary: watched.binary })
  try {
    watched.listen()
    await app.resize(1440, 900)
    await saved(app)
    await app.find('nav [aria-current]', 30_000)
    await run(app, watched, (what, is) => until(() => is(watched.view()), what), library)
  } catch (error) {
    await app.screen('rehearse-failed').catch(() => {})
    throw error
  } finally {
    await app.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function sample(app) {
  const { rows } = await app.call('Debriefs', 'List', 0, 0)
  return (await app.call('Debriefs', 'Load', rows.find((r) => r.sample).id)).whole
}

async function sign(app) {
  await part(app, 'Report')
  await app.press('Control+Shift+Enter')
  await app.waitForText(DIALOG, 'Sign off version 1.0?')
  await app.enter('Signed off by', 'Ines')
  await app.enter('Why it is signed off with this open', 'Everybody has read it.')
  await app.press('Control+Enter')
  await app.gone(DIALOG)
  await app.waitFor(async () => (await sample(app)).debrief.state !== 'read-back', 'it to be signed off')
}

const soaking = (whole) => whole.countermeasures.filter((c) => c.state === 'soaking')

test('what has rested is decided on in a second session, after sign-off', { timeout: 300_000 }, async () => {
  await withRoom(async (app, watched, seen) => {
    const ideas = soaking(await sample(app))
    assert.ok(ideas.length >= 2, `${ideas.length} ideas soak`)
    await sign(app)
    await app.press('Control+7')
    await app.waitForText('main .head', 'Second session')
    await part(app, 'Meeting')
    // What was signed off is still read.
    await app.waitFor(() => app.execute(() => document.querySelector('.cap .ln').offsetHeight > 0), 'the lines')
    await app.waitForText('nav.rail', 'have rested')
    const first = (await sample(app)).meeting
    const room = await openRoom(app, 1440)
    await seen('nothing of it in the Room', (v) => v.mode === 'idle')
    await app.push('Second session')
    await app.waitForText('.who', 'What we decide on today')
    assert.deepEqual(await app.audit(), [])
    await app.screenshot('session-thanks')
    await app.press('Control+Enter')
    await seen('the session', (v) => v.mode === 'meeting' && v.agenda === 'session' && v.stage === 1)
    await app.display.screenshot(join(out, 'session-room-thanks.png'), room)
    await app.press('Control+Shift+Enter')
    await seen('the first idea', (v) => v.idea === ideas[0].text)
    await app.waitForText('h2', 'Is it still a good idea after a night’s sleep?')
    await app.screenshot('session-idea')
    assert.deepEqual(await app.audit(), [])
    await app.display.screenshot(join(out, 'session-room-idea.png'), room)

    // Committed with owner and date, which goes on after sign-off.
    await app.press('Alt+c')
    await app.waitFor(() => app.execute(() => document.activeElement?.dataset.field !== undefined), 'a field of the idea')
    await app.type('Ines\n')
    await app.type('2027-03-01\n')
    await app.type('the drill is quiet\n')
    await seen('the next idea', (v) => v.idea === ideas[1].text)
    const one = (await sample(app)).countermeasures.find((c) => c.id === ideas[0].id)
    assert.deepEqual([one.state, one.owner.name, one.due], ['committed', 'Ines', '2027-03-01'])
    assert.equal(one.text, ideas[0].text)

    // One undo takes the decision back whole.
    await app.press('Control+z')
    await seen('the idea again', (v) => v.idea === ideas[0].text)
    await app.press('Control+Shift+z')
    await seen('the decision again', (v) => v.idea === ideas[1].text)

    await app.press('Alt+n')
    await app.waitFor(() => app.execute(() => document.activeElement?.dataset.field === 'reason'), 'the reason')
    await app.type('the drill covers it\n')
    for (let i = 2; i < ideas.length; i++) {
      await seen(`idea ${i + 1}`, (v) => v.idea === ideas[i].text)
      await app.press('Alt+s')
    }
    await seen('nothing left to decide', (v) => v.stage === 6 && v.idea === '')
    await app.press('Control+Shift+Enter')
    await seen('the wrap-up', (v) => v.stage === 7)
    await app.waitForText('.who', 'Not pursued')
    await app.screenshot('session-wrap-up')
    await app.press('Control+Shift+E')
    await seen('the end', (v) => v.mode === 'idle')
    await app.waitForText('nav.rail', 'Held:')
    await saved(app)
    const after = await sample(app)
    const { sessions, rev: _, ...rest } = after.meeting
    assert.deepEqual({ ...first, rev: 0, sessions: [] }, { ...rest, rev: 0, sessions: [] })
    assert.equal(sessions.length, 1)
    assert.ok(sessions[0].endedAt && !sessions[0].runningSince)
    assert.equal(after.countermeasures.find((c) => c.id === ideas[1].id).reason, 'the drill covers it')
    assert.doesNotMatch(watched.stream(), /Ines|the drill is quiet|covers it/)
  })
})

const newest = async (app) => {
  const { rows } = await app.call('Debriefs', 'List', 0, 0)
  return (await app.call('Debriefs', 'Load', rows.find((r) => r.kind === 'tabletop').id)).whole
}

test('a tabletop is made from a debrief and shown step by step', { timeout: 300_000 }, async () => {
  await withRoom(async (app, watched, seen) => {
    await app.press('Control+Alt+e')
    await app.waitForText(DIALOG, 'what would it look like')
    assert.deepEqual(await app.audit(DIALOG), [])
    await app.screenshot('rehearse-dialog')
    await app.push('Make it')
    await app.gone(DIALOG)
    await app.waitForText('main', 'cards to put before the room')
    await saved(app)
    const made = await newest(app)
    const steps = made.debrief.kit.cards
    assert.ok(steps.length > 10, `${steps.length} cards`)
    assert.equal(made.debrief.related[0].debriefId, made.debrief.kit.sourceId)
    await app.screenshot('rehearse-prepare')

    // An inject is written beforehand, below the first step; the cards are read.
    await app.press('Control+Alt+k')
    await app.find(`${DIALOG} [data-card]`)
    await app.click(`${DIALOG} [data-card="${steps[0].id}"] > button`)
    await app.waitFor(() => app.execute(() => document.activeElement?.tagName === 'TEXTAREA'), 'the inject')
    await app.type('zqinject: the pager is silent')
    await app.screenshot('rehearse-cards')
    assert.deepEqual(await app.audit(DIALOG), [])
    await app.press('Escape')
    await app.gone(DIALOG)
    await saved(app)

    await part(app, 'Meeting')
    const room = await openRoom(app, 1440)
    await app.press('Control+Enter')
    await seen('the meeting', (v) => v.mode === 'meeting' && v.agenda === 'rehearsal')
    await app.press('Control+Shift+Enter', 'Control+Shift+Enter', 'Control+Shift+Enter')
    await seen('what it looks like', (v) => v.stage === 3 && v.question === 'stage.narratives.rehearse.lead')
    assert.deepEqual(watched.view().told, [])
    for (let i = 0; i < 3; i++) {
      await app.press('Alt+Shift+Enter')
      await seen(`step ${i + 1}`, (v) => v.told.at(-1)?.text === steps[i].text)
    }
    assert.ok(!watched.stream().includes(steps[3].text))
    await app.press('Alt+Shift+i')
    await seen('the inject', (v) => v.told.at(-1)?.kind === 'inject')
    await app.display.screenshot(join(out, 'rehearse-room-inject.png'), room)
    await app.press('Alt+Shift+Backspace')
    await seen('the inject taken back', (v) => v.told.length === 3)
    await app.press('Alt+Shift+Backspace')
    await seen('a step taken back', (v) => v.told.length === 2)
    await app.press('Control+z')
    await seen('undo show it again', (v) => v.told.length === 3)

    // What people say is filed as in any meeting.
    await app.click(await app.field('Write a line'))
    await app.type('the graph of the replica would show it first\n')
    await app.waitForText('[data-region]', 'the replica would show')
    await app.screenshot('rehearse-desk')
    assert.deepEqual(await app.audit(), [])
    await app.display.screenshot(join(out, 'rehearse-room.png'), room)
    await app.press('F9')
    await seen('the agenda', (v) => v.mode === 'hidden' && v.told.length === 0)
    await app.press('F9', 'F9')
    await seen('the cards again', (v) => v.told.length === 3)
    await saved(app)
    const stream = watched.stream()
    for (const step of steps.slice(3)) assert.ok(!stream.includes(step.text), step.text)
    assert.doesNotMatch(stream, /would show it first/)
    console.log(`rehearse: ${steps.length} steps, 3 shown, ${steps.length - 3} searched in ${stream.length} bytes to the Room: 0`)
    await app.theme('dark')
    await app.screenshot('rehearse-desk-dark')
    assert.deepEqual(await app.audit(), [])
    await app.resize(1024, 700)
    await app.screenshot('rehearse-desk-1024')
  })
})

test('a rehearsal comes back at the step it was at', { timeout: 300_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'secondstory-rehearse-'))
  const library = join(folder, 'library.db')
  let app = await open({ library })
  try {
    await app.find('nav [aria-current]', 30_000)
    await app.press('Control+Alt+e')
    await app.push('Make it')
    await app.gone(DIALOG)
    await part(app, 'Meeting')
    await app.press('Control+Enter')
    await app.waitForText('[data-cards]', 'Nothing yet.')
    await app.press('Alt+Shift+Enter', 'Alt+Shift+Enter')
    await app.waitForText('[data-cards]', '2 of ')
    await saved(app)
    const { title } = (await newest(app)).debrief
    await app.signal('SIGKILL')
    await app.close()
    app = await open({ library })
    await app.push(title)
    await app.waitForText('[data-cards]', '2 of ')
    assert.equal((await newest(app)).meeting.revealed.length, 2)
  } finally {
    await app.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
