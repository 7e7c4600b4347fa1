import { backend } from '$lib/backend'
import { changes } from '$lib/changes.svelte'
import type { OpenDebrief } from '$lib/debrief.svelte'
import { t } from '$lib/copy'
import { todayIn } from '$lib/day'
import { after, newParticipant, newQuestion } from '$lib/make'
import {
  parts,
  type Arranged,
  type Debrief,
  type ID,
  type Moment,
  type Part,
  type Participant,
  type State,
} from '$lib/nouns'
import { newStep } from '$lib/saving.svelte'
import type { TalkCounts } from '$lib/interview'
import { shell } from '$lib/shell.svelte'
import { startMeeting } from '$lib/start-meeting'
import { isKnown, timelineStage } from '$lib/timeline'
import { nameOf } from '$lib/who'
import {
  checklist,
  gaps,
  guests,
  isDrill,
  missingParts,
  strangers,
  type Gap,
  type Item,
  type ItemName,
} from './checklist'

/** The four times of an event, in their order. */
export const times = ['started', 'detected', 'mitigated', 'resolved'] as const
export type TimeName = (typeof times)[number]
const ofDrill = ['started', 'resolved'] as const

/** Whether nobody has begun to prepare it. */
export const isFresh = (state: State) => state === 'draft' || state === 'noted'

const isOpen = (i: Item) => !i.done && !i.without

/** What is still open before the meeting, and what can be done about it. */
export class Preparation {
  readonly debrief: OpenDebrief
  /** The line of why is open. */
  explaining = $state(false)
  /** The item somebody is saying of why they go on without it. */
  saying = $state<ItemName>()
  /** The person whose invitation is shown. */
  chosen = $state<ID>('')
  /** How many talks the vault holds, and while it is open how far they are. */
  talks = $state(0)
  talksBy = $state.raw<TalkCounts>()
  readonly #now: () => number
  #counting = 0

  constructor(debrief: OpenDebrief, now: () => number = Date.now) {
    this.debrief = debrief
    this.#now = now
  }

  readonly d = $derived.by(() => this.debrief.whole.debrief)
  readonly people = $derived.by(() => this.debrief.whole.participants)

  readonly a = $derived.by(() => this.d.preparation)

  /** The parts nobody has played yet, in the order of the matrix. */
  readonly missing = $derived.by((): Part[] => missingParts(this.people))

  readonly strangers = $derived.by(() => strangers(this.debrief.whole))

  /** How many entries have a place in time. */
  readonly skeleton = $derived.by(
    () => this.debrief.whole.entries.filter((e) => isKnown(e.time)).length,
  )

