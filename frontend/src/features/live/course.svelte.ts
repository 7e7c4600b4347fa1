import { announce } from '$lib/announce'
import { backend } from '$lib/backend'
import { changes } from '$lib/changes.svelte'
import { t } from '$lib/copy'
import type { OpenDebrief } from '$lib/debrief.svelte'
import { stages, type ID, type Meeting, type State } from '$lib/nouns'
import { newStep } from '$lib/saving.svelte'
import { begin } from '$lib/start-meeting'
import { stageName } from './agenda.svelte'
import { Clock, stamp } from './clock.svelte'
import { narratives } from './lines'
import { following, order, shortNames } from './turns'

const first = 1
export const last = stages.length

/** States in which the lines are frozen. */
const frozen: State[] = ['signed-off', 'follow-up', 'closed']

/** The course of a meeting: its state and clock, its stages, and whose turn it is. */
export class Course {
  readonly debrief: OpenDebrief
  readonly clock: Clock
  /** A word about the clock after a crash; empty when there is nothing to say. */
  notice = $state('')

  constructor(debrief: OpenDebrief, time: () => number) {
    this.debrief = debrief
    this.clock = new Clock(debrief, time)
    if (this.clock.recover()) this.notice = t('live.recovered')
  }

  get meeting(): Meeting {
    return this.debrief.whole.meeting
  }

  /** Where lines are filed; before the meeting starts, its first stage. */
  get stage(): number {
    return Math.max(first, this.meeting.stage)
  }

  readonly people = $derived.by(() => order(this.debrief.whole.participants))
  readonly names = $derived.by(() => shortNames(this.debrief.whole.participants))
  readonly state = $derived.by(() => this.debrief.whole.debrief.state)
  readonly frozen = $derived(frozen.includes(this.state))
  readonly upcoming = $derived(
    following(this.people, this.meeting.speakerId, this.meeting.heardIds),
  )
  readonly speaker = $derived(this.people.find((p) => p.id === this.meeting.speakerId))

  /** Whose turn it is while turns are taken. */
  get turn() {
    const speaker = this.stage === narratives ? this.speaker : undefined
    return speaker && { id: speaker.id, name: this.names.get(speaker.id) ?? speaker.name }
  }

  /** What the one primary button does now. */
  readonly step = $derived.by((): 'start' | 'resume' | 'speaker' | 'stage' | 'end' | 'none' => {
    if (this.frozen) return 'none'
    if (this.state === 'paused' || this.state === 'read-back') return 'resume'
    if (this.state !== 'live') return 'start'
    if (!this.clock.running) return 'resume'
    if (this.stage === narratives && this.upcoming) return 'speaker'
    return this.stage < last ? 'stage' : 'end'
  })

  /** Ending and reopening are asked for by name: a key pressed once too often does neither. */
  readonly mayAdvance = $derived.by(
    () => this.step !== 'none' && this.step !== 'end' && this.state !== 'read-back',
  )

  /** A meeting that was begun and has not ended. */
  readonly mayEnd = $derived.by(() => this.state === 'live' || this.state === 'paused')

  advance() {
    const run = {
      start: () => this.start(),
      resume: () => this.start(),
      speaker: () => this.nextSpeaker(),
      stage: () => this.goTo(this.stage + 1),
      end: () => this.end(),
      none: () => undefined,
    }
    run[this.step]()
  }

  start() {
    if (this.frozen) return
    const again = this.meeting.startedAt !== ''
    this.#move(again ? 'resume-meeting' : 'start-meeting', 'live', (m) => {
      this.clock.start(m)
      begin(m, m.runningSince)
    })
    this.notice = ''
  }

  pause() {
    if (this.clock.running) this.#move('pause-meeting', 'paused', (m) => this.clock.stop(m))
  }

  end() {
    this.#move('end-meeting', 'read-back', (m) => {
      this.clock.stop(m)
      m.endedAt = stamp(this.clock.now)
    })
    changes.offerNewest(t('live.ended'))
  }

  goTo(stage: number) {
    if (stage < first || stage > last || stage === this.meeting.stage) return
    this.#edit('stage', (m) => {
      const running = this.clock.running
      if (running) this.clock.stop(m)
      if (m.stage === narratives) leaveTurn(m)
      m.stage = stage
      if (running) this.clock.start(m)
      if (stage === narratives) m.speakerId ||= following(this.people, '', m.heardIds)?.id ?? ''
    })
    announce(stageName(stage))
  }

  nextSpeaker() {
    const next = this.upcoming
    this.#edit('speaker', (m) => {
      leaveTurn(m)
      m.speakerId = next?.id ?? ''
    })
    announce(next ? t('live.turns.speaking', { name: next.name }) : t('live.turns.all'))
  }

  speak(id: ID) {
    if (id === this.meeting.speakerId) return
    this.#edit('speaker', (m) => {
      leaveTurn(m)
      m.speakerId = id
    })
  }

  async preset(minutes: number) {
    const plan = await backend.meetings.plan(minutes)
    this.#edit('plan', (m) => (m.planMinutes = plan))
  }

  plan(stage: number, minutes: number) {
    if (!Number.isFinite(minutes)) return
    const whole = Math.round(Math.min(600, Math.max(0, minutes)))
    this.#edit('plan', (m) => (m.planMinutes[stage - 1] = whole), `plan-${stage}`)
  }

  /** The stage that could give minutes to the one that needs them: the longest of those to come. */
  readonly giver = $derived.by(() => {
    const over = this.clock.over(this.stage)
    const plan = this.meeting.planMinutes
    let best = 0
    for (let s = this.stage + 1; s <= last; s++) {
      if ((plan[s - 1] ?? 0) > Math.max(over, plan[best - 1] ?? 0)) best = s
    }
    return best
  })

  /** Moves the minutes a stage is over from a later one. */
  take() {
    const [over, from] = [this.clock.over(this.stage), this.giver]
    if (!over || !from) return
    this.#edit('plan', (m) => {
      m.planMinutes[this.stage - 1] = (m.planMinutes[this.stage - 1] ?? 0) + over
      m.planMinutes[from - 1] = (m.planMinutes[from - 1] ?? 0) - over
    })
  }

  agree(agreed: boolean) {
    this.#edit('edit-meeting', (m) => (m.agreed = agreed))
  }

  count(what: 'present' | 'learned' | 'again', text: string) {
    const n = text.trim() === '' ? null : Math.max(0, Math.round(Number(text)))
    if (n === null || Number.isFinite(n)) this.#edit('edit-meeting', (m) => (m[what] = n), what)
  }

  #edit(name: string, alter: (m: Meeting) => void, typing?: string) {
    const change = typing ? { name, typing } : { name }
    void this.debrief.edit('meeting', this.meeting.id, change, alter)
  }

  /** Changes the meeting and the state of its debrief as one step. */
  #move(name: string, state: State, alter: (m: Meeting) => void) {
    const step = newStep(name)
    void this.debrief.edit('meeting', this.meeting.id, { name, step }, alter)
    if (this.state !== state) {
      void this.debrief.edit('debrief', this.debrief.id, { name, step }, (d) => (d.state = state))
    }
  }
}

function leaveTurn(m: Meeting) {
  if (m.speakerId && !m.heardIds.includes(m.speakerId)) m.heardIds.push(m.speakerId)
  m.speakerId = ''
}
