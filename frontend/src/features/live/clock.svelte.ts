import type { OpenDebrief } from '$lib/debrief.svelte'
import { openSession, type Sitting } from '$lib/session'

/** How often the running clock is kept, in milliseconds. */
const keepMs = 10_000

/** A longer silence than this was no meeting: the app was closed, or it ended without saying so. */
const silenceMs = 2 * keepMs

/** After this long a meeting is not taken to be still going on. */
const goneMs = 30 * 60_000

/**
 * Between two beats no window waits longer, not even one that is hidden: engines let timers of those
 * wait for up to a minute. Longer, the machine slept with its clock going on.
 */
const asleepMs = 90_000

/** Two clocks that part by less between two beats are only set by the network. */
const driftMs = 2_000

/** Reads the two clocks there are, in milliseconds. */
export interface Clocks {
  /** The time of day: jumps when somebody sets it, and when a laptop wakes. */
  wall: () => number
  /** Time that only goes on, from any beginning; on most machines it stands while they sleep. */
  steady: () => number
}

export const realClocks: Clocks = { wall: () => Date.now(), steady: () => performance.now() }

/** Why the clock did not go straight on. */
export type Gap = '' | 'went-on' | 'stands'

/**
 * The clock of a meeting. The record holds what was spent in each stage and since when the clock runs;
 * this adds the running part, once a second, and keeps it often enough for a crash to cost ten seconds.
 * What counts is time during which the app was awake: a laptop that sleeps, or whose clock is set, adds
 * nothing and takes nothing away.
 */
export class Clock {
  /** The time the clock shows, in milliseconds; moves with beat. */
  now = $state(0)
  #debrief: OpenDebrief
  #clocks: Clocks
  #steady: number

  constructor(debrief: OpenDebrief, clocks: Clocks) {
    this.#debrief = debrief
    this.#clocks = clocks
    this.now = clocks.wall()
    this.#steady = clocks.steady()
  }

  /** What it counts: a further session while there is one, otherwise the meeting. */
  get #meeting(): Sitting {
    const { meeting } = this.#debrief.whole
    return openSession(meeting) ?? meeting
  }

  get running(): boolean {
    return this.#meeting.runningSince !== '' && this.#debrief.ticks
  }

  /** Seconds spent in a stage (1 to 7), with the part that runs. */
  spent(stage: number): number {
    const kept = this.#meeting.elapsedSeconds[stage - 1] ?? 0
    return kept + (stage === this.#meeting.stage ? this.#run() : 0)
  }

  /** Seconds of the whole meeting. */
  get total(): number {
    return this.#meeting.elapsedSeconds.reduce((a, b) => a + b, 0) + this.#run()
  }

  /** Whole minutes a stage is over its plan; 0 while it is not. */
  over(stage: number): number {
    const planned = (this.#meeting.planMinutes[stage - 1] ?? 0) * 60
    const over = this.spent(stage) - planned
    return over > 0 && planned > 0 ? Math.ceil(over / 60) : 0
  }

  /** Called once a second. Says whether there was a gap since the last time. */
  beat(): Gap {
    const gap = this.#follow()
    if (gap) return gap
    const m = this.#meeting
    if (this.running && this.now - Date.parse(m.seenAt || m.runningSince) >= keepMs) {
      m.seenAt = stamp(this.now)
      void this.#debrief.tick()
    }
    return ''
  }

  /** Keeps the clock before the debrief is closed. */
  keep() {
    this.#follow()
    if (!this.running) return
    this.#meeting.seenAt = stamp(this.now)
    void this.#debrief.tick()
  }

  /** Books what ran and stands still, as after a gap: no step of undo. */
  rest() {
    this.#follow()
    const m = this.#meeting
    if (!this.running) return
    add(m, this.now)
    m.runningSince = m.seenAt = ''
    void this.#debrief.tick()
  }

  /**
   * Called when a debrief is opened: a silence since the clock was last seen is not counted. A clock
   * that was seen later than now was set back meanwhile, and how long that took nobody knows.
   */
  recover(): Gap {
    const m = this.#meeting
    this.now = this.#clocks.wall()
    this.#steady = this.#clocks.steady()
    if (!this.running) return ''
    const seen = Date.parse(m.seenAt || m.runningSince)
    const silence = this.now - seen
    if (silence >= 0 && silence <= silenceMs) return ''
    return this.#rebase(seen, silence)
  }

  // What follows changes a meeting that somebody else is about to save.

  start(m: Sitting) {
    this.#follow()
    m.runningSince = m.seenAt = stamp(this.now)
  }

  /** Books the running part to the stage it ran in, and stands still. */
  stop(m: Sitting) {
    this.#follow()
    add(m, this.now)
    m.runningSince = m.seenAt = ''
  }

  /** Moves now to the time of day. Where that did not go on as time does, what ran before is booked. */
  #follow(): Gap {
    const [wall, steady] = [this.#clocks.wall(), this.#clocks.steady()]
    const [moved, passed] = [wall - this.now, steady - this.#steady]
    const awake = this.now + (passed <= asleepMs ? passed : 0)
    this.#steady = steady
    this.now = wall
    const straight = Math.abs(moved - passed) <= driftMs && passed <= asleepMs
    if (straight || !this.running) return ''
    const gap = this.#rebase(awake, wall - awake)
    // A clock that was only set back lost nothing: there is nothing to tell.
    return wall < awake ? '' : gap
  }

  /** Books what ran until an instant of the old time, and goes on from now unless too much lies between. */
  #rebase(until: number, missing: number): Gap {
    const m = this.#meeting
    add(m, until)
    const since = missing < goneMs ? stamp(this.now) : ''
    m.runningSince = m.seenAt = since
    void this.#debrief.tick()
    return since ? 'went-on' : 'stands'
  }

  #run(): number {
    if (this.running) return seconds(this.#meeting, this.now)
    const m = this.#meeting
    // In a library that is only read it stands where it was last seen.
    return m.runningSince ? seconds(m, Date.parse(m.seenAt || m.runningSince)) : 0
  }
}

function add(m: Sitting, until: number) {
  const at = m.stage - 1
  if (m.runningSince && at >= 0)
    m.elapsedSeconds[at] = (m.elapsedSeconds[at] ?? 0) + seconds(m, until)
}

const seconds = (m: Sitting, until: number) =>
  Math.max(0, Math.floor((until - Date.parse(m.runningSince)) / 1000))

export const stamp = (ms: number) => new Date(ms).toISOString()

/** Writes seconds as a clock does: "24:08", "1:02:05". */
export function digits(all: number): string {
  const two = (n: number) => String(n).padStart(2, '0')
  const [h, m, s] = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60]
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${two(m)}:${two(s)}`
}

/** Writes seconds of a turn: "0:20", "7:12". */
export const minutes = (all: number) =>
  `${Math.floor(all / 60)}:${String(Math.floor(all) % 60).padStart(2, '0')}`
