// Scripted meetings with kill -9 of either window at random points: nothing that was called saved is lost, and the
// meeting goes on at the same stage, with the same speaker, question and half a sentence; minutes without a window are
// not counted. Whatever a kill left undone is seen to be undone before its key is pressed again.
//   SECONDSTORY_KILLS=6   so many over the first meeting, or from 10 on over both ("make soak": 50)
//   SECONDSTORY_SEED=…    the same points again, as far as a machine repeats itself
import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { chances } from './chance.mjs'
import { AheadClock, seconds } from './clock.mjs'
import { open, until } from './driver.mjs'
import { cli, folder, sampleAt } from './library.mjs'
import { HEAD, LINES, gist, prepare, toText, whole } from './meeting.mjs'
import { childrenOf, openRoom, rooms } from './roomview.mjs'
import { draft, reopen, saved } from './steps.mjs'
import database from './testdata/database.mjs'
import failover from './testdata/failover.mjs'

const kills = Number(process.env.SECONDSTORY_KILLS ?? 6)
const scripts = kills < 10 ? [database] : [database, failover]
const seed = Number(process.env.SECONDSTORY_SEED ?? Date.now() % 1_000_000_000)
const { chance, from } = chances(seed)
console.log(`kills: seed ${seed}`)

const KILLED = 128 + 9
/** What was typed this long before a kill is there after it, in milliseconds. */
const DURABLE = 1_000
/** The clock of the meeting is kept this often, in seconds. */
const KEPT = 10
/** Minutes without a window; they may not be counted. */
const AWAY = 5
const HALF = 'a thought that is not finished yet'

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

// -- what is done -----------------------------------------------------------------------------------------

/** All that is done in a meeting, in order. */
function actsOf(script) {
  const acts = []
  const line = (l) => {
    acts.push({ does: 'line', text: l.says, gist: gist(l) })
    if (l.room) acts.push({ does: 'show', gist: gist(l) })
  }
  for (let stage = 1; stage <= 7; stage++) {
    if (stage > 1) acts.push({ does: 'stage', to: stage, leads: true })
    acts.push({ does: 'walk' }, { does: 'hand' })
    ;(script.stages[stage] ?? []).forEach(line)
    if (stage !== 3) continue
    for (const told of Object.values(script.narratives)) {
      if (told !== 'pass') told.forEach(line)
      acts.push({ does: 'half', text: HALF }, { does: 'clear' }, { does: 'speaker', leads: true })
    }
  }
  return acts
}

const NOUNS = ['entries', 'questions', 'factors', 'helped', 'countermeasures', 'participants', 'wordings']

/** What the library and the screen hold of the meeting, and when that was. */
async function look(app, script) {
  const all = await whole(app, script.title)
  const { meeting } = all
  const { turns } = await app.call('Debriefs', 'Load', all.debrief.id)
  return {
    records: new Map(NOUNS.flatMap((noun) => all[noun] ?? []).map((r) => [r.id, r])),
    stage: meeting.stage,
    speaker: turns.speakerId,
    heard: turns.heardIds.length,
    hands: meeting.hands.reduce((a, b) => a + b, 0),
    running: meeting.runningSince !== '',
    question: await app.text(`${HEAD} h2`),
    draft: await draft(app),
    total: seconds(await app.text('[role=timer]')),
    at: performance.now(),
  }
}

const shown = (now, act) => Boolean([...now.records.values()].find((r) => r.text === act.gist)?.room)
const filed = (now, act) => [...now.records.values()].some((r) => r.text?.includes(act.gist))

/** Whether an act is done already: by itself, or by a key that was acted on before a kill. */
const done = {
  line: (now, act) => filed(now, act),
  show: shown,
  half: (now, act) => now.draft === act.text,
  clear: (now) => now.draft === '',
  walk: (now, _, before) => now.question !== before.question,
  hand: (now, _, before) => now.hands === before.hands + 1,
  // The turn of the last one who was asked leads to the next stage.
  speaker: (now, _, before) => before.stage !== 3 || now.stage !== before.stage || now.speaker !== before.speaker,
  stage: (now, act) => now.stage === act.to,
}

const keys = { show: ['Alt+r'], clear: ['Control+a', 'Delete'], walk: ['Alt+ArrowDown'], hand: ['Alt+l'], speaker: ['Control+Enter'], stage: ['Control+Shift+Enter'] }

