// Whole meetings from their scripts, an hour with eight people and an hour and a half with ten, by keys alone, with both
// windows up and the clock moved on. Each stage is looked at in both views, light and dark, small and large; all that was written to the Room is
// searched for what a room may not see.
import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { cutOff, hiddenCaret, untouched, watchPointer } from './byhand.mjs'
import { AheadClock } from './clock.mjs'
import { open, out, until } from './driver.mjs'
import { folder, sampleAt } from './library.mjs'
import { HEAD, agree, askEarlier, attendance, count, decide, gist, line, link, prepare, speaker, toText, whole } from './meeting.mjs'
import { openRoom, recorded } from './roomview.mjs'
import { saved } from './steps.mjs'
import database from './testdata/database.mjs'
import failover from './testdata/failover.mjs'
import { confirmed, flagged, leaks, markers } from './unsaid.mjs'

const STAGES = ['thanks', 'rules', 'narratives', 'timeline', 'factors', 'countermeasures', 'wrap-up']

/** A meeting under way: the window, its Room, its clock, and what a room may not see of it. */
class Meeting {
  shown = []
  times = new Set()

  constructor(script) {
    this.script = script
    this.clock = new AheadClock()
    this.watched = recorded(mkdtempSync(join(folder(), 'room-')), this.clock.binary)
  }

  async open() {
    const { clock, watched } = this
    const library = sampleAt(join(mkdtempSync(join(folder(), 'meeting-')), 'library.db'))
    this.app = await open({ library, width: 2720, height: 900, binary: watched.binary, env: clock.env })
    watched.listen()
    await this.app.resize(1440, 900) // and the Room beside it
    await saved(this.app)
    // Without a window manager the window under the pointer has the keyboard, also when it becomes smaller.
    await this.app.display.xdo('mousemove', 2, 600)
    await clock.follow(this.app)
    await watchPointer(this.app)
  }

  seen = async (label) => {
    this.shown.push(label)
    await until(() => this.watched.view().timeline.marks.some((m) => m.label === label), `"${label}" in the Room`)
  }

  line = (one) => line(this.app, this.script, one, this.seen)

  async lines(stage) {
    for (const one of this.script.stages[stage] ?? []) await this.line(one)
  }

  /** To the next stage, unless the turn of the last one who was asked led there. */
  async next(stage) {
    const { app, script, watched } = this
    await saved(app)
    if ((await whole(app, script.title)).meeting.stage < stage) await app.press('Control+Shift+Enter')
    await until(() => watched.view().stage === stage, `stage ${stage} in the Room`)
  }

  /** Minutes pass; what the Desk shows of anybody's time is remembered: no Room may tell it. */
  async pass(minutes) {
    await this.clock.pass(this.app, minutes)
    for (const text of await this.app.texts('[data-turn] .num, .who .num'))
      for (const time of text.match(/\d+:\d\d/g) ?? []) this.times.add(time)
  }

  /** Nothing private came to the Room so far. */
  private() {
    const { script, shown, times } = this
    assert.deepEqual(leaks(this.watched.stream(), script, { shown, times, phrases: flagged(script) }), [])
  }

  /** Pictures of both views, and what can be found wrong with the Desk's. */
  async look(name) {
    const { app, watched, script } = this
    const base = `meeting-${script.name}-${name}`
    await saved(app)
    const timed = (await whole(app, script.title)).entries.filter((e) => e.time.at && !e.time.problem).length
    await app.waitFor(async () => (await app.execute(drawn)) === timed, `the timeline to show ${timed} entries`)
    for (const theme of ['light', 'dark']) {
      await app.theme(theme)
      await app.call('Room', 'Choose', theme, 1, '')
      await until(() => watched.view().look.theme === theme, `the Room in the ${theme}`)
      await app.screenshot(`${base}-desk-${theme}`)
      await app.display.screenshot(join(out, `${base}-room-${theme}.png`), this.room)
      assert.deepEqual(await app.audit(), [], `${name} in the ${theme}`)
    }
    await app.theme('light')
    await this.small(base)
    this.private()
  }

