// The Room view: a second process of the same binary that is told nothing but what a room may see.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { open, out, until } from './driver.mjs'
import { journey } from './journey.mjs'
import { ROOM, childrenOf, openRoom, recorded, rooms, sizeRoom } from './roomview.mjs'
import { begin, capture, entries, reopen, saved } from './steps.mjs'

const TITLE = 'Checkout timeouts after the price index rebuild'
const LINES = '[data-region][aria-label="Lines of the meeting"]'
const kills = Number(process.env.SECONDSTORY_KILLS ?? 4)

let markers = 0
const marker = () => `zqmark${String(++markers).padStart(2, '0')}`

async function start(app) {
  await app.click(await app.button('Library'))
  await begin(app, TITLE)
  await app.enter('Started', '2026-11-03 14:02')
  await app.press('Tab')
  await app.enter('Resolved', '2026-11-03 15:19')
  await app.press('Tab')
  await saved(app)
  await capture(app)
  await app.press('Control+Enter') // the clock runs
}

/** Writes a line. */
async function write(app, text, shown) {
  await app.type(`${text}\n`)
  await app.waitForText(LINES, shown ?? text)
}

/** Writes a line and shows it in the Room. */
async function confirm(app, text, shown) {
  await write(app, text, shown)
  await app.press('Alt+r')
}

/** Chooses one of a few in the Room's panel. */
const choose = (app, name) =>
  app.execute((label) => {
    const all = [...document.querySelectorAll('dialog label')]
    all.find((l) => l.innerText.trim() === label).click()
  }, name)

const confirmed = [
  ['13:40 rebuild of the index starts', 'rebuild of the index starts'],
  ['14:02 checkout p95 above 2 s', 'checkout p95 above 2 s'],
  ['14:14 posted in #help-checkout', 'posted in #help-checkout'],
  ['14:31 release 811 rolled back', 'release 811 rolled back'],
  ['14:44 database paged', 'database paged'],
  ['14:52 pool pinned at 100 %', 'pool pinned at 100 %'],
  ['15:19 latency back to normal', 'latency back to normal'],
]

test('a meeting in both views', { timeout: 300_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'secondstory-room-'))
  const watched = recorded(folder)
  const app = await open({ width: 2720, height: 900, binary: watched.binary })
  try {
    watched.listen()
    await app.resize(1440, 900) // and the Room beside it
    await start(app)
    const room = await openRoom(app, 1440)
    const seen = (what, is) => until(() => is(watched.view()), what)
    await seen('the first stage', (v) => v.mode === 'meeting' && v.stage === 1)

    for (let stage = 1; stage <= 7; stage++) {
      await seen(`stage ${stage}`, (v) => v.stage === stage)
      // Everything that is typed and not confirmed carries a marker.
      await write(app, `14:0${stage} ${marker()} told, and nobody confirmed it`, `zqmark${String(markers).padStart(2, '0')}`)
      await write(app, `? ${marker()} asked`, 'asked')
      await write(app, `# ${marker()} a factor`, 'factor')
      await write(app, `+ ${marker()} what helped`, 'what helped')
      await write(app, `! ${marker()} an idea`, 'idea')
      await write(app, `@${marker()}: said by a stranger`, 'stranger')
      const line = confirmed[stage - 1]
      await confirm(app, ...line)
      await seen(line[1], (v) => v.timeline.marks.some((m) => m.label === line[1]))
      await app.display.screenshot(join(out, `room-stage-${stage}.png`), room)
      await app.screenshot(`desk-stage-${stage}`)
      if (stage === 2) await app.press('Alt+j')
      if (stage < 7) await app.press('Control+Shift+Enter')
    }
    await seen('ideas', (v) => v.ideas === 7)

    // What is edited is out until it is confirmed again.
    await app.press('Backspace', 'End')
    await app.type(` ${marker()}`)
    await app.press('Enter')
    await seen('the edited line out', (v) => v.timeline.marks.length === 6)
    await app.press('Control+z')
    await seen('undo bring it back', (v) => v.timeline.marks.length === 7)

    await app.press('F9')
    await seen('the agenda', (v) => v.mode === 'hidden' && v.timeline.marks.length === 0)
    await app.display.screenshot(join(out, 'room-hidden.png'), room)
    await app.press('F9') // what the room sees comes first, on both
    await seen('the meeting again', (v) => v.mode === 'meeting')
    await app.waitForText('dialog', 'The room sees')
    assert.doesNotMatch(await app.text('dialog'), /zqmark/)
    assert.deepEqual(await app.audit('dialog'), [])
    await app.screenshot('desk-back-by-room')
    await app.press('F9')
    await app.gone('dialog')

    // The key works in the Room's window too, and only the Desk brings it back.
    await app.display.press(room, 'F9')
    await app.waitForText('dialog', 'Agenda')
    await seen('the agenda by the Room', (v) => v.mode === 'hidden')
    await app.display.press(room, 'ctrl+q')
    await app.press('F9', 'F9')
    await app.gone('dialog')
    await seen('the meeting once more', (v) => v.mode === 'meeting')

    // How it looks is chosen at the Desk.
    await app.press('Control+Shift+d')
    await app.find('dialog')
    assert.deepEqual(await app.audit('dialog'), [])
    await app.screenshot('room-panel')
    for (const [ground, theme] of [['Dark', 'dark'], ['Light', 'light']]) {
      await choose(app, ground)
      await seen(theme, (v) => v.look.theme === theme)
      for (const [name, size] of [['Larger', 2], ['Largest', 3], ['Large', 1]]) {
await choose(app, name)
        await seen(name, (v) => v.look.size === size)
        for (const [w, h] of [[1280, 720], [1024, 700]]) {
          await sizeRoom(app, room, 1440, w, h)
          await app.display.screenshot(join(out, `room-${theme}-${size}-${w}.png`), room)
        }
      }
    }
    await app.press('Escape')
    await app.press('Control+d')
    await app.gone('header [aria-pressed=true]')

    const stream = watched.stream()
    assert.ok(markers >= 40, `${markers} markers`)
    assert.doesNotMatch(stream, /zqmark|stranger|nobody confirmed/)
    for (const [, label] of confirmed) assert.ok(stream.includes(label), label)
    console.log(`room: ${stream.split('\n').length - 1} lines, ${stream.length} bytes to the Room, ${markers} markers, 0 hits`)
  } catch (error) {
    await app.screen('room-failed').catch(() => {})
    throw error
  } finally {
    await app.close()
    rmSync(folder, { recursive: true, force: true })
  }
})

