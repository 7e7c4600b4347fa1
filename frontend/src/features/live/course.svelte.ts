import { announce } from '$lib/announce'
import { backend } from '$lib/backend'
import { changes } from '$lib/changes.svelte'
import { many, t } from '$lib/copy'
import type { OpenDebrief } from '$lib/debrief.svelte'
import { keys } from '$lib/keys.svelte'
import { stages, type ID, type Meeting, type State, type Step, type Turns } from '$lib/nouns'
import { newStep } from '$lib/saving.svelte'
import { begin } from '$lib/start-meeting'
import { stamp, type Clocks, type Gap } from './clock.svelte'
import { narratives } from './lines'
import { Sitter } from './sitter.svelte'
import { Speaking } from './speaking.svelte'
import { following, moved, order, passes, shortNames } from './turns'

const first = 1
const rules = 2
export const last = stages.length

/** More people than this need more than an hour: everybody is to be heard. */
const manyPeople = 9
const longMinutes = 90

/** So many seconds with the word, and somebody was heard though no line says so. */
const heardSeconds = 20

/** The course of a meeting: its state and clock, its stages, and whose turn it is. */
export class Course extends Sitter {
  /** Who has had the word how long; for this meeting and the facilitator alone. */
  readonly speaking: Speaking
  /** Whose turn it was when the narratives were left for a later stage. */
  #left: ID = ''
  /** Somebody is about to leave the ground rules, and no agreement is noted. */
  asksAgreement = $state(false)

  constructor(debrief: OpenDebrief, clocks: Clocks) {
    super(debrief, clocks)
    this.#tell(this.clock.recover())
    this.speaking = new Speaking({
      meeting: () => this.meeting,
      turns: () => this.turns,
      people: () => this.people,
      total: () => this.clock.total,
      running: () => this.clock.running && this.state === 'live' && !this.session,
    })
  }

  /** Called once a second. */
  beat() {
    const gap = this.clock.beat()
    this.#tell(gap)
    if (gap) announce(this.notice)
    this.speaking.follow()
  }

