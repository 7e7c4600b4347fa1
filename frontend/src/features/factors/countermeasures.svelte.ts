import { changes } from '$lib/changes.svelte'
import { many, t } from '$lib/copy'
import type { OpenDebrief } from '$lib/debrief.svelte'
import { factorNumbers } from '$lib/factors'
import { shortDate } from '$lib/format'
import { after, newCountermeasure } from '$lib/make'
import { type Countermeasure, type CountermeasureState, type ID, type Priority } from '$lib/nouns'
import { newStep } from '$lib/saving.svelte'
import type { Choice } from '$lib/ui/Picker.svelte'
import { nameOf, wholeWhoOf, whoOf } from '$lib/who'
import { readDate, weekdayOf, workdaysAhead } from './due'
import { withFresh } from './factors.svelte'

/** The stage of the meeting in which the group commits. */
const stage = 6

/** How long an idea rests when nothing else is said (the Etsy guide's two workdays). */
const soakDays = 2

/** The order in which states are counted in the heading. */
const counted = ['committed', 'doing', 'done', 'checked', 'soaking', 'not-pursued', 'idea'] as const

/** What can be done about a countermeasure from where it is. */
export type Action = 'commit' | 'soak' | 'not' | 'doing' | 'done' | 'idea'
const actions: Record<CountermeasureState, Action[]> = {
  idea: ['commit', 'soak', 'not'],
  soaking: ['commit', 'not'],
  committed: ['doing', 'done', 'not'],
  doing: ['done', 'not'],
  done: ['doing'],
  checked: [],
  'not-pursued': ['idea'],
}
const leadsTo: Record<Action, CountermeasureState> = {
  commit: 'committed',
  soak: 'soaking',
  not: 'not-pursued',
  doing: 'doing',
  done: 'done',
  idea: 'idea',
}

/** The table of ideas and countermeasures. */
export class Countermeasures {
  /** The row that is open. */
  selected = $state<ID>('')
  #fresh = $state<Countermeasure>()
  readonly debrief: OpenDebrief
  #now: () => Date

  constructor(debrief: OpenDebrief, now = () => new Date()) {
    this.debrief = debrief
    this.#now = now
  }