journey('a Room that dies is offered again, and nothing is lost', { width: 1440, height: 900 }, async (app) => {
  await start(app)
  await openRoom(app)
  for (let i = 1; i <= kills; i++) {
    const [pid] = await until(() => childrenOf(app.pid()).length > 0 && childrenOf(app.pid()), 'a Room')
    await app.type(`14:1${i % 10} line ${i} of the meeting`)
    process.kill(pid, 'SIGKILL')
    await app.type('\n')
    await app.waitForText('body', 'The Room view has ended. Open it again?')
    await app.find('header [aria-pressed=false]')
    await app.waitForText(LINES, `line ${i} of the meeting`)
    await app.press('Control+d')
    await app.display.window(ROOM, 20_000)
    await app.find('header [aria-pressed=true]', 20_000)
  }
  await saved(app)
  assert.equal((await entries(app, TITLE)).length, kills)
  console.log(`room: ${kills} kills of the Room, 0 lines lost`)
})

test('a Room whose Desk dies is idle and ends', { timeout: 600_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'secondstory-room-'))
  const library = join(folder, 'library.db')
  try {
    for (let i = 1; i <= kills; i++) {
      const app = await open({ library })
      try {
        if (i === 1) await start(app)
        else {
          await reopen(app, TITLE)
          await capture(app)
        }
        const room = await openRoom(app)
        await write(app, `14:2${i % 10} line ${i} of the meeting`, `line ${i} of`)
        await saved(app)
        if (i === 1) assert.equal((await entries(app, TITLE)).length, 1)
        const mine = childrenOf(app.pid())
        assert.equal(mine.length, 1)
        await app.signal('SIGKILL')
        if (i === 1) {
          await until(() => app.display.grab(room), 'a picture')
          await app.display.screenshot(join(out, 'room-idle.png'), room).catch(() => {})
        }
        await until(() => rooms().every((pid) => !mine.includes(pid)), 'the Room to end', 15_000)
      } finally {
        await app.close()
      }
    }
    const app = await open({ library })
    assert.equal((await entries(app, TITLE)).length, kills)
    await app.close()
    console.log(`room: ${kills} kills of the Desk, 0 lines lost, every Room ended`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