/** Does what of an act is not there now; typed notes how much was typed when. */
async function run(app, act, before, now = before, typed = []) {
  if (done[act.does](now, act, before)) return
  // Leaving the ground rules without agreement is asked about once.
  if (act.does === 'stage' && before.stage === 2) await app.press(...keys.stage)
  if (keys[act.does]) return app.press(...keys[act.does])
  const words = act.text.slice(now.draft.length).match(/\S+\s*|\s+/g) ?? []
  let length = now.draft.length
  for (const word of typed.slowly ? words : [words.join('')]) {
    await app.type(word)
    length += word.length
    typed.push({ length, at: performance.now() })
  }
  if (act.does === 'line') await app.type('\n')
}

/** Waits until an act is done and called saved. */
async function settle(app, act, before, script) {
  if (act.does === 'line') await app.waitForText(LINES, act.gist, 20_000)
  await saved(app, 20_000)
  await until(async () => done[act.does](await look(app, script), act, before), `"${act.does}" to be done`, 20_000, 100)
  await saved(app, 20_000)
}

// -- what has to be there ---------------------------------------------------------------------------------

/** What was found after a kill in an act is what there was, but for what the act may have done by then. */
function fits(found, before, act, typed, killed) {
  const same = (...fields) => fields.forEach((f) => assert.deepEqual(found[f], before[f], `${f} after ${act.does}`))
  const owed = (act.does === 'line' || act.does === 'half') && typed.filter((t) => t.at < killed - DURABLE).at(-1)?.length
  for (const [id, record] of before.records) {
    assert.ok(found.records.has(id), `"${record.text ?? record.name}" is lost`)
    if (act.does !== 'show' || record.text !== act.gist) assert.deepEqual(found.records.get(id), record)
  }
  const more = found.records.size - before.records.size
  if (act.does === 'line' && more > 0) {
    assert.ok(more === 1 && filed(found, act), 'one line more')
    assert.equal(found.draft, '', 'what was filed is not begun again')
  } else {
    assert.equal(more, 0, 'no line more')
    const begun = act.does === 'line' || act.does === 'half' ? act.text : before.draft
    assert.ok(begun.startsWith(found.draft) || (act.does === 'clear' && found.draft === ''), `half a line: ${JSON.stringify(found.draft)}`)
    assert.ok(found.draft.length >= (owed || 0), `${found.draft.length} of ${owed} letters typed a second before`)
  }
  same('running')
  if (act.does !== 'hand') same('hands')
  assert.ok(found.hands - before.hands <= 1)
  turns(found, before, act)
  if (!['walk', 'speaker', 'stage'].includes(act.does)) same('question')
  clock(found, before)
}

/** One key moves one stage, or one turn, and never two. */
function turns(found, before, act) {
  const [stages, heard] = [found.stage - before.stage, found.heard - before.heard]
  assert.ok(stages === 0 || (stages === 1 && ['stage', 'speaker'].includes(act.does)), `stage ${found.stage} after ${act.does} in ${before.stage}`)
  assert.ok(heard === 0 || (heard === 1 && ['stage', 'speaker'].includes(act.does)), `${found.heard} heard after ${before.heard}`)
  if (stages === 0 && heard === 0) assert.equal(found.speaker, before.speaker)
}

/** The clock goes on where it was kept last, without the minutes nobody was there. */
function clock(found, before) {
  const counted = found.total - before.total
  const passed = (found.at - before.at) / 1000
  assert.ok(counted >= -KEPT - 1 && counted <= passed + 1, `the clock counted ${counted} of ${passed.toFixed(0)} seconds`)
}

// -- lives ------------------------------------------------------------------------------------------------

class Held {
  constructor(script) {
    this.script = script
    this.clock = new AheadClock()
    this.library = sampleAt(join(mkdtempSync(join(folder(), 'kills-')), 'library.db'))
  }

  async open() {
    const { binary, env } = this.clock
    this.app = await open({ library: this.library, width: 1440, height: 900, binary, env })
    await saved(this.app, 30_000)
    await this.clock.follow(this.app)
  }

  async again() {
    await this.open()
    await reopen(this.app, this.script.title)
    await this.app.field('Write a line', 15_000)
    await this.app.find(`${HEAD} h2`)
  }