  /** A small window and large type: nothing is cut off, and the line being written is in view. */
  async small(base) {
    const { app } = this
    const whole = async (what) => {
      assert.deepEqual(await cutOff(app), [], `${base}, ${what}`)
      await app.waitFor(async () => (await hiddenCaret(app)) === '', `the line being written to be in view: ${base}, ${what}: ${await hiddenCaret(app)}`, 3_000)
    }
    await app.resize(1024, 700)
    await app.screenshot(`${base}-1024`)
    await whole('1024 × 700')
    await app.resize(1440, 900)
    await app.press(...Array(5).fill('Control++'))
    await app.screenshot(`${base}-200`)
    await whole('200 %')
    await app.press(...Array(5).fill('Control+-'))
  }
}

// Runs in the page: how many entries are drawn below the lines, alone and in groups.
function drawn() {
  const groups = [...document.querySelectorAll('.strip svg .number')].map((e) => Number(e.textContent))
  return groups.reduce((a, b) => a + b, document.querySelectorAll('.strip svg .dot').length - groups.length)
}

/** Everybody's turn, as the script has it. */
async function narratives(m) {
  const { app, script } = m
  if (script.earlier) await askEarlier(app, script)
  const minutes = (script.minutes === 60 ? 20 : 30) / script.people.length
  let looked = 0
  for (let turns = 0, name = await speaker(app, script); name; name = await speaker(app, script)) {
    assert.ok(++turns <= 2 * script.people.length, `${name} has the word again and again`)
    const told = script.narratives[name]
    delete m.left[name]
    if (told !== 'pass') for (const one of told) await m.line(one)
    await m.pass(told === 'pass' ? 0.3 : minutes)
    if (told !== 'pass' && told.some((l) => l.flag) && !looked++) await m.look('3-narratives')
    await app.press(told === 'pass' ? 'Alt+Enter' : 'Control+Enter')
    await app.waitFor(async () => (await speaker(app, script)) !== name, `the turn of ${name} to end`)
  }
  assert.deepEqual(Object.keys(m.left), [script.absent], 'everybody who is here was asked')
}

/** What a stage has besides lines. */
const does = {
  1: (m) => attendance(m.app, m.script),
  2: (m) => agree(m.app, m.script),
  3: narratives,
  async 4(m) {
    const { app } = m
    await app.press('Alt+l', 'Alt+l')
    await app.waitForText('.hands', /2/)
    // Over its time, it takes the minutes from a later stage by one key.
    await m.pass(m.script.minutes === 60 ? 15.5 : 22.5)
    await app.waitForText('.rail', /over by \d/)
    await app.press('Alt+m')
    await app.waitFor(async () => !(await app.text('.rail')).includes('over by'), 'minutes to be moved')
  },
  async 5(m) {
    await link(m.app, m.script)
    await m.app.screenshot(`meeting-${m.script.name}-5-board`)
    await m.app.press('Control+2')
    await toText(m.app)
  },
  6: (m) => decide(m.app, m.script),
  7: (m) => count(m.app, m.script),
}

async function hold(m) {
  const { app, script, watched } = m
  const plan = (await whole(app, script.title)).meeting.planMinutes
  m.left = { ...script.narratives }
  await app.press('Control+Enter')
  await until(() => watched.view().mode === 'meeting', 'the meeting in the Room')
  for (let stage = 1; stage <= 7; stage++) {
    if (stage > 1) await m.next(stage)
    if (stage === 6) await m.look(`6-${STAGES[5]}`) // while there are ideas to decide about
    if (stage === 3) await does[3](m)
    else {
      await m.lines(stage)
      await does[stage](m)
      if (stage !== 4) await m.pass(plan[stage - 1] - 1)
    }
    if (stage !== 3 && stage !== 6) await m.look(`${stage}-${STAGES[stage - 1]}`)
  }
}

/** F9 hides both windows, and what the room sees comes back first. */
async function hides({ app, watched, room, script }) {
  await app.press('F9')
  await until(() => watched.view().mode === 'hidden', 'the Room to be hidden')
  await app.screenshot(`meeting-${script.name}-hidden-desk`)
  await app.display.screenshot(join(out, `meeting-${script.name}-hidden-room.png`), room)
  await app.press('F9')
  await until(() => watched.view().mode === 'meeting', 'the Room to be back')
  while (await app.count('dialog[open]')) await app.press('F9')
  await toText(app)
}

