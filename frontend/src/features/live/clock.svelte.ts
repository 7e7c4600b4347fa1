import type { OpenDebrief } from '$lib/debrief.svelte'
import type { Meeting } from '$lib/nouns'

/** How often the running clock is kept, in milliseconds. */
const keepMs = 10_000

/** A longer silence than this was no meeting: the app was closed, or it ended without saying so. */
const silenceMs = 2 * keepMs

/** After this long a meeting is not taken to be still going on. */
const goneMs = 30 * 60_000

/**
 * The clock of a meeting. The record holds what was spent in each stage and since when the clock runs;
 * this adds the running part, once a second, and keeps it often enough for a crash to cost ten seconds.
 */
export class Clock {
  /** The time the clock shows, in milliseconds; moves with beat. */
  now = $state(0)
  #debrief: OpenDebrief
  #time: () => number

  constructor(debrief: OpenDebrief, time: () => number) {
    this.#debrief = debrief
    this.#time = time
    this.now = time()
  }

  get #meeting(): Meeting {
    return this.#debrief.whole.meeting
  }

  get running(): boolean {
    return this.#meeting.runningSince !== '' && !this.#debrief.onlyRead
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

  /** Called once a second. */
  beat() {
    this.now = this.#time()
    const m = this.#meeting
    if (!this.running || this.now - Date.parse(m.seenAt || m.runningSince) < keepMs) return
    m.seenAt = stamp(this.now)
    void this.#debrief.tick()
  }

  /** Keeps the clock before the debrief is closed. */
  keep() {
    this.now = this.#time()
    if (!this.running) return
    this.#meeting.seenAt = stamp(this.now)
    void this.#debrief.tick()
  }

  /**
   * Called when a debrief is opened: a silence since the clock was last seen is not counted. Returns
   * whether there was one.
   */
  recover(): boolean {
    const m = this.#meeting
    this.now = this.#time()
    if (!this.running) return false
    const silence = this.now - Date.parse(m.seenAt || m.runningSince)
    if (!(silence > silenceMs)) return false
    add(m, Date.parse(m.seenAt || m.runningSince))
    const since = silence < goneMs ? stamp(this.now) : ''
    m.runningSince = since
    m.seenAt = since
    void this.#debrief.tick()
    return true
  }

  // What follows changes a meeting that somebody else is about to save.

  start(m: Meeting) {
    this.now = this.#time()
    m.runningSince = m.seenAt = stamp(this.now)
  }

  /** Books the running part to the stage it ran in, and stands still. */
  stop(m: Meeting) {
    this.now = this.#time()
    add(m, this.now)
    m.runningSince = m.seenAt = ''
  }

  #run(): number {
    if (this.running) return seconds(this.#meeting, this.now)
    const m = this.#meeting
    // In a library that is only read it stands where it was last seen.
    return m.runningSince ? seconds(m, Date.parse(m.seenAt || m.runningSince)) : 0
  }
}

function add(m: Meeting, until: number) {
  const at = m.stage - 1
  if (m.runningSince && at >= 0)
    m.elapsedSeconds[at] = (m.elapsedSeconds[at] ?? 0) + seconds(m, until)
}

const seconds = (m: Meeting, until: number) =>
  Math.max(0, Math.floor((until - Date.parse(m.runningSince)) / 1000))

export const stamp = (ms: number) => new Date(ms).toISOString()

/** Writes seconds as a clock does: "24:08", "1:02:05". */
export function digits(all: number): string {
  const two = (n: number) => String(n).padStart(2, '0')
  const [h, m, s] = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60]
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${two(m)}:${two(s)}`
}