  readonly rows = $derived.by(() => withFresh(this.debrief.whole.countermeasures, this.#fresh))
  readonly numbers = $derived.by(() => factorNumbers(this.debrief.whole.factors))

  readonly summary = $derived.by(() => {
    const all = this.debrief.whole.countermeasures
    return counted
      .map((state) => ({ state, n: all.filter((c) => c.state === state).length }))
      .filter(({ n }) => n > 0)
      .map(({ state, n }) => many(`factors.cm.count.${state}`, n))
      .join(', ')
  })

  /** Factors a countermeasure may help with, by their numbers. */
  readonly choices = $derived.by(() =>
    this.debrief.whole.factors
      .filter((f) => this.numbers.has(f.id))
      .map((f): Choice => ({ id: f.id, lead: String(this.numbers.get(f.id)), label: f.text }))
      .sort((a, b) => Number(a.lead) - Number(b.lead)),
  )

  helps(c: Countermeasure): number[] {
    return c.factorIds.flatMap((id) => this.numbers.get(id) ?? []).sort((a, b) => a - b)
  }

  owner = (c: Countermeasure): string => nameOf(c.owner, this.debrief.whole.participants)

  add(): ID {
    const place = after(this.debrief.whole.countermeasures, stage)
    this.#fresh = newCountermeasure(this.debrief.id, place)
    this.selected = this.#fresh.id
    return this.#fresh.id
  }

  /** Changes a row; field is the one typed in, or empty for a choice. A new row is kept with its first change. */
  edit(id: ID, field: string, alter: (c: Countermeasure) => void) {
    const fresh = this.#fresh
    if (fresh?.id === id && !this.debrief.find('countermeasure', id)) {
      const made = $state.snapshot(fresh)
      alter(made)
      void this.debrief.put('countermeasure', made, {
        name: 'add-countermeasure',
        ...(field ? { typing: field } : {}),
      })
      return
    }
    const change = { name: 'edit-countermeasure', ...(field ? { typing: field } : {}) }
    void this.debrief.edit('countermeasure', id, change, alter)
  }

  setOwner(id: ID, text: string) {
    const who = whoOf(text, this.debrief.whole.participants)
    this.edit(id, 'owner', (c) => (c.owner = who))
  }

  /** The owner's field is left: the start of a participant's name is that participant. */
  settleOwner(id: ID) {
    const owner = this.debrief.find('countermeasure', id)?.owner
    if (!owner || owner.participantId) return
    const who = wholeWhoOf(owner.name, this.debrief.whole.participants)
    if (who.participantId) this.edit(id, 'owner', (c) => (c.owner = who))
  }

  setPriority(id: ID, priority: Priority) {
    this.edit(id, '', (c) => (c.priority = priority))
  }

  /** The row is left; one without anything in it goes as it came. */
  rest(id: ID) {
    if (this.#fresh?.id === id && this.debrief.find('countermeasure', id)) this.#fresh = undefined
    this.debrief.rest()
  }

  /** Another row is opened, or none: a new one that was left empty goes. */
  select(id: ID) {
    if (this.#fresh && this.#fresh.id !== id) this.#fresh = undefined
    this.selected = id
  }

  remove(id: ID) {
    if (this.selected === id) this.selected = ''
    if (!this.debrief.find('countermeasure', id)) return void (this.#fresh = undefined)
    changes.remove(
      this.debrief,
      'countermeasure',
      id,
      'delete-countermeasure',
      t('factors.cm.deleted'),
    )
  }

  /** Moves a row up (-1) or down (1). */
  reorder(id: ID, by: 1 | -1) {
    const all = this.debrief.whole.countermeasures
    const at = all.findIndex((c) => c.id === id)
    const [here, there] = [all[at], all[at + by]]
    if (!here || !there) return
    const positions = [here.position, there.position] as const
    const change = { name: 'edit-countermeasure', step: newStep('edit-countermeasure') }
    const other = there.id
    void this.debrief.edit('countermeasure', id, change, (c) => (c.position = positions[1]))
    void this.debrief.edit('countermeasure', other, change, (c) => (c.position = positions[0]))
  }

  // -- target date ----------------------------------------------------------------------------------

  /** What the field of the target date shows: words that are no date yet, or the date. */
  due(c: Countermeasure): string {
    return this.debrief.drafts[`due:${c.id}`] || shortDate(c.due, this.#now())
  }

  /** Words that are no date are kept as typed, and asked about. */
  asksDue = (c: Countermeasure): boolean => Boolean(this.debrief.drafts[`due:${c.id}`])

  setDue(id: ID, text: string) {
    const date = text.trim() ? readDate(text, this.#now()) : ''
    const draft = date === undefined ? text : ''
    const keep = () => {
      if ((this.debrief.drafts[`due:${id}`] ?? '') === draft) return
      void this.debrief.draft(`due:${id}`, draft)
    }
    // Words come before the date goes, and go after the date is there.
    if (draft) keep()
    this.edit(id, 'due', (c) => (c.due = date ?? ''))
    if (!draft) keep()
  }

  // -- states ---------------------------------------------------------------------------------------

  actions = (c: Countermeasure): Action[] => actions[c.state] ?? []

  get soakUntil(): string {
    return workdaysAhead(this.#now(), soakDays)
  }

  actionName(a: Action): string {
    return a === 'soak'
      ? t('factors.cm.soak', { day: weekdayOf(this.soakUntil) })
      : t(`factors.cm.${a}`)
  }

  act(id: ID, action: Action) {
    const until = this.soakUntil
    this.edit(id, '', (c) => {
      c.state = leadsTo[action]
      c.soakUntil = action === 'soak' ? until : c.soakUntil
    })
    this.debrief.rest()
  }

  /** The state in words, with the day an idea rests until. */
  stateName(c: Countermeasure): string {
    if (c.state !== 'soaking') return t(`factors.cm.state.${c.state}`)
    const date = shortDate(c.soakUntil, this.#now())
    return date ? t('factors.cm.state.soaking', { date }) : t('factors.cm.state.soaking.open')
  }

  /** What a commitment still asks for; it is kept without. */
  asks(c: Countermeasure): '' | 'both' | 'owner' | 'due' {
    if (c.state !== 'committed' && c.state !== 'doing') return ''
    const owner = this.owner(c).trim() !== ''
    if (owner && c.due) return ''
    return owner ? 'due' : c.due ? 'owner' : 'both'
  }

  // -- other words ----------------------------------------------------------------------------------

  /** What is being typed instead of a flagged wording; kept until it is said. */
  answer = (id: ID): string => this.debrief.drafts[`answer:${id}`] ?? ''

  setAnswer(id: ID, text: string) {
    void this.debrief.draft(`answer:${id}`, text)
  }

  /** Says it this way. Says whether there was anything to say. */
  say(id: ID): boolean {
    const text = this.answer(id).trim()
    if (!text) return false
    this.edit(id, '', (c) => (c.text = text))
    this.setAnswer(id, '')
    return true
  }
}