/** What the library holds of the meeting in the end. */
async function written({ app, script }) {
  const { entries, questions, factors, countermeasures, meeting, participants } = await whole(app, script.title)
  const said = [...Object.values(script.stages), ...Object.values(script.narratives)].flat().filter((l) => l.says)
  const there = [...entries, ...questions, ...factors, ...countermeasures].map((r) => r.text).join('\n')
  const ideas = script.ideas.filter((i) => i.answer).map((i) => i.text)
  for (const one of said) {
    if (one.says.startsWith('+') || ideas.some((text) => gist(one).startsWith(text))) continue
    assert.ok(there.includes(gist(one)), `${gist(one)} in the library`)
  }
  const state = (i) => (i.commit ? 'committed' : i.soak ? 'soaking' : 'not-pursued')
  assert.deepEqual(
    script.ideas.map((i) => countermeasures.find((c) => c.text.includes(i.answer ?? i.text))?.state),
    script.ideas.map(state),
  )
  assert.deepEqual([meeting.present, meeting.learned, meeting.again], script.counts)
  assert.equal(meeting.hands[3], 2)
  assert.ok(meeting.endedAt && meeting.agreed)
  assert.deepEqual(participants.filter((p) => p.absent).map((p) => p.name), [script.absent])
  assert.deepEqual(confirmed(script).filter((text) => !entries.find((e) => e.text === text)?.room), [])
  const minutes = meeting.elapsedSeconds.reduce((a, b) => a + b, 0) / 60
  assert.ok(minutes > script.minutes * 0.8 && minutes < script.minutes * 1.2, `${minutes} minutes`)
  return minutes
}

for (const script of [database, failover]) {
  test(`a meeting of ${script.minutes} minutes with ${script.people.length} people, by keys alone`, { timeout: 900_000 }, async () => {
    const m = new Meeting(script)
    await m.open()
    const { app, watched } = m
    try {
      await prepare(app, script)
      if (script.people.length > 9) {
        await app.waitForText('.rail', `${script.people.length} people: 90 minutes leave room for everyone.`)
        await app.press('Alt+9')
      }
      await app.waitFor(async () => (await whole(app, script.title)).meeting.planMinutes.reduce((a, b) => a + b, 0) === script.minutes, 'the plan')
      m.room = await openRoom(app, 1440)
      await toText(app)
      await hold(m)
      await hides(m)
      m.private()
      assert.ok(markers(script).length >= 40, `${markers(script).length} markers`)
      assert.ok(m.times.size >= 3, 'speaking times were shown at the Desk')

      const stream = watched.stream()
      // The search finds what is let through: a private line that is confirmed after all.
      await toText(app)
      await app.type('18:20 Tomás and Kofi were tired\n')
      await app.waitForText('body', 'were tired')
      await app.press('Alt+r')
      await until(() => watched.stream().includes('were tired'), 'the line in the Room')
      const found = leaks(watched.stream(), script, { shown: m.shown })
      assert.ok(found.some((text) => /^(tomás|kofi)$/.test(text)) && found.some((text) => text.includes('were tired')), found.join())
      // Taken back, it is out of the Room and out of the debrief.
      await app.press('Control+z', 'Control+z')
      await app.waitFor(() => app.execute(() => !document.body.innerText.includes('were tired')), 'the line to be gone')

      await app.press('Control+Shift+e')
      await app.waitForText('body', 'The meeting has ended')
      await saved(app)
      const minutes = await written(m)
      await untouched(app)

      console.log(
        `meeting: ${minutes.toFixed(0)} minutes, ${stream.trim().split('\n').length} lines and ${stream.length} bytes to the Room, ` +
          `${markers(script).length} markers and ${m.times.size} speaking times, 0 hits`,
      )
    } catch (error) {
      await app.screen(`meeting-${script.name}-failed`).catch(() => {})
      throw error
    } finally {
      await app.close()
    }
  })
}