  /** The question that was walked to is kept a moment later. */
  kept() {
    let last
    return until(
      async () => {
        const now = (await this.app.call('Settings', 'Load'))['live.places'] ?? ''
        const rests = now === last
        last = now
        return rests
      },
      'the place to be kept',
      10_000,
      600,
    )
  }

  /** Kills the Desk somewhere in an act, opens it again minutes later, and looks. */
  async killDesk(act, before) {
    const { app } = this
    const mine = childrenOf(app.pid())
    const typed = Object.assign([], { slowly: true })
    const doing = run(app, act, before, before, typed).catch(() => {})
    await pause(chance() * (act.text ? 2_500 : 250))
    const killed = performance.now()
    assert.equal(await app.signal('SIGKILL'), KILLED)
    await doing
    await until(() => rooms().every((pid) => !mine.includes(pid)), 'the Room to end with its Desk', 20_000)
    await app.close()
    this.clock.away(AWAY)
    await this.again()
    let found
    // The question that was walked to is there once it was read.
    await until(
      async () => {
        found = await look(this.app, this.script)
        fits(found, before, act, typed, killed)
        return true
      },
      `the meeting as it was, ${act.does}`,
      10_000,
    )
    await openRoom(this.app)
    await toText(this.app)
    await run(this.app, act, before, found)
  }

  /** Kills the Room somewhere in an act; the act is done all the same, and a new Room shows the meeting. */
  async killRoom(act, before) {
    const { app } = this
    const [pid] = childrenOf(app.pid())
    const doing = run(app, act, before)
    await pause(chance() * 300)
    process.kill(pid, 'SIGKILL')
    await doing
    await app.waitForText('body', 'The Room view has ended. Open it again?', 20_000)
    await openRoom(app)
    await settle(app, act, before, this.script)
    const { view } = await app.call('Room', 'State')
    const { stage } = await look(app, this.script)
    assert.deepEqual([view.mode, view.stage], ['meeting', stage])
  }

  async begin() {
    await this.open()
    const { app, script } = this
    await prepare(app, script)
    await openRoom(app)
    await toText(app)
    await app.press('Control+Enter')
    await until(async () => (await whole(app, script.title)).meeting.startedAt !== '', 'the start')
    await saved(app)
  }

  async act(act, kill) {
    if (!kill && !act.leads) return this.quick(act)
    const before = await look(this.app, this.script)
    if (kill) await this.kept()
    if (kill === 'desk') await this.killDesk(act, before)
    else if (kill === 'room') await this.killRoom(act, before)
    else await run(this.app, act, before)
    await settle(this.app, act, before, this.script)
  }

  /** What lies between two kills, as quick hands do it. */
  async quick(act) {
    const idle = act.does === 'half' || (act.does === 'clear' && (await draft(this.app)) === '')
    if (idle) return
    if (act.does === 'line') await this.app.type(`${act.text}\n`)
    else await this.app.press(...keys[act.does])
    await saved(this.app, 20_000)
  }
}

/** So many different places of a list by chance, each with the window that is killed there. */
function places(n, list) {
  const all = [...list.keys()]
  const found = Array.from({ length: n }, () => all.splice(from(0, all.length - 1), 1)[0])
  return new Map(found.map((at, i) => [at, i % 2 ? 'room' : 'desk']))
}

for (const script of scripts) {
  const acts = actsOf(script)
  const each = Math.ceil(kills / scripts.length)
  test(`${each} kills in a meeting of ${script.minutes} minutes`, { timeout: 300_000 + each * 60_000 }, async () => {
    const held = new Held(script)
    try {
      await held.begin()
      const killed = places(each, acts)
      for (const [i, act] of acts.entries()) await held.act(act, killed.get(i))
      await saved(held.app)
      const { records, stage } = await look(held.app, script)
      const texts = [...records.values()].map((r) => r.text ?? '')
      for (const act of acts.filter((a) => a.does === 'line'))
        assert.equal(texts.filter((text) => text.includes(act.gist)).length, 1, act.gist)
      assert.equal(stage, 7)
      await held.app.quit()
      assert.equal(cli('verify', '--library', held.library).code, 0)
      console.log(`kills: ${each} kills -9 over ${acts.length} acts of ${script.minutes} minutes, 0 of ${texts.filter(Boolean).length} lines lost, 0 doubled`)
    } catch (error) {
      await held.app.screen(`kills-${script.name}-failed`).catch(() => {})
      throw error
    } finally {
      await held.app.close()
    }
  })
}