  readonly items = $derived.by((): Item[] =>
    checklist(this.debrief.whole, { now: this.#now(), talks: this.talks }),
  )

  /** What ready wants and is not there. */
  readonly wanting = $derived.by(() => this.items.filter((i) => i.wanted && isOpen(i)))

  /** The first open item: the one the checklist points at. */
  readonly now = $derived.by(() => this.items.find(isOpen)?.name)

  /** Whole days until the meeting, in its zone; undefined when it has no time or is over. */
  readonly daysAhead = $derived.by(() => {
    if (!this.a.meetsAt) return undefined
    const zone = this.a.zone || this.d.zone
    const [from, to] = [this.#now(), Date.parse(this.a.meetsAt)].map((ms) =>
      Date.parse(todayIn(zone, ms ?? 0)),
    )
    const days = Math.round(((to ?? 0) - (from ?? 0)) / 86_400_000)
    return days < 0 ? undefined : days
  })

  /** Whose invitation is shown: the chosen one, or else the first not invited yet. */
  readonly guest = $derived.by((): Participant | undefined => {
    const all = guests(this.people)
    return all.find((p) => p.id === this.chosen) ?? all.find((p) => !p.invitedAt) ?? all[0]
  })

  readonly canBeReady = $derived.by(
    () => this.wanting.length === 0 || this.d.readyReason.trim() !== '',
  )

  /** Changes the event. The first change of a draft or a note makes it a debrief that is being prepared. */
  edit(alter: (d: Debrief) => void, typing = '', name = 'edit-debrief') {
    void this.debrief.edit(
      'debrief',
      this.debrief.id,
      { name, ...(typing ? { typing } : {}) },
      (d) => {
        alter(d)
        if (isFresh(d.state)) d.state = 'preparing'
      },
    )
  }

  /** Changes what is arranged. */
  arrange(alter: (a: Arranged) => void, typing = '') {
    this.edit((d) => alter(d.preparation), typing && `preparation.${typing}`)
  }

  /** Says why an item is gone on without; no words take it up again. */
  without(name: ItemName, reason: string) {
    this.arrange((a) => {
      const others = a.without.filter((o) => o.item !== name)
      a.without = reason.trim() ? [...others, { item: name, reason }] : others
    }, `without-${name}`)
  }

  /** Takes an item up again, as a step of its own. */
  takeUp(name: ItemName) {
    this.saying = undefined
    this.arrange((a) => (a.without = a.without.filter((o) => o.item !== name)))
  }

  /** Chooses the question the meeting opens with; the one that was chosen is let go. */
  open(question: string) {
    this.arrange((a) => (a.opening = a.opening[0] === question ? [] : [question]))
  }

  /**
   * Marks somebody as invited now, or takes the mark back. Their invitation stays the one that is shown: the next
   * click is never for somebody else.
   */
  invite(id: ID) {
    if (this.guest?.id === id) this.chosen = id
    const at = new Date(this.#now()).toISOString().replace(/\.\d+Z$/, 'Z')
    void this.debrief.edit(
      'participant',
      id,
      { name: 'invite-participant' },
      (p) => (p.invitedAt = p.invitedAt ? '' : at),
    )
  }

  /** Notes what somebody answered; the same answer again takes it back. */
  answer(id: ID, coming: Participant['coming']) {
    void this.debrief.edit(
      'participant',
      id,
      { name: 'answer-participant' },
      (p) => (p.coming = p.coming === coming ? '' : coming),
    )
  }

  /** How long the meeting is planned to be, in minutes. */
  readonly planned = $derived.by(() =>
    this.debrief.whole.meeting.planMinutes.reduce((sum, n) => sum + n, 0),
  )

  /** The times that are asked for. Those of what happened are kept while it is none of a drill's. */
  readonly times = $derived.by(() => (isDrill(this.d) ? ofDrill : times))
  readonly gaps = $derived.by(() => gaps(this.debrief.whole))

  kept(gap: Gap): boolean {
    return this.debrief.whole.questions.some((q) => q.text === gap.question)
  }

  /** Keeps a question for the meeting: it waits where the timeline is walked. */
  keep(gap: Gap) {
    if (this.kept(gap)) return
    const place = after(this.debrief.whole.questions, timelineStage)
    const question = newQuestion(this.debrief.id, place, { text: gap.question, state: 'open' })
    void this.debrief.put('question', question, { name: 'keep-question' })
  }

  /** Asks the vault how many talks there are. Without one there are none. */
  async count() {
    const turn = ++this.#counting
    try {
      const { count } = await backend.interviews.state(this.debrief.id)
      const by = await backend.interviews.talks(this.debrief.id)
      if (turn !== this.#counting) return
      this.talks = count
      this.talksBy = by.known ? by : undefined
    } catch {
      if (turn === this.#counting) Object.assign(this, { talks: 0, talksBy: undefined })
    }
  }

  setTime(name: TimeName, moment: Moment) {
    this.edit((d) => {
      d[name] = moment
    }, name)
  }

  /** The nearest known time before one of the four: it tells the day of a mere time of day. */
  before(name: TimeName): Moment {
    const earlier = times.slice(0, times.indexOf(name)).reverse()
    const known = earlier.map((n) => this.d[n]).find(isKnown)
    return known ?? this.d.started
  }

  /** A time that lies before the start: said beside the field, and kept. */
  beforeStart(name: TimeName): boolean {
    const { started } = this.d
    const m = this.d[name]
    return (
      name !== 'started' &&
      isKnown(started) &&
      isKnown(m) &&
      Date.parse(m.at) < Date.parse(started.at)
    )
  }

  /** Plans a meeting of so many minutes, shared among its stages. One that began is planned where it runs. */
  async setLength(minutes: number) {
    const { meeting } = this.debrief.whole
    if (!Number.isFinite(minutes) || minutes <= 0 || meeting.startedAt) return
    const plan = await backend.meetings.plan(Math.round(minutes))
    const step = newStep('plan')
    void this.debrief.edit('meeting', meeting.id, { name: step.name, step }, (m) => {
      m.planMinutes = plan
      m.lengthSettled = true
    })
    this.#begun(step)
  }

  /** The first change of a draft or a note makes it a debrief that is being prepared, in the same step. */
  #begun(step: ReturnType<typeof newStep>) {
    if (!isFresh(this.d.state)) return
    void this.debrief.edit(
      'debrief',
      this.debrief.id,
      { name: step.name, step },
      (d) => (d.state = 'preparing'),
    )
  }

  /** Adds a person at the end and returns the id, to put the caret there. */
  addPerson(part?: Part, name = ''): ID {
    const last = Math.max(0, ...this.people.map((p) => p.position))
    const person = { ...newParticipant(this.debrief.id, last + 1), name, parts: part ? [part] : [] }
    const step = newStep('add-participant')
    void this.debrief.put('participant', person, { name: step.name, step })
    this.#begun(step)
    return person.id
  }

  editPerson(id: ID, alter: (p: Participant) => void, typing = '') {
    void this.debrief.edit(
      'participant',
      id,
      { name: 'edit-participant', ...(typing ? { typing } : {}) },
      alter,
    )
  }

  toggle(id: ID, part: Part) {
    this.editPerson(id, (p) => {
      p.parts = p.parts.includes(part)
        ? p.parts.filter((x) => x !== part)
        : parts.filter((x) => x === part || p.parts.includes(x))
    })
  }

  /** Removes somebody from the list; what they own keeps their name, in the same step. */
  removePerson(id: ID) {
    const { debrief } = this
    const step = newStep('delete-participant')
    const change = { name: step.name, step }
    const name = nameOf({ participantId: id, name: '' }, this.people)
    // What is signed off stays whole: nobody is removed from it.
    const owned = debrief.frozen ? [] : debrief.whole.countermeasures
    for (const c of owned.filter((c) => c.owner.participantId === id)) {
      const owner = { participantId: '', name }
      void debrief.edit('countermeasure', c.id, change, (c) => (c.owner = owner))
    }
    void debrief.remove('participant', id, change)
    changes.offer(t('prepare.removed', { name: name || t('prepare.somebody') }), step)
  }

  /** Moves a person up or down by taking the middle of the two beyond. */
  move(id: ID, by: 1 | -1) {
    const at = this.people.findIndex((p) => p.id === id)
    const beside = this.people[at + by]
    if (!beside) return
    const beyond = this.people[at + 2 * by]
    const position = beyond ? (beside.position + beyond.position) / 2 : beside.position + by
    void this.debrief.edit(
      'participant',
      id,
      { name: 'move-participant' },
      (p) => (p.position = position),
    )
  }

  /** Ready, if everything wanted is there or a line says why not; otherwise asks for the line. */
  ready() {
    if (!this.canBeReady) {
      this.explaining = true
      return
    }
    this.explaining = false
    this.edit((d) => (d.state = 'ready'), '', 'debrief-state')
  }

  /** Starting is never blocked. The meeting runs from here on. */
  start() {
    this.explaining = false
    startMeeting(this.debrief)
    shell.go('meeting')
  }
}

/** Whether a text could be a mail address; what an invitation takes is decided where it is written. */
export const isAddress = (text: string) => /^[^\s@]+@[^\s@]+$/.test(text.trim())

/** Splits a field of themes at its lines. */
export const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
