import { backend } from '$lib/backend'
import { changes } from '$lib/changes.svelte'
import { many, t } from '$lib/copy'
import type { OpenDebrief } from '$lib/debrief.svelte'
import { clock, clockBeside, day, place } from '$lib/format'
import { gapMinutes, gapsOf, type Gap } from '$lib/gaps'
import { after, newBand, newQuestion, noMoment } from '$lib/make'
import type { Band, Entry, Factor, ID, Lane, Moment, Pivot, Standing } from '$lib/nouns'
import { pictures, type Hand } from '$lib/pictures.svelte'
import { reading } from '$lib/reading.svelte'
import { newStep, saving, type Saving } from '$lib/saving.svelte'
import {
  elapsedOf,
  inTimeline,
  isKnown,
  isSpan,
  positionAfter,
  span,
  startOf,
  timelineOf,
  timelineStage,
} from '$lib/timeline'
import { toasts } from '$lib/ui/toasts.svelte'
import { Banding, bandOf, type Edge } from './banding.svelte'
import { Differing } from './differing.svelte'
import { gapKey, linesOf, stopsOf, type Told } from './lines'
import { Sieve } from './sieve.svelte'

/** What the times are shown in: an IANA zone, or the time since the start. */
export type Clock = string
export const elapsedClock = 'elapsed'

const draftField = 'timeline.line'

/** The state of the timeline's screen: what is selected, which clock is shown, what is being added. */
export class TimelineScreen {
  selected = $state<ID>('')
  panel = $state<'entry' | 'bands' | 'source' | 'times'>('entry')
  adding = $state(false)
  /** The entry a new line is written below, empty before all; undefined, it goes where its time puts it. */
  above = $state<ID>()
  readonly sieve = new Sieve()
  readonly differing: Differing
  readonly banding: Banding
  #clock = $state<Clock>()
  /** The order while a time is being typed: nothing moves below somebody's hands. */
  #held = $state.raw<ID[]>()
  readonly debrief: OpenDebrief
  #saving: Saving

  constructor(debrief: OpenDebrief, queue: Saving = saving) {
    this.debrief = debrief
    this.#saving = queue
    this.differing = new Differing(debrief)
    this.banding = new Banding(debrief)
    if (debrief.drafts[draftField]) this.adding = true
    this.selected = this.entries[0]?.id ?? ''
  }

