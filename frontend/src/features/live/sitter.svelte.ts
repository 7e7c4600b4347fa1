import { announce } from '$lib/announce'
import { changes } from '$lib/changes.svelte'
import { t } from '$lib/copy'
import type { OpenDebrief } from '$lib/debrief.svelte'
import { isSigned } from '$lib/frozen'
import { stages, type Meeting, type State, type Step } from '$lib/nouns'
import { Play, type Card } from '$lib/rehearsal'
import { rehearsing } from '$lib/rehearsing.svelte'
import { openSession, sessionStages, type Sitting } from '$lib/session'
import { stageName } from './agenda.svelte'
import { Clock, stamp, type Clocks } from './clock.svelte'

const every = stages.map((_, i) => i + 1)

/**
 * What sits now: the meeting, or a further session of the same debrief about what has rested, with stages
 * and a clock of its own.
 */
export class Sitter {
  readonly debrief: OpenDebrief
  readonly clock: Clock
  /** A word about the clock after a gap, until the next command or line; empty when there is nothing to say. */
  notice = $state('')
  /** The stage that is looked at after the meeting, which stands where it ended. */
  protected looked = $state(0)

  /** What a rehearsal puts before the room. */
  readonly play: Play

  constructor(debrief: OpenDebrief, clocks: Clocks) {
    this.debrief = debrief
    this.play = new Play(debrief)
    this.clock = new Clock(debrief, clocks)
  }

  get meeting(): Meeting {
    return this.debrief.whole.meeting
  }

  /** A further session that is planned or goes on. */
  get session() {
    return openSession(this.meeting)
  }

  /** What the clock, the plan and the stages are of. */
  get sitting(): Sitting {
    return this.session ?? this.meeting
  }

  /** The stages there are, by their numbers. */
  readonly stages = $derived.by(() => (this.session ? sessionStages : every))

  readonly state = $derived.by((): State => {
    const { session } = this
    if (!session) return this.debrief.whole.debrief.state
    if (!session.startedAt) return 'ready'
    return session.runningSince ? 'live' : 'paused'
  })

  /** What was said is signed off, and stays as it is. */
  readonly frozen = $derived.by(() => isSigned(this.debrief.whole.debrief.state))
  /** The course stands: nothing of it goes on until a session is planned, or the debrief is amended. */
  readonly stands = $derived.by(() => this.frozen && !this.session)
  /** Ideas may be decided about. */
  readonly mayDecide = $derived.by(() => !this.stands)

  /** Cards may be put before the room: the meeting is under way. */
  readonly mayReveal = $derived.by(
    () => !this.frozen && ['live', 'paused'].includes(this.state) && this.play.cards.length > 0,
  )

  /** Puts the next step before the room, or a card somebody chose. */
  put(card = this.play.next) {
    if (!card || !this.mayReveal) return
    void this.#tell(card, this.play.show(card))
  }

  /** What the Room holds back, because of a name in it, or cannot know of, is not said to be there. */
  async #tell(card: Card, saved: Promise<boolean>) {
    const known = (await saved) && (await rehearsing.look(this.debrief.id))
    if (!known || !this.play.shown(card)) return
    const held = rehearsing.held.includes(card.id)
    announce(held ? t('rehearse.held') : t('rehearse.shown', { text: card.text }))
  }

  /** Takes what was shown last back. */
  takeBack() {
    if (!this.play.last || !this.mayReveal) return
    this.play.back()
    announce(t('rehearse.taken'))
  }

  /** What is held: questions and words of a further session and of a rehearsal are their own. */
  get agendaOf() {
    return {
      kind: this.debrief.whole.debrief.kind,
      session: this.session !== undefined,
      rehearsal: this.play.cards.length > 0,
    }
  }

  /** What a stage is called here: a rehearsal has names of its own. */
  stageName = (stage: number): string => stageName(stage, this.play.cards.length > 0)

  /** A session that was only planned is not held. */
  dropSession() {
    if (!this.session || this.session.startedAt) return
    this.change('session-drop', (_, m) => (m.sessions = m.sessions?.slice(0, -1) ?? []))
    changes.offerNewest(t('session.dropped'))
  }

  protected endSession() {
    this.change('session-end', (s) => {
      this.clock.stop(s)
      s.endedAt = stamp(this.clock.now)
    })
    changes.offerNewest(t('session.ended'))
  }

  /** Changes the meeting, and in it what sits now. */
  protected change(
    name: string,
    alter: (s: Sitting, m: Meeting) => void,
    how: { typing?: string; step?: Step } = {},
  ) {
    this.notice = ''
    const both = (m: Meeting) => alter(openSession(m) ?? m, m)
    void this.debrief.edit('meeting', this.meeting.id, { name, ...how }, both)
  }
}
