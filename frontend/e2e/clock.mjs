// A clock the tests can move on, so that an hour's meeting takes minutes. The shipped binary has no such clock:
// "make ahead" builds it again with the one line that hands over the clock replaced (ahead.go.txt). The page's
// two clocks are moved with it, and what beats once a second beats ten times; other timers stay as they are.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { folder } from './library.mjs'
import { binary, root } from './tools.mjs'

/** At each of its beats the clock of the meeting takes a longer leap for a sleep; see clock.svelte.ts. */
const LEAP = 80_000

/** The binary whose clock can be moved, built anew when the shipped one is newer. */
function movable() {
  const path = join(root, 'build', 'tools', 'ahead', 'secondstory')
  if (!existsSync(path) || statSync(path).mtimeMs < statSync(binary).mtimeMs)
    execFileSync('make', ['-s', 'ahead'], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  return path
}

/** A clock for one library: open the app with its binary and env, then let it in with follow(app). */
export class AheadClock {
  ms = 0

  constructor() {
    this.file = join(mkdtempSync(join(folder(), 'clock-')), 'ahead')
    this.binary = movable()
    this.env = { SECONDSTORY_AHEAD: this.file }
    this.#tell()
  }

  /** Lets minutes pass while there is no window. */
  away(minutes) {
    this.ms += minutes * 60_000
    this.#tell()
  }

  #tell() {
    writeFileSync(`${this.file}.next`, String(this.ms))
    renameSync(`${this.file}.next`, this.file) // it is read at any moment
  }

  /** The page goes by this clock from now on; to be called once for every window, before a debrief is opened. */
  follow(app) {
    return app.execute((ms) => {
      const [wall, steady] = [Date.now, performance.now.bind(performance)]
      window.ahead = ms
      Date.now = () => wall() + window.ahead
      performance.now = () => steady() + window.ahead
      const every = window.setInterval.bind(window)
      window.setInterval = (work, ms) => every(work, ms === 1000 ? 100 : ms)
    }, this.ms)
  }

  /** Lets minutes pass in the meeting that is shown, in leaps, each seen by its clock. */
  async pass(app, minutes) {
    for (let left = minutes * 60_000; left > 0; left -= LEAP) {
      const leap = Math.min(left, LEAP)
      const before = seconds(await app.text('[role=timer]'))
      this.ms += leap
      this.#tell()
      await app.execute((ms) => void (window.ahead = ms), this.ms)
      await app.waitFor(
        async () => seconds(await app.text('[role=timer]')) - before >= Math.floor(leap / 1000),
        `the meeting to see ${leap / 1000} seconds pass`,
        20_000,
      )
    }
  }
}

/** What a clock of the app says, in seconds. */
export const seconds = (shown) => shown.split(':').reduce((sum, n) => sum * 60 + Number(n), 0)