  readonly entries = $derived.by(() => {
    const all = timelineOf(this.debrief.whole.entries)
    const held = this.#held
    if (!held) return all
    const at = new Map(held.map((id, i) => [id, i]))
    const place = (e: Entry) => at.get(e.id) ?? held.length
    return this.debrief.whole.entries
      .filter((e) => at.has(e.id) || inTimeline(e))
      .sort((a, b) => place(a) - place(b))
  })
  readonly off = $derived.by(() => {
    const on = new Set(this.entries)
    return this.debrief.whole.entries.filter((e) => !on.has(e))
  })
  readonly start = $derived.by(() => startOf(this.debrief.whole))
  /** Those the list shows: what is looked for, and accounts of one moment together. */
  readonly shown = $derived.by(() => {
    if (!this.sieve.isOn) return this.entries
    const passes = this.sieve.test(this.debrief.whole.participants)
    const found = new Set(this.entries.filter(passes).map((e) => e.id))
    for (const { accounts } of this.differing.all) {
      if (accounts.some((e) => found.has(e.id))) for (const { id } of accounts) found.add(id)
    }
    return this.entries.filter((e) => found.has(e.id))
  })
  /** A time of two ends takes more room than one. */
  readonly hasSpans = $derived.by(() => this.shown.some((e) => isSpan(e.time)))
  readonly hidden = $derived.by(() => this.entries.length - this.shown.length)
  readonly gaps = $derived.by(() => gapsOf(this.entries, gapMinutes(this.debrief.whole)))
  readonly lines = $derived.by(() => this.#lines())
  readonly stops = $derived.by(() => stopsOf(this.lines))
  /** The silence the keys are at. */
  readonly gap = $derived.by(() => this.gaps.find((g) => gapKey(g) === this.selected))
  /** The band the keys are at. */
  readonly band = $derived.by(() => this.banding.get(bandOf(this.selected)))
  readonly current = $derived.by(() =>
    this.debrief.whole.entries.find((e) => e.id === this.selected),
  )
  readonly bands = $derived.by(() =>
    [...this.debrief.whole.bands].sort((a, b) => a.from.at.localeCompare(b.from.at)),
  )

  readonly counts = $derived.by(() => {
    const records = this.entries.filter((e) => e.basis === 'record').length
    return t('timeline.counts', {
      entries: many('timeline.count', this.entries.length),
      records,
      memory: this.entries.length - records,
    })
  })

  /** The clocks one may choose: UTC, the debrief's zones, time since the start. */
  readonly clocks = $derived.by(() => {
    const { zone, localZone, zones: more = [] } = this.debrief.whole.debrief
    const zones = [...new Set(['UTC', zone, localZone, ...more].filter((z) => z !== ''))]
    return [
      ...zones.map((value) => ({ value, label: place(value) })),
      { value: elapsedClock, label: t('timeline.elapsed') },
    ]
  })

  get clock(): Clock {
    return this.#clock ?? (this.debrief.whole.debrief.zone || 'UTC')
  }
  set clock(to: Clock) {
    this.#clock = to
  }

  /** The zone clock times are written in. */
  get zone(): string {
    return this.clock === elapsedClock ? this.debrief.whole.debrief.zone || 'UTC' : this.clock
  }

  /** The zones shown beside the chosen one, each a column. */
  readonly others = $derived.by(() =>
    (this.debrief.whole.debrief.zones ?? []).filter((z) => z !== '' && z !== this.zone),
  )

  /** The other zone to tell a time in, or empty when there is none. */
  get otherZone(): string {
    return this.clocks.find((c) => c.value !== this.zone && c.value !== elapsedClock)?.value ?? ''
  }

  /** What stands over the columns of times. */
  readonly columns = $derived.by(() => {
    const [here, since] = [place(this.zone), t('timeline.elapsed')]
    const others = this.others.map(place)
    return this.clock === elapsedClock ? [since, ...others, here] : [here, ...others, since]
  })

  #lines() {
    return linesOf({
      entries: this.shown,
      bands: this.bands,
      bandText,
      differences: this.differing.all,
      // What is hidden would look like silence.
      gaps: this.sieve.isOn ? [] : this.gaps,
      day: (e) => day(e.time, this.zone),
      told: (e) => this.#told(e),
      above: this.adding ? this.above : undefined,
    })
  }

  /** What was told of an entry before, and of which clock: ten thousand are not told anew for one. */
  #before = new WeakMap<Entry, { of: string; told: Told }>()

  #told(entry: Entry): Told {
    const of = `${this.clock} ${this.start} ${this.zone} ${this.others.join(' ')}`
    const before = this.#before.get(entry)
    if (before?.of === of) return before.told
    const others = this.others.map((z) => clockBeside(entry.time, z, this.zone))
    const told = { entry, ...this.#times(entry), others }
    this.#before.set(entry, { of, told })
    return told
  }

