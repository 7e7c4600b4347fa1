import { asBackendError, backend } from '$lib/backend'
import { t } from '$lib/copy'
import type { OpenDebrief } from '$lib/debrief.svelte'
import type { Entry, ID } from '$lib/nouns'
import { inRoom, roomMark } from '$lib/room/mark'
import { displayName, idle, type RoomLook, type RoomState } from '$lib/room/view'
import { newStep } from '$lib/saving.svelte'
import { isKnown } from '$lib/timeline'
import { toasts } from '$lib/ui/toasts.svelte'

const closed: RoomState = {
  open: false,
  ended: false,
  hidden: false,
  view: idle(),
  seq: 0,
  displays: [],
  display: '',
}

/** The Room view as the Desk sees it. What is shown there is made by the backend, from the library. */
export class Room {
  state = $state.raw<RoomState>(closed)
  /** Its panel is open. */
  panel = $state(false)
  /** The key of the question on top of the Desk, and of which debrief. */
  #asked = $state.raw({ debrief: '', question: '' })

  /** Follows the Room while the window lives. */
  follow = (onHide: () => void) => {
    void this.look()
    const stops = [backend.room.onState(this.#take), backend.room.onHide(onHide)]
    return () => stops.forEach((stop) => stop())
  }

  /** Asks anew what the room sees, or would see. */
  look = async () => {
    try {
      this.#take(await backend.room.state())
    } catch {
      // Without a library there is nothing to show.
    }
  }

  #take = (state: RoomState) => {
    const gone = state.ended && !this.state.ended
    this.state = state
    // The offer is over once there is a Room again.
    if (state.open) for (const o of toasts.all) if (o.text === t('room.ended')) toasts.close(o.id)
    if (gone) {
      const run = () => void this.open()
      toasts.say(t('room.ended'), { label: t('room.ended.again'), keys: 'Ctrl+D', run })
    }
  }

  /** Says what is asked in a debrief. */
  ask(debrief: ID, question: string) {
    this.#asked = { debrief, question }
  }

  /** Tells the backend which debrief is in the meeting; an empty id leaves the Room idle. */
  tell(debrief: ID) {
    const question = this.#asked.debrief === debrief ? this.#asked.question : ''
    backend.room.follow(debrief, question).catch(() => undefined)
  }

  open = () => this.#try(backend.room.open())
  close = () => this.#try(backend.room.close())
  toggle = () => (this.state.open ? this.close() : this.open())

  /** Hides the Room, or brings it back; a bridge that does not answer keeps nobody waiting. */
  hide(hidden: boolean) {
    backend.room.hide(hidden).catch(() => undefined)
  }

  choose(look: Partial<RoomLook>, display = this.state.display) {
    return this.#try(backend.room.choose({ ...this.state.view.look, ...look }, display))
  }

  get displays() {
    return this.state.displays.map((d) => ({
      value: displayName(d),
      label: t(d.primary ? 'room.display.own' : 'room.display.other', {
        name: displayName(d),
      }),
    }))
  }

  async #try(done: Promise<void>) {
    try {
      await done
    } catch (thrown) {
      toasts.say(asBackendError(thrown).message)
    }
  }

  // What is confirmed. Nothing of it is shown that is not.

  /** Confirms an entry for the Room as it stands, or takes it out. What has no time has no place there. */
  show(debrief: OpenDebrief, id: ID) {
    const entry = debrief.find('entry', id)
    if (!entry) return
    if (!isKnown(entry.time)) {
      const { at, problem } = entry.time
      toasts.say(t(!at && problem === 'no-day' ? 'room.no-day' : 'room.no-time'))
      return
    }
    const into = !inRoom(entry)
    const change = { name: into ? 'room-in' : 'room-out' }
    void debrief.edit('entry', id, change, (e) => (e.room = into ? roomMark(e) : ''))
    toasts.say(t(into ? 'room.done.in' : 'room.done.out', { text: shortly(entry) }))
  }

  /** The entries of the timeline that are not confirmed. */
  missing = (entries: Entry[]) => entries.filter((e) => isKnown(e.time) && !inRoom(e))

  /**
   * Confirms all entries of the timeline, or takes all out: one step. Returns how many there were. What is
   * done about it is told by whoever asked.
   */
  showAll(debrief: OpenDebrief, into: boolean): number {
    const { entries } = debrief.whole
    const some = into ? this.missing(entries) : entries.filter((e) => e.room !== '')
    const name = into ? 'room-in' : 'room-out'
    const step = newStep(name)
    for (const { id } of some) {
      void debrief.edit('entry', id, { name, step }, (e) => (e.room = into ? roomMark(e) : ''))
    }
    return some.length
  }
}

/** An entry in a few words. */
function shortly({ label, text }: Entry): string {
  const words = label || text
  return words.length > 50 ? `${words.slice(0, 49).trimEnd()}…` : words
}

export const room = new Room()
