// Both scripted meetings with kill -9 of either window at random points: nothing that was called saved is lost,
// and the meeting goes on at the same stage, with the same speaker, question and text.
//   SECONDSTORY_KILLS=4   so many of each over both meetings ("make soak": 26)
//   SECONDSTORY_SEED=…    the same points again, as far as a machine repeats itself
import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { open, until } from './driver.mjs'
import { folder, sampleAt } from './library.mjs'
import { HEAD, LINES, gist, prepare, toText, whole } from './meeting.mjs'
import { childrenOf, openRoom, rooms } from './roomview.mjs'
import { draft, reopen, saved } from './steps.mjs'
import database from './testdata/database.mjs'
import failover from './testdata/failover.mjs'

const kills = Math.ceil(Number(process.env.SECONDSTORY_KILLS ?? 4) / 2)
const KILLED = 128 + 9

let state = Number(process.env.SECONDSTORY_SEED ?? Date.now() % 1_000_000_000)
console.log(`seed ${state}`)
/** A number from 0 up to 1 (mulberry32). */
function chance() {
  state = (state + 0x6d2b79f5) | 0
  let t = Math.imul(state ^ (state >>> 15), 1 | state)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
}
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** All that is done in a meeting, in order; each act says what it may change. */
function actsOf(script) {
  const acts = []
  const line = ({ says, ...l }) => acts.push({ does: 'line', text: says, gist: gist({ says, ...l }) })
  for (let stage = 1; stage <= 7; stage++) {
    if (stage > 1) acts.push({ does: 'stage' })
    acts.push({ does: 'walk' })
    if (stage !== 3) (script.stages[stage] ?? []).forEach(line)
    else
      for (const told of Object.values(script.narratives)) {
        if (told !== 'pass') told.forEach(line)
        acts.push({ does: 'half' }, { does: 'speaker' })
      }
  }
  return acts
}

/** So many different places of a list, by chance. */
function places(n, list) {
  const all = [...list.keys()]
  return new Set(Array.from({ length: n }, () => all.splice(Math.floor(chance() * all.length), 1)[0]))
}

/** What the library and the screen hold of the meeting. */
async function look(app, script) {
  const { meeting, entries, questions, factors, countermeasures, helped } = await whole(app, script.title)
  const records = [entries, questions, factors, countermeasures, helped ?? []].flat()
  return {
    lines: records.map((r) => r.text).sort(),
    stage: meeting.stage,
    speaker: meeting.speakerId,
    heard: meeting.heardIds.length,
    running: meeting.runningSince !== '',
    question: await app.text(`${HEAD} h2`),
    draft: await draft(app),
  }
}

/** Whether what was found is what there was, but for what an act may have done by then. */
function fits(found, before, act) {
  const lost = before.lines.filter((text) => !found.lines.includes(text))
  assert.deepEqual(lost, [], 'lines that are lost')
  const more = found.lines.length - before.lines.length
  const half = (text) => found.draft === before.draft || (before.draft + text).startsWith(found.draft)
  const same = (...fields) => fields.forEach((f) => assert.deepEqual(found[f], before[f], `${f} after ${act.does}`))
  same('running')
  if (act.does !== 'line') assert.equal(more, 0, 'no line more')
  if (act.does === 'line') assert.ok(more === 0 ? half(act.text) : more === 1 && found.draft === '', `a line, whole or in part: ${JSON.stringify(found.draft)}`)
  else if (act.does === 'half') assert.ok(half(act.text), found.draft)
  else same('draft')
  if (act.does === 'stage') return assert.ok([before.stage, before.stage + 1].includes(found.stage), `stage ${found.stage}`)
  same('stage')
  if (act.does === 'speaker') return
  same('speaker', 'heard')
  if (act.does !== 'walk') same('question')
}

const HALF = 'a thought that is not finished yet'

/** Does an act from whatever a kill left of it. */
async function run(app, act, before, found = before) {
  if (act.does === 'line' && found.lines.length === before.lines.length) await app.type(`${act.text.slice(found.draft.length)}\n`)
  if (act.does === 'half') await app.type(HALF.slice(found.draft.length))
  if (act.does === 'walk' && found.question === before.question) await app.press('Alt+ArrowDown')
  if (act.does === 'speaker' && found.speaker === before.speaker && before.stage === 3 && before.speaker) await app.press('Control+Enter')
  if (act.does === 'stage' && found.stage === before.stage) await app.press('Control+Shift+Enter')
}

