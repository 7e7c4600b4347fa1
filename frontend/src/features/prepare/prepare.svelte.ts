import { changes } from '$lib/changes.svelte'
import type { OpenDebrief } from '$lib/debrief.svelte'
import { find, many, t } from '$lib/copy'
import { stretch } from '$lib/format'
import { newParticipant } from '$lib/make'
import { parts, type Debrief, type ID, type Moment, type Part, type Participant } from '$lib/nouns'
import { newStep } from '$lib/saving.svelte'
import { shell } from '$lib/shell.svelte'
import { startMeeting } from '$lib/start-meeting'
import { isKnown } from '$lib/timeline'

/** The four times of an event, in their order. */
export const times = ['started', 'detected', 'mitigated', 'resolved'] as const
export type TimeName = (typeof times)[number]

export type ItemName =
  'title' | 'times' | 'impact' | 'facilitator' | 'people' | 'parts' | 'skeleton'

/** One line of the checklist. It ticks itself. */
export interface Item {
  name: ItemName
  done: boolean
  /** Ready wants it, or a line of why not. */
  wanted: boolean
  label: string
  told: string
}

/** A skeleton is at least this many entries with a time: two ends and something between. */
const skeletonEntries = 3

/** What is still open before the meeting, and what can be done about it. */
export class Preparation {
  readonly debrief: OpenDebrief
  /** The line of why is open. */
  explaining = $state(false)

  constructor(debrief: OpenDebrief) {
    this.debrief = debrief
  }

  readonly d = $derived.by(() => this.debrief.whole.debrief)
  readonly people = $derived.by(() => this.debrief.whole.participants)

  /** The parts nobody has played yet, in the order of the matrix. */
  readonly missing = $derived.by((): Part[] =>
    parts.filter((part) => !this.people.some((p) => p.parts.includes(part))),
  )

  /** How many entries have a place in time. */
  readonly skeleton = $derived.by(
    () => this.debrief.whole.entries.filter((e) => isKnown(e.time)).length,
  )

  readonly items = $derived.by((): Item[] => {
    const d = this.d
    const skeleton = this.skeleton
    const ended = isKnown(d.mitigated) || isKnown(d.resolved)
    const impact = Object.values(d.impact).some((text) => text.trim())
    const all: (Omit<Item, 'label' | 'told'> & { told?: string })[] = [
      { name: 'title', done: d.title.trim() !== '', wanted: false, told: d.title.trim() },
      { name: 'times', done: isKnown(d.started) && ended, wanted: false, told: this.#timesTold() },
      { name: 'impact', done: impact, wanted: false },
      {
        name: 'facilitator',
        done: d.facilitatorInvolved === 'no' && d.facilitator.trim() !== '',
        wanted: true,
        told: d.facilitator.trim(),
      },
      {
        name: 'people',
        done: this.people.length > 1,
        wanted: true,
        told: many('prepare.people', this.people.length),
      },
      { name: 'parts', done: this.people.length > 0 && this.missing.length === 0, wanted: false },
      {
        name: 'skeleton',
        done: skeleton >= skeletonEntries,
        wanted: true,
        told: many('prepare.entries', skeleton),
      },
    ]
    return all.map((item) => ({ ...item, ...this.#words(item) }))
  })

  /** What ready wants and is not there. */
  readonly wanting = $derived.by(() => this.items.filter((i) => i.wanted && !i.done))

  /** The first open item: the one the checklist points at. */
  readonly now = $derived.by(() => this.items.find((i) => !i.done)?.name)

  readonly canBeReady = $derived.by(
    () => this.wanting.length === 0 || this.d.readyReason.trim() !== '',
  )

  #timesTold(): string {
    const { started, resolved, mitigated, zone } = this.d
    if (!isKnown(started)) return ''
    return stretch(started, isKnown(resolved) ? resolved : mitigated, zone)
  }

  #words(item: Omit<Item, 'label' | 'told'> & { told?: string }): { label: string; told: string } {
    const missing = item.name === 'parts' ? this.missing[0] : undefined
    if (missing && this.people.length > 0) {
      return { label: t(`prepare.missing.${missing}.item`), told: t('prepare.missing.hint') }
    }
    const open = t(`prepare.item.${item.name}.open`)
    return {
      label: t(`prepare.item.${item.name}`),
      told: item.done ? (item.told ?? '') || find(`prepare.item.${item.name}.done`) : open,
    }
  }

  /** Changes the event. The first change of a draft makes it a debrief that is being prepared. */
  edit(alter: (d: Debrief) => void, typing = '', name = 'edit-debrief') {
    void this.debrief.edit(
      'debrief',
      this.debrief.id,
      { name, ...(typing ? { typing } : {}) },
      (d) => {
        alter(d)
        if (d.state === 'draft') d.state = 'preparing'
      },
    )
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

  /** Adds a person at the end and returns the id, to put the caret there. */
  addPerson(part?: Part): ID {
    const last = Math.max(0, ...this.people.map((p) => p.position))
    const person = { ...newParticipant(this.debrief.id, last + 1), parts: part ? [part] : [] }
    const step = newStep('add-participant')
    void this.debrief.put('participant', person, { name: step.name, step })
    if (this.d.state === 'draft') {
      void this.debrief.edit(
        'debrief',
        this.debrief.id,
        { name: step.name, step },
        (d) => (d.state = 'preparing'),
      )
    }
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

  removePerson(id: ID) {
    const name = this.people.find((p) => p.id === id)?.name || t('prepare.somebody')
    const told = t('prepare.removed', { name })
    changes.remove(this.debrief, 'participant', id, 'delete-participant', told)
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

/** Splits a field of tags at commas; a tag is there once. */
export function tagsOf(text: string): string[] {
  return [
    ...new Set(
      text
        .split(',')
        .map((tag) => tag.trim())
        .filter(Boolean),
    ),
  ]
}
