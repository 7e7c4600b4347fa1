import { t } from './copy'
import type { OpenDebrief } from './debrief.svelte'
import { readDate, weekdayOf, workdaysAhead } from './due'
import { shortDate } from './format'
import type { Countermeasure, CountermeasureState, ID } from './nouns'
import { nameOf, wholeWhoOf, whoOf } from './who'

/** How long an idea rests when nothing else is said (the Etsy guide's two workdays). */
const soakDays = 2

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

/** What is decided about ideas: who owns one and until when, when it rests, why it is not pursued. */
export class Commitments {
  readonly debrief: OpenDebrief
  protected readonly now: () => Date

  constructor(debrief: OpenDebrief, now = () => new Date()) {
    this.debrief = debrief
    this.now = now
  }

  owner = (c: Countermeasure): string => nameOf(c.owner, this.debrief.whole.participants)

  /** Changes one; field is the one typed in, or empty for a choice. */
  edit(id: ID, field: string, alter: (c: Countermeasure) => void) {
    const change = { name: 'edit-countermeasure', ...(field ? { typing: field } : {}) }
    void this.debrief.edit('countermeasure', id, change, alter)
  }

  setOwner(id: ID, text: string) {
    const who = whoOf(text, this.debrief.whole.participants)
    this.edit(id, 'owner', (c) => {
      c.owner = who
    })
  }

  /** The owner's field is left: the start of a participant's name is that participant. */
  settleOwner(id: ID) {
    const owner = this.debrief.find('countermeasure', id)?.owner
    if (!owner || owner.participantId) return
    const who = wholeWhoOf(owner.name, this.debrief.whole.participants)
    if (who.participantId)
      this.edit(id, 'owner', (c) => {
        c.owner = who
      })
  }

  // -- target date ----------------------------------------------------------------------------------

  /** What the field of the target date shows: words that are no date yet, or the date. */
  due(c: Countermeasure): string {
    return this.debrief.drafts[`due:${c.id}`] || shortDate(c.due, this.now())
  }

  /** Words that are no date are kept as typed, and asked about. */
  asksDue = (c: Countermeasure): boolean =>
    Boolean(this.debrief.drafts[`due:${c.id}`]) && this.moving(c) === undefined

  /** The date it would move to once somebody says why: one that was signed off moves with a reason. */
  moving(c: Countermeasure): string | undefined {
    const text = this.debrief.drafts[`due:${c.id}`]
    const to = text && this.#wasSigned(c) ? readDate(text, this.now()) : undefined
    return to && to !== c.due ? to : undefined
  }

  why = (id: ID): string => this.debrief.drafts[`why:${id}`] ?? ''

  setWhy(id: ID, text: string) {
    void this.debrief.draft(`why:${id}`, text)
  }

  /** Moves it, with the reason; the next version prints both. */
  move(id: ID) {
    const c = this.debrief.find('countermeasure', id)
    const to = c && this.moving(c)
    const reason = this.why(id).trim()
    if (!c || !to || !reason) return
    const at = this.now().toISOString()
    this.edit(id, '', (x) => {
      x.moves = [...(x.moves ?? []), { from: x.due, to, reason, at }]
      x.due = to
    })
    this.stay(id)
  }

  /** It stays as it is: what was typed goes. */
  stay(id: ID) {
    void this.debrief.draft(`due:${id}`, '')
    if (this.why(id)) this.setWhy(id, '')
    this.debrief.rest()
  }

  #wasSigned = (c: Countermeasure): boolean =>
    c.due !== '' && this.debrief.whole.versions.length > 0

  setDue(id: ID, text: string) {
    const signed = this.debrief.find('countermeasure', id)
    if (signed && this.#wasSigned(signed)) {
      const same = readDate(text, this.now()) === signed.due
      void this.debrief.draft(`due:${id}`, same ? '' : text)
      return
    }
    const date = text.trim() ? readDate(text, this.now()) : ''
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
    return workdaysAhead(this.now(), soakDays)
  }

  actionName(a: Action): string {
    return a === 'soak'
      ? t('factors.cm.soak', { day: weekdayOf(this.soakUntil) })
      : t(`factors.cm.${a}`)
  }

  act(id: ID, action: Action) {
    this.edit(id, '', (c) => this.become(c, action))
    this.debrief.rest()
  }

  /** Makes one what was decided. */
  protected become(c: Countermeasure, action: Action) {
    c.state = leadsTo[action]
    if (action === 'soak') c.soakUntil = this.soakUntil
  }

  /** The state in words, with the day an idea rests until. */
  stateName(c: Countermeasure): string {
    if (c.state !== 'soaking') return t(`factors.cm.state.${c.state}`)
    const date = shortDate(c.soakUntil, this.now())
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