  #tell(gap: Gap) {
    if (gap) this.notice = t(gap === 'stands' ? 'course.gap.stands' : 'course.gap.went-on')
  }

  /** Who has the word, who had it, who passed. */
  get turns(): Turns {
    return this.debrief.turns
  }

  /** The stage the list marks: where the meeting is, or what is looked at after it. */
  get shown(): number {
    return this.mayMove ? this.sitting.stage : this.looked || this.sitting.stage
  }

  /** Where lines are filed; before the meeting starts, its first stage. */
  get stage(): number {
    return Math.max(first, this.shown)
  }

  readonly people = $derived.by(() => order(this.debrief.whole.participants, this.turns.orderIds))
  readonly names = $derived.by(() => shortNames(this.debrief.whole.participants))
  readonly upcoming = $derived(this.#after(this.turns.speakerId))
  readonly speaker = $derived(this.people.find((p) => p.id === this.turns.speakerId))

  #after(speaker: ID, { heardIds, passedIds } = this.turns) {
    return following(this.people, speaker, heardIds, passedIds)
  }

  /** Somebody passed before and was not heard since. */
  passed(id: ID): boolean {
    return passes(this.turns.passedIds, id) > 0 && !this.turns.heardIds.includes(id)
  }

  /** A line of the narratives is theirs. */
  protected said(id: ID): boolean {
    const { entries, countermeasures } = this.debrief.whole
    return (
      entries.some((e) => e.stage === narratives && e.who.participantId === id) ||
      countermeasures.some((c) => c.stage === narratives && c.from.participantId === id)
    )
  }

  /** Somebody was heard from: a line of theirs, or a while with the word. */
  #spoke(id: ID): boolean {
    return this.said(id) || this.speaking.of(id) >= heardSeconds
  }

  /** Somebody had their turn and used it. Of turns before the app was started only the tick is known. */
  heard(id: ID): boolean {
    return this.turns.heardIds.includes(id) && (this.speaking.late || this.#spoke(id))
  }

  /** Called before the word or the stage goes on; what was being written is filed then. */
  protected turning() {
    return
  }

  /** Whose turn it is while turns are taken. */
  get turn() {
    const speaker = this.stage === narratives ? this.speaker : undefined
    return speaker && { id: speaker.id, name: this.names.get(speaker.id) ?? speaker.name }
  }

  /** What the one primary button does now. */
  readonly step = $derived.by((): 'start' | 'resume' | 'speaker' | 'stage' | 'end' | 'none' => {
    if (this.stands) return 'none'
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

  /** After the meeting its stage, clock and turns stand still until it is resumed; every stage can be looked at. */
  readonly mayMove = $derived.by(() => !this.stands && this.state !== 'read-back')

  /** A meeting that was begun and has not ended. */
  readonly mayEnd = $derived.by(() => this.state === 'live' || this.state === 'paused')

  /** Once, before the ground rules are left without the room's agreement, that is asked in place. */
  #asks(): boolean {
    const open = this.stage === rules && this.mayEnd && !this.meeting.agreed
    if (!open || this.asksAgreement) return false
    this.asksAgreement = true
    announce(this.agreementAsked)
    return true
  }

  /** The question about the agreement, with the keys that answer it. */
  get agreementAsked(): string {
    const again = keys.told('Ctrl+Shift+Enter')
    return t('words.rules.go-on', { again, note: keys.told('Alt+J') })
  }

  /** Goes on to the next stage. */
  nextStage() {
    if (!this.#asks()) this.walkStage(1)
  }

  /** Goes to the stage before (-1) or the next (1) of those there are. */
  walkStage(by: 1 | -1) {
    this.goTo(this.stages[this.stages.indexOf(this.stage) + by] ?? 0)
  }

  advance() {
    const run = {
      start: () => this.start(),
      resume: () => this.start(),
      speaker: () => this.nextSpeaker(),
      stage: () => this.nextStage(),
      end: () => this.end(),
      none: () => undefined,
    }
    run[this.step]()
  }

  start() {
    if (this.stands) return
    this.looked = 0
    if (this.session) {
      return this.change('session-start', (s) => {
        this.clock.start(s)
        s.startedAt ||= s.runningSince
      })
    }
    const again = this.meeting.startedAt !== ''
    this.#move(again ? 'resume-meeting' : 'start-meeting', 'live', (m) => {
      this.clock.start(m)
      begin(m, m.runningSince)
    })
    if (again) this.debrief.keepTurns()
    this.speaking.follow()
  }

  pause() {
    if (this.session) this.change('session-pause', (s) => this.clock.stop(s))
    else if (this.clock.running) this.#move('pause-meeting', 'paused', (m) => this.clock.stop(m))
    this.speaking.follow()
  }

  end() {
    if (this.session) return this.endSession()
    this.#move('end-meeting', 'read-back', (m) => {
      this.clock.stop(m)
      m.endedAt = stamp(this.clock.now)
    })
    this.speaking.wipe()
    changes.offerNewest(t('live.ended'))
  }

  goTo(stage: number) {
    if (!this.stages.includes(stage) || stage === this.shown) return
    this.turning()
    if (!this.mayMove) {
      this.looked = stage
      return announce(this.stageName(stage))
    }
    const { stage: before } = this.sitting
    const step = newStep('stage')
    this.change(
      'stage',
      (s, m) => {
        const running = this.clock.running
        if (running) this.clock.stop(s)
        // The closing counts begin with who is here; the number may be changed.
        if (s === m && stage === last && this.people.length > 0) m.present ??= this.people.length
        s.stage = stage
        if (running) this.clock.start(s)
      },
      { step },
    )
    if (!this.session) this.#turnAt(stage, before, step)
    this.asksAgreement = false
    this.speaking.follow()
    announce(this.stageName(stage))
  }

  /** Who has the word in a stage that is gone to, as a part of the same step. */
  #turnAt(stage: number, before: number, step: Step) {
    const { speakerId } = this.turns
    // On the way back whoever speaks keeps the word; later all talk together, until somebody comes back.
    const leaves = stage > narratives && before <= narratives
    if (leaves) this.#left = speakerId
    const next = leaves ? '' : stage === narratives ? this.#whose(before) : speakerId
    if (next === speakerId) return
    const spoke = this.#spoke(speakerId)
    this.#editTurns(
      'stage',
      (turns) => {
        if (leaves) leaveTurn(turns, spoke)
        turns.speakerId = next
      },
      step,
    )
  }

  /** Who has the word in the narratives when they are gone to: whoever had it, or else the next. */
  #whose(before: number): ID {
    const left = before > narratives && this.people.some((p) => p.id === this.#left)
    if (left) return this.#left
    return this.turns.speakerId || (this.#after('')?.id ?? '')
  }

  nextSpeaker() {
    const next = this.upcoming
    this.#turn((turns) => {
      leaveTurn(turns)
      turns.speakerId = next?.id ?? ''
    })
    announce(next ? t('live.turns.speaking', { name: next.name }) : t('live.turns.all'))
  }

  /** Whoever has the word passes; they are asked once more when everybody else was. */
  pass() {
    const speaker = this.speaker
    if (!speaker || !this.mayMove) return
    const next = following(
      this.people,
      speaker.id,
      [...this.turns.heardIds, speaker.id],
      this.turns.passedIds,
    )
    this.#turn((turns) => {
      turns.passedIds.push(speaker.id)
      turns.speakerId = next?.id ?? ''
    })
    announce(t('course.passed', { name: speaker.name }))
  }

  speak(id: ID) {
    const { speakerId } = this.turns
    if (id === speakerId || !this.mayMove) return
    this.#turn((turns) => {
      leaveTurn(turns, this.#spoke(speakerId))
      turns.speakerId = id
    })
  }

  #turn(alter: (turns: Turns) => void) {
    this.turning()
    this.#editTurns('speaker', alter)
    this.speaking.follow()
  }

  // The order of speaking.

  /** Moves somebody by one place. */
  shift(id: ID, by: 1 | -1) {
    this.moveTo(id, this.people.findIndex((p) => p.id === id) + by)
  }

  /** Moves somebody to a place, counted from 0. */
  moveTo(id: ID, to: number) {
    const ids = moved(this.people, id, to)
    const at = ids.indexOf(id)
    if (!this.mayMove || this.people[at]?.id === id) return
    this.#editTurns('speaking-order', (turns) => {
      turns.orderIds = ids
    })
    const name = this.people.find((p) => p.id === id)?.name ?? ''
    announce(t('course.order.moved', { name, n: at + 1, all: ids.length }))
  }

  /** Back to newcomers and juniors first. */
  usualOrder() {
    if (this.mayMove) this.#editTurns('speaking-order', (turns) => (turns.orderIds = []))
  }

  /** Who might be asked, because the others have talked most. */
  readonly quiet = $derived.by(() => {
    const { stage } = this.meeting
    if (this.session || stage < narratives || stage > 6 || !this.clock.running) return undefined
    return this.speaking.quietest(stage === narratives ? this.upcoming?.id : undefined)
  })

  /** Gives the quiet one the word: in the narratives after whoever comes next, otherwise now. */
  invite() {
    const { quiet, upcoming } = this
    if (!quiet) return
    if (this.stage !== narratives || !upcoming) return this.speak(quiet.id)
    const others = this.people.filter((p) => p.id !== quiet.id)
    const ids = others.map((p) => p.id)
    ids.splice(ids.indexOf(upcoming.id) + 1, 0, quiet.id)
    this.#editTurns('speaking-order', (turns) => {
      turns.orderIds = ids
      turns.heardIds = turns.heardIds.filter((id) => id !== quiet.id)
    })
    this.speaking.decline(quiet.id)
    announce(t('course.invited', { name: quiet.name, before: upcoming.name }))
  }

  /** Plans a meeting of so many minutes, shared among its stages. */
  async preset(minutes: number) {
    if (!Number.isFinite(minutes) || this.frozen || this.session) return
    const plan = await backend.meetings.plan(Math.round(minutes))
    this.change('plan', (_, m) => {
      m.planMinutes = plan
      m.lengthSettled = true
    })
  }

  readonly planned = $derived.by(() => this.sitting.planMinutes.reduce((a, b) => a + b, 0))

  /** So many people and so little time: a longer meeting is suggested, until somebody has said no. */
  readonly tight = $derived.by(
    () =>
      this.people.length > manyPeople &&
      this.planned < longMinutes &&
      !this.meeting.lengthSettled &&
      !this.session &&
      !this.frozen &&
      this.stage <= narratives,
  )

  takeLonger() {
    if (this.tight) void this.preset(longMinutes)
  }

  keepLength() {
    this.change('plan', (_, m) => (m.lengthSettled = true))
  }

  plan(stage: number, minutes: number) {
    if (!Number.isFinite(minutes)) return
    const whole = Math.round(Math.min(600, Math.max(0, minutes)))
    this.change('plan', (m) => (m.planMinutes[stage - 1] = whole), {
      typing: `plan-${stage}`,
    })
  }

  /** The stage that could give minutes to the one that needs them: the longest of those to come. */
  readonly giver = $derived.by(() => {
    const over = this.clock.over(this.stage)
    const plan = this.sitting.planMinutes
    let best = 0
    for (let s = this.stage + 1; s <= last; s++) {
      if ((plan[s - 1] ?? 0) > Math.max(over, plan[best - 1] ?? 0)) best = s
    }
    return best
  })

  /** Moves the minutes a stage is over from a later one. */
  take() {
    const [over, from] = [this.clock.over(this.stage), this.giver]
    if (!over || !from || this.stands) return
    this.change('plan', (m) => {
      m.planMinutes[this.stage - 1] = (m.planMinutes[this.stage - 1] ?? 0) + over
      m.planMinutes[from - 1] = (m.planMinutes[from - 1] ?? 0) - over
    })
    announce(t('course.taken', { n: over, stage: this.stageName(from) }))
  }

  agree(agreed: boolean) {
    if (this.frozen) return
    this.asksAgreement = false
    this.change('edit-meeting', (_, m) => {
      m.agreed = agreed
      m.agreedAt = agreed ? stamp(this.clock.now) : ''
    })
  }

  /** A hand went up for something newly learned, or one was counted too many. */
  hand(by: 1 | -1) {
    const at = this.stage - 1
    if (this.frozen || this.session || (by < 0 && !this.meeting.hands[at])) return
    this.change('hands', (_, m) => (m.hands[at] = (m.hands[at] ?? 0) + by), {
      typing: `hands-${at}`,
    })
    announce(t('course.hands.now', { n: this.meeting.hands[at] ?? 0 }))
  }

  /** Hands of the whole meeting. */
  readonly hands = $derived.by(() => this.meeting.hands.reduce((a, b) => a + b, 0))

  /** Somebody is here, or could not come. */
  attend(id: ID, here: boolean) {
    const change = { name: 'edit-participant' }
    void this.debrief.edit('participant', id, change, (p) => (p.absent = !here))
  }

  /** All who were invited are here. */
  attendAll() {
    const step = newStep('edit-participant')
    for (const { id } of this.debrief.whole.participants.filter((p) => p.absent)) {
      void this.debrief.edit(
        'participant',
        id,
        { name: step.name, step },
        (p) => (p.absent = false),
      )
    }
    announce(many('ask.sum.here', this.debrief.whole.participants.length))
  }

  setNoteTaker(name: string) {
    const change = { name: 'edit-debrief', typing: 'noteTaker' }
    void this.debrief.edit('debrief', this.debrief.id, change, (d) => (d.noteTaker = name))
  }

  count(what: 'present' | 'learned' | 'again', text: string) {
    const n = text.trim() === '' ? null : Math.max(0, Math.round(Number(text)))
    if (n === null || Number.isFinite(n))
      this.change('edit-meeting', (_, m) => (m[what] = n), { typing: what })
  }

  #editTurns(name: string, alter: (turns: Turns) => void, step = newStep(name)) {
    this.notice = ''
    void this.debrief.edit('turns', this.turns.id, { name, step }, alter)
  }

  /** Changes the meeting and the state of its debrief as one step. */
  #move(name: string, state: State, alter: (m: Meeting) => void) {
    this.notice = ''
    const step = newStep(name)
    void this.debrief.edit('meeting', this.meeting.id, { name, step }, alter)
    if (this.state !== state) {
      void this.debrief.edit('debrief', this.debrief.id, { name, step }, (d) => (d.state = state))
    }
  }
}

/** Ends the turn of whoever speaks, as heard unless nothing was. */
function leaveTurn(turns: Turns, heard = true) {
  const { speakerId, heardIds } = turns
  if (heard && speakerId && !heardIds.includes(speakerId)) heardIds.push(speakerId)
  turns.speakerId = ''
}