/** Waits until an act is done and called saved; the half line is taken back. */
async function settle(app, act, before, script) {
  if (act.does === 'line') await app.waitForText(LINES, act.gist, 20_000)
  if (act.does === 'stage') await until(async () => (await whole(app, script.title)).meeting.stage === before.stage + 1, 'the next stage')
  if (act.does === 'speaker' && before.stage === 3 && before.speaker)
    await until(async () => (await whole(app, script.title)).meeting.speakerId !== before.speaker, 'the next speaker')
  if (act.does === 'half') await app.press('Control+a', 'Delete')
  await saved(app, 20_000)
}

/** The question that was walked to is kept a moment later. */
async function kept(app, question) {
  let last = ''
  await until(async () => {
    const now = (await app.call('Settings', 'Load'))['live.places'] ?? ''
    const rests = now === last
    last = now
    return rests && question === (await app.text(`${HEAD} h2`))
  }, 'the place to be kept', 10_000, 600)
}

class Held {
  constructor(script) {
    this.script = script
    this.library = sampleAt(join(mkdtempSync(join(folder(), 'kills-')), 'library.db'))
  }

  async open() {
    this.app = await open({ library: this.library, width: 1440, height: 900 })
    await saved(this.app, 30_000)
  }

  async again() {
    await this.open()
    await reopen(this.app, this.script.title)
    await this.app.field('Write a line', 15_000)
    await this.app.find(`${HEAD} h2`)
    await openRoom(this.app)
    await toText(this.app)
  }

  /** Kills the Desk somewhere in an act, opens it again, and looks. */
  async killDesk(act, before) {
    const { app } = this
    const mine = childrenOf(app.pid())
    const doing = run(app, act, before).catch(() => {})
    await pause(chance() * 500)
    assert.equal(await app.signal('SIGKILL'), KILLED)
    await doing
    await until(() => rooms().every((pid) => !mine.includes(pid)), 'the Room to end with its Desk', 20_000)
    await app.close()
    await this.again()
    let found
    // The question that was walked to is there once it was read.
    await until(async () => {
      found = await look(this.app, this.script)
      fits(found, before, act)
      return true
    }, 'the meeting as it was', 10_000)
    await run(this.app, act, before, found)
  }

  /** Kills the Room somewhere in an act; the act is done all the same, and a new Room shows the meeting. */
  async killRoom(act, before) {
    const { app } = this
    const [pid] = childrenOf(app.pid())
    const doing = run(app, act, before)
    await pause(chance() * 500)
    process.kill(pid, 'SIGKILL')
    await doing
    await app.waitForText('body', 'The Room view has ended. Open it again?', 20_000)
    await openRoom(app)
    const { view } = await app.call('Room', 'State')
    const { meeting } = await whole(app, this.script.title)
    assert.deepEqual([view.mode, view.stage], ['meeting', meeting.stage])
  }
}

for (const script of [database, failover]) {
  const acts = actsOf(script)
  test(`${kills} kills of each window in a meeting of ${script.minutes} minutes`, { timeout: 240_000 + kills * 60_000 }, async () => {
    const held = new Held(script)
    await held.open()
    try {
      await prepare(held.app, script)
      await openRoom(held.app)
      await toText(held.app)
      await held.app.press('Control+Enter')
      await until(async () => (await whole(held.app, script.title)).meeting.startedAt !== '', 'the start')
      await saved(held.app)
      const chosen = [...places(2 * kills, acts)]
      const [desk, room] = [new Set(chosen.slice(0, kills)), new Set(chosen.slice(kills))]
      for (const [i, act] of acts.entries()) {
        if (act.does === 'half') act.text = HALF
        const before = await look(held.app, script)
        if (desk.has(i) || room.has(i)) await kept(held.app, before.question)
        if (desk.has(i)) await held.killDesk(act, before)
        else if (room.has(i)) await held.killRoom(act, before)
        else await run(held.app, act, before)
        await settle(held.app, act, before, script)
      }
      const { lines } = await look(held.app, script)
      const all = lines.join('\n')
      assert.deepEqual(acts.filter((act) => act.does === 'line' && !all.includes(act.gist)), [])
      console.log(`kills: ${kills} of the Desk and ${kills} of the Room over ${acts.length} acts, 0 of ${lines.length} lines lost`)
    } catch (error) {
      await held.app.screen(`kills-${script.name}-failed`).catch(() => {})
      throw error
    } finally {
      await held.app.close()
    }
  })
}
