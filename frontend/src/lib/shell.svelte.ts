import type { Snippet } from 'svelte'
import { backend } from './backend'
import { OpenDebrief } from './debrief.svelte'
import type { ID } from './nouns'
import { room } from './room.svelte'
import { newStep, saving } from './saving.svelte'
import { openSession, sessionRuns } from './session'
import { vault } from './vault.svelte'

/** The parts of a debrief, in the order of the navigation. */
export const places = [
  'prepare',
  'interviews',
  'meeting',
  'timeline',
  'factors',
  'report',
  'followup',
] as const
export type PlaceName = (typeof places)[number]

/** The key of each part: the hands know Ctrl 2 as the meeting. */
export const placeKeys: Record<PlaceName, string> = {
  prepare: 'Ctrl+1',
  meeting: 'Ctrl+2',
  timeline: 'Ctrl+3',
  factors: 'Ctrl+4',
  report: 'Ctrl+5',
  interviews: 'Ctrl+6',
  followup: 'Ctrl+7',
}

/** What can be there while no debrief is open. */
export type HomeName = 'library' | 'backups' | 'board' | 'search' | 'insights'

/** Where the window is: the library, or one part of one debrief. No URLs: nothing to type, nothing to leak. */
export class Shell {
  debrief = $state<OpenDebrief>()
  /** The debrief whose meeting goes on while somebody looks at the library, or at another debrief. */
  held = $state<OpenDebrief>()
  part = $state<PlaceName>('prepare')
  /** What is shown while no debrief is open. */
  home = $state<HomeName>('library')
  /**
   * The screen is hidden behind a neutral agenda, or behind what the room may see: where a room looks on,
   * that comes back first, and the Desk only when it is asked for once more.
   */
  hidden = $state<false | 'agenda' | 'room'>(false)
  /** Which row the library puts the selection on when one comes back to it. */
  last = $state<ID>('')
  /** The record another screen asked this one to show; empty for none. */
  at = $state<ID>('')
  /** What a screen puts into the top bar before "Hide screen", such as the meeting's clock. */
  extra = $state.raw<Snippet>()
  /** What a screen puts at the very right of the top bar: its primary. */
  action = $state.raw<Snippet>()
  /** Takes the place of the navigation of parts (the live screen has a bar of its own). */
  bar = $state.raw<Snippet>()

  /** Asks again what library is open and begins anew with it; the frame says how. */
  again: () => Promise<void> = () => Promise.resolve()
  /** The same without trying to open one that is not open. */
  look: () => Promise<void> = () => Promise.resolve()

  /** Hides both windows. What is on the screen goes first; nothing is waited for. */
  hide = () => {
    this.hidden = 'agenda'
    room.hide(true)
    void vault.lock(true)
  }

  /** Comes back: the Room's picture first, then the Desk. */
  comeBack = () => {
    if (this.hidden === 'agenda') room.hide(false)
    this.hidden = this.hidden === 'agenda' && this.#inRoom() ? 'room' : false
  }

  /** Somebody else looks on: a meeting is under way, or the Room view is open. */
  #inRoom(): boolean {
    const { meeting } = this
    return meeting !== undefined && (underWay(meeting) || room.state.open)
  }

  /** The debrief the room follows: the one whose meeting goes on, else the one that is open. */
  get meeting(): OpenDebrief | undefined {
    return this.held ?? this.debrief
  }

  /** The meeting that goes on out of sight, whatever is looked at meanwhile. */
  get away(): OpenDebrief | undefined {
    if (this.held) return this.held
    const { debrief } = this
    if (!debrief || !debrief.ticks || this.part === 'meeting') return undefined
    return underWay(debrief) ? debrief : undefined
  }

  /** Says whether a debrief is still there: open, or in a meeting that goes on. */
  holds(debrief: OpenDebrief): boolean {
    return this.debrief === debrief || this.held === debrief
  }

  async open(id: ID, part?: PlaceName) {
    const debrief = await this.#take(id)
    if (this.debrief !== debrief) this.#leave()
    if (this.held === debrief) this.held = undefined
    this.debrief = debrief
    this.last = id
    this.part = part ?? startPart(debrief)
  }

  /** One that is held is read again and not opened twice: the clock and what is begun are in it. */
  async #take(id: ID): Promise<OpenDebrief> {
    if (this.held?.id !== id) return OpenDebrief.open(id)
    await this.held.reload()
    return this.held
  }

  /** Leaves the open debrief. A clock that runs goes on. */
  #leave() {
    const { debrief } = this
    this.debrief = undefined
    if (!debrief) return
    if (!goesOn(debrief)) return debrief.close()
    this.letGo()
    this.held = debrief
  }

  /** Ends holding a meeting, also when only one of this id is meant; its clock is kept and rests. */
  letGo(id = this.held?.id) {
    if (!this.held || this.held.id !== id) return
    this.held.close()
    this.held = undefined
  }

  /** Back to the screen of the meeting, wherever one is. */
  async toMeeting() {
    if (this.away && this.away !== this.debrief) await this.open(this.away.id, 'meeting')
    else this.go('meeting')
  }

  #creating: Promise<void> | undefined

  /** Makes a debrief and opens its preparation; a second click meanwhile makes no second one. */
  create() {
    this.#creating ??= this.#create().finally(() => (this.#creating = undefined))
    return this.#creating
  }

  async #create() {
    const made = await saving.perform([], () => backend.debriefs.new(newStep('new-debrief')))
    if (made) await this.open(made.id, 'prepare')
  }

  /** Goes to another part of the open debrief, and there to a record. */
  go(part: PlaceName, at: ID = '') {
    this.debrief?.rest()
    this.at = at
    this.part = part
  }

  async library(home: HomeName = 'library') {
    await Promise.all([saving.flush(), vault.keeper?.flush()])
    this.#leave()
    this.home = home
  }
}

/** A meeting was begun and has not ended, or a further session of it. */
export const underWay = ({ whole }: OpenDebrief) =>
  ['live', 'paused'].includes(whole.debrief.state) || Boolean(openSession(whole.meeting)?.startedAt)

/** Its clock runs. */
const goesOn = ({ whole, ticks }: OpenDebrief) =>
  ticks &&
  (sessionRuns(whole.meeting) ||
    (whole.debrief.state === 'live' && whole.meeting.runningSince !== ''))

/** Where a debrief is taken up again. */
function startPart(debrief: OpenDebrief): PlaceName {
  switch (debrief.whole.debrief.state) {
    case 'live':
    case 'paused':
      return 'meeting'
    case 'follow-up':
    case 'closed':
      return 'followup'
    case 'read-back':
    case 'signed-off':
      return 'report'
    default:
      return 'prepare'
  }
}

export const shell = new Shell()