  #times(e: Entry): { time: string; beside: string } {
    const { raw, problem } = e.time
    if (problem) return { time: '', beside: t('timeline.time.which', { raw }) }
    // "22:??" says more than that a time is not known.
    if (!isKnown(e.time)) return { time: '', beside: /\d/.test(raw) ? raw : t('timeline.unknown') }
    const since = this.start ? elapsedOf(this.start, e.time) : ''
    const time = clock(e.time, this.zone)
    return this.clock === elapsedClock ? { time: since, beside: time } : { time, beside: since }
  }

  /** A time in full: the day, the clock, and the clock of the other zone. */
  told(m: Moment): string {
    if (!isKnown(m)) return ''
    const here = `${day(m, this.zone)}, ${clock(m, this.zone)} ${place(this.zone)}`
    const others = this.others.length > 0 ? this.others : [this.otherZone].filter(Boolean)
    return [here, ...others.map((z) => `${clockBeside(m, z, this.zone)} ${place(z)}`)].join('; ')
  }

  select(id: ID) {
    if (this.selected !== id) {
      this.debrief.rest()
      this.release()
    }
    this.selected = id
    this.panel = 'entry'
  }

  /** There is something for Escape to put away: marks, then what is looked for. */
  get canEscape(): boolean {
    return this.differing.marked.size > 0 || this.banding.marked !== '' || this.sieve.isOn
  }
  escape() {
    if (this.banding.marked) this.banding.marked = ''
    else if (this.differing.marked.size > 0) this.differing.marked.clear()
    else this.sieve.clear()
  }

  /** Puts pictures and files into the evidence; the selected entry rests on them, where one is. */
  picture(hands: Hand[]) {
    if (this.debrief.onlyRead || reading.refuse()) return
    const id = this.current?.id ?? this.debrief.id
    for (const hand of hands) void pictures.keep(this.debrief, hand, id, this.#saving)
  }

  /** Goes so many lines down, or up when negative, among those that are shown. */
  go(by: number) {
    const at = this.stops.indexOf(this.selected)
    const to = at < 0 ? (by > 0 ? 0 : this.stops.length - 1) : at + by
    const key = this.stops[Math.max(0, Math.min(this.stops.length - 1, to))]
    if (key) this.select(key)
  }

  /** Goes one line on and marks both, to be put side by side. */
  extend(by: 1 | -1) {
    if (this.current) this.differing.marked.add(this.selected)
    this.go(by)
    if (this.current) this.differing.marked.add(this.selected)
  }

  /** Factors that rest on an entry, with the number each is shown under. */
  usedBy(id: ID, numbers: Map<ID, number>): { factor: Factor; n: number }[] {
    return this.debrief.whole.factors
      .filter((f) => f.entryIds.includes(id))
      .map((factor) => ({ factor, n: numbers.get(factor.id) ?? 0 }))
      .sort((a, b) => a.n - b.n)
  }

  /** Changes an entry; field is the one being typed in, or empty for a choice. */
  edit(id: ID, field: string, alter: (entry: Entry) => void) {
    const change = { name: 'edit-entry', ...(field ? { typing: field } : {}) }
    void this.debrief.edit('entry', id, change, alter)
  }

  /** Gives an entry a time. What loses its time keeps its place on the timeline. */
  setTime(id: ID, time: Moment) {
    this.edit(id, 'time', (e) => {
      e.onTimeline ||= isKnown(e.time) && !isKnown(time)
      e.time = time
    })
  }

  /** Keeps the order of the list while a time is being typed. */
  hold() {
    this.#held = this.entries.map((e) => e.id)
  }
  release() {
    this.#held = undefined
  }

  /** The time that tells the day of a time of day typed for an entry: its own, or the nearest before it. */
  previous(id: ID): Moment {
    const all = this.entries
    const at = all.findIndex((e) => e.id === id)
    const before = all.slice(0, Math.max(0, at + 1)).reverse()
    return before.find((e) => isKnown(e.time))?.time ?? this.#newest()
  }

  #newest(): Moment {
    return (
      this.entries.findLast((e) => isKnown(e.time))?.time ?? {
        ...noMoment(),
        ...(isKnown(this.debrief.whole.debrief.started) ? this.debrief.whole.debrief.started : {}),
      }
    )
  }

  putOn(id: ID) {
    this.edit(id, '', (e) => (e.onTimeline = true))
    this.select(id)
  }

  takeOff(id: ID) {
    this.edit(id, '', (e) => (e.onTimeline = false))
  }

  /** Only an entry without a known time can be moved: the others are where their time puts them. */
  get canMove(): boolean {
    return this.current !== undefined && !isKnown(this.current.time)
  }

  /** Moves the selected entry one place up or down among its neighbours on the timeline. */
  move(by: 1 | -1) {
    const { current } = this
    if (!current || !this.canMove) return
    const at = this.entries.indexOf(current)
    const to = at + by
    if (at < 0 || to < 0 || to >= this.entries.length) return
    // Up: behind the one before the one above; down: behind the one below.
    const anchor = this.entries[by < 0 ? to - 1 : to]?.id ?? ''
    const others = this.debrief.whole.entries.filter((e) => e.id !== current.id)
    const position = positionAfter(others, anchor)
    this.edit(current.id, '', (e) => (e.position = position))
  }

  remove(id: ID) {
    const at = this.entries.findIndex((e) => e.id === id)
    changes.remove(this.debrief, 'entry', id, 'delete-entry', t('timeline.deleted'))
    this.differing.marked.delete(id)
    const next = this.entries[Math.min(at, this.entries.length - 1)]
    this.selected = next?.id ?? ''
  }

  // -- a new entry ----------------------------------------------------------------------------------

  get line(): string {
    return this.debrief.drafts[draftField] ?? ''
  }
  set line(text: string) {
    void this.debrief.draft(draftField, text)
  }

  /** Opens the field of a new line below the line the keys are at, or above it. */
  insert(where: 'below' | 'above' = 'below') {
    const key = this.gap ? this.gap.next.id : this.selected
    const at = this.entries.findIndex((e) => e.id === key)
    const before = this.gap || where === 'above' ? at - 1 : at
    this.above = this.entries[before]?.id ?? ''
    this.adding = true
  }

  /** The day and the place of the line that is being written. */
  #place(): { aboveId: ID; previous: Moment } {
    const { above } = this
    if (above !== undefined) {
      const first = this.entries.find((e) => isKnown(e.time))?.time
      return { aboveId: above, previous: above ? this.previous(above) : (first ?? this.#newest()) }
    }
    const at = this.current ? this.selected : ''
    return { aboveId: at, previous: at ? this.previous(at) : this.#newest() }
  }

  /** Files the typed line, by the grammar of the capture field. */
  async file(): Promise<void> {
    const text = this.line.trim()
    if (!text) return
    // Its draft goes when the line is filed, not before.
    this.debrief.drafts[draftField] = ''
    const step = newStep('add-entry')
    const whole = this.debrief.whole
    const { aboveId, previous } = this.#place()
    const last = this.above === undefined ? (whole.entries.at(-1)?.id ?? '') : ''
    const line = {
      debriefId: this.debrief.id,
      text,
      stage: whole.meeting.startedAt ? timelineStage : 0,
      position: positionAfter(whole.entries, aboveId || last),
      speakerId: '',
      previous: $state.snapshot(previous),
      editId: '',
      aboveId,
      draftField,
      pictureIds: [],
    }
    // What is typed meanwhile stays.
    const run = () => backend.capture.file(step, { ...line, draft: this.line })
    const filed = await this.#saving.perform([text], run, undefined, step)
    if (!filed) return
    if (filed.entry) {
      this.debrief.adopt('entry', filed.entry)
      if (!inTimeline(filed.entry)) {
        void this.debrief.edit('entry', filed.entry.id, { name: 'add-entry', step }, (e) => {
          e.onTimeline = true
        })
      }
      this.select(filed.entry.id)
      // The next one goes below this one.
      if (this.above !== undefined) this.above = filed.entry.id
      return
    }
    for (const noun of ['question', 'factor', 'helped', 'countermeasure'] as const) {
      const record = filed[noun]
      if (!record) continue
      this.debrief.adopt(noun, record)
      toasts.say(t(`timeline.line.kept.${noun}`))
      return
    }
    this.line = text
    toasts.say(t('timeline.line.command'))
  }

  // -- silences -------------------------------------------------------------------------------------

  gapText(gap: Gap): string {
    const between = { from: clock(gap.before.time, this.zone), to: clock(gap.next.time, this.zone) }
    return t('timeline.gap.question', between)
  }

  isAsked(gap: Gap): boolean {
    return this.debrief.whole.questions.some((q) => q.text === this.gapText(gap))
  }

  /** The keys are at something that can be asked in the meeting. */
  get canAsk(): boolean {
    return this.gap !== undefined || this.differing.of(this.selected) !== undefined
  }

  /** Keeps the question of a silence for the meeting. */
  ask(gap: Gap) {
    if (this.isAsked(gap)) return
    const place = after(this.debrief.whole.questions, timelineStage)
    const fields = { text: this.gapText(gap), state: 'open', aboutId: gap.before.id } as const
    const question = newQuestion(this.debrief.id, place, fields)
    void this.debrief.put('question', question, { name: 'keep-question' })
    toasts.say(t('differ.asked'))
  }

  setGap(minutes: number) {
    const change = { name: 'edit-debrief', typing: 'gapMinutes' }
    void this.debrief.edit('debrief', this.debrief.id, change, (d) => (d.gapMinutes = minutes))
  }

  // -- marks of an entry ----------------------------------------------------------------------------

  /** Says what kind of moment an entry was; said again, it is none. */
  setPivot(pivot: Pivot) {
    this.edit(this.selected, '', (e) => (e.pivot = e.pivot === pivot ? '' : pivot))
  }

  /** Puts an entry on a lane. */
  setLane(lane: Exclude<Lane, ''>) {
    this.edit(this.selected, '', (e) => (e.lane = lane))
  }

  /** Says whether people agree about an entry; said again, nothing is said. */
  setStanding(standing: Standing) {
    this.edit(this.selected, '', (e) => (e.standing = e.standing === standing ? '' : standing))
  }

  // -- bands ----------------------------------------------------------------------------------------

  /** There is somewhere for the edge of a band to go. */
  get canBand(): boolean {
    return this.band !== undefined || (this.current !== undefined && isKnown(this.current.time))
  }

  /**
   * Begins or ends a band at the selected entry; around all that is marked, where that is more than one.
   * At the heading of a band it moves that edge by an entry: outwards, or inwards.
   */
  edge(edge: Edge, inwards = false) {
    if (reading.refuse()) return
    const { band, current, banding } = this
    const out = edge === 'from' ? -1 : 1
    if (band) return banding.step(band.id, edge, inwards ? (-out as 1 | -1) : out, this.entries)
    const { marked } = this.differing
    const times = this.entries.filter((e) => marked.has(e.id) && isKnown(e.time)).map((e) => e.time)
    const [first, last] = [times[0], times.at(-1)]
    if (first && last && times.length > 1 && !banding.marked) {
      marked.clear()
      banding.make(first, last, 'list')
    } else if (current && isKnown(current.time)) {
      if (edge === 'from') banding.begin(current)
      else banding.end(current)
    }
  }

  addBand(): ID {
    const last = this.bands.findLast((b) => isKnown(b.to))
    // A new stretch begins where the one before ended; its end is still to be said.
    const band = newBand(this.debrief.id, last ? { from: $state.snapshot(last.to) } : {})
    void this.debrief.put('band', band, { name: 'edit-band' })
    return band.id
  }

  editBand(id: ID, field: string, alter: (band: Band) => void) {
    void this.debrief.edit('band', id, { name: 'edit-band', typing: field }, alter)
  }
}

/** "Not yet noticed, 7 min"; without its end only the label. */
export function bandText(b: Band): string {
  const label = b.title || b.label || t('timeline.band.unnamed')
  if (!isKnown(b.from) || !isKnown(b.to)) return t('timeline.band.open', { label })
  return t('timeline.band', { label, span: span(b.from.at, b.to.at) })
}

/** The band ends before it begins: said beside the fields, and kept. */
export const isBackwards = (b: Band): boolean =>
  isKnown(b.from) && isKnown(b.to) && b.to.at < b.from.at
