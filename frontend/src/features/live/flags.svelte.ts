import { announce } from '$lib/announce'
import { backend, type DecidedPhrase, type WordingFlag } from '$lib/backend'
import { t } from '$lib/copy'
import type { OpenDebrief } from '$lib/debrief.svelte'
import type { ID, Moment, Wording } from '$lib/nouns'
import { alike, decidedAbout, isFaint, settled, type Spot } from '$lib/wording.svelte'
import type { Row } from './lines'

/** How long typing rests before the wording is looked at, in milliseconds. */
export const restMs = 600

/** So long before that the backend is asked, so that its answer is there when the rest is over. */
const aheadMs = 150

/** More open flags than this are a count: a pile of cards helps nobody. */
export const pileSize = 6

/** A flag as the card shows it. */
export interface OpenFlag {
  key: string
  /** The line it is on; empty while that line is being written for the first time. */
  recordId: ID
  typed: boolean
  flag: WordingFlag
  /** Its line was entered and is on its way. */
  carried?: Carried
}

/** What was marked in a line while it was typed: filed, it is nothing new, and stays until then. */
export interface Carried {
  keys: string[]
  open: OpenFlag[]
  /** What the line was filed as; nothing when it was refused. */
  line?: Promise<{ record: { id: ID } } | undefined>
}

/** What was decided about a phrase; a question that was asked stands below its line once that is filed. */
export type Decided = Pick<Wording, 'rule' | 'class' | 'phrase' | 'decision' | 'scope'> & {
  question?: string
}

/** A text that is being typed: the capture field, or a line edited in place. */
export interface Surface {
  /** The line it edits; empty for a new one. */
  readonly recordId: ID
  readonly text: string
  /** What stands before the text as chips; it says what kind of line it is. */
  readonly lead: string
  readonly caret: number
  /** Decisions about a text that is not filed yet. */
  readonly decided: Decided[]
  decide(one: Decided): void
  mark(flags: WordingFlag[]): void
}

interface Hooks {
  rows: () => Row[]
  /** What a typed line is read against. */
  context: () => { stage: number; speakerId: ID }
  /** The key that goes to a flag, as it is shown. */
  key: () => string
}

const noTime: Moment = { at: '', zone: '', precision: '', raw: '', problem: '' }

/** A line that is read and not filed. */
const unfiled = { editId: '', aboveId: '', draftField: '', draft: '', pictureIds: [] }

/**
 * Which phrases are marked, and which of them the card asks about. It looks only when typing rests,
 * never at the word under the caret, and never takes the focus.
 */
export class Flags {
  typed = $state.raw<WordingFlag[]>([])
  /** Flags of lines that were entered and are on their way. */
  #carried = $state.raw<OpenFlag[]>([])
  filed = $state.raw<ReadonlyMap<ID, WordingFlag[]>>(new Map())
  /** Every open flag of the debrief when it was last read, not of its lines alone. */
  everything = $state.raw<Spot[]>([])
  /** The flag the card shows; empty when it shows none. */
  selected = $state('')
  #reviewing = false
  /** Whoever listens was told that they are a pile. */
  #piled = false
  /** The first flag of the line that was typed last. */
  #newest = ''
  #surface: Surface | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  /** How often a text was changed: an answer about an older one is stale. */
  #touched = 0
  #debrief: OpenDebrief
  #hooks: Hooks
  /** How many texts were entered: each has keys of its own while it is on its way. */
  #entered = 0

  constructor(debrief: OpenDebrief, hooks: Hooks) {
    this.#debrief = debrief
    this.#hooks = hooks
  }

  /** Every open flag: the text being typed, then the lines, newest first; in a line by their places. */
  readonly list = $derived.by((): OpenFlag[] => {
    const filed = this.filed
    if (filed.size === 0 && this.typed.length === 0 && this.#carried.length === 0) return []
    const open = this.#hooks
      .rows()
      .toReversed()
      .flatMap((row) => placed(filed.get(row.id) ?? []).map((flag) => asOpen(row.id, false, flag)))
    const typed = placed(this.typed)
    const written = typed.map((flag) => asOpen(this.#surface?.recordId ?? '', true, flag))
    return [...written, ...this.#carried, ...open]
  })

  readonly current = $derived(this.list.find((f) => f.key === this.selected))
  readonly count = $derived(this.list.length)
  readonly turned = $derived.by(
    () => this.#debrief.whole.wordings.filter((w) => w.decision === 'asked').length,
  )

  /** Called with every change of a text: looks once typing rests. */
  touch(surface: Surface) {
    if (this.#surface !== surface) this.#clearTyped()
    this.#surface = surface
    clearTimeout(this.#timer)
    // Whoever writes on does not go through them any more: new ones fold again.
    this.#reviewing = false
    if (!surface.text.trim()) this.#clearTyped()
    else this.#timer = setTimeout(() => void this.look(aheadMs), restMs - aheadMs)
    this.#touched++
  }

  /** The text is not edited any more. */
  leave(surface: Surface) {
    if (this.#surface !== surface) return
    clearTimeout(this.#timer)
    this.#surface = undefined
    this.#clearTyped()
  }

  /** The text was entered: what is marked in it stays, and its card, until its line has been looked at. */
  carry(surface: Surface): Carried {
    const carried: Carried = { keys: [], open: [] }
    if (this.#surface !== surface) return carried
    const { recordId } = surface
    const way = `entered ${++this.#entered}`
    for (const flag of placed(this.typed)) {
      const open = asOpen(recordId, true, flag)
      carried.keys.push(kind(flag))
      // A line that is edited in place is known; its marks are, too.
      carried.open.push(recordId ? open : { ...open, key: `${way}${open.key}`, carried })
    }
    const at = placed(this.typed).findIndex((f) => asOpen(recordId, true, f).key === this.selected)
    this.leave(surface)
    this.#carried = [...carried.open, ...this.#carried]
    if (at >= 0) this.selected = carried.open[at]?.key ?? ''
    return carried
  }

  /** The line has been looked at, or there is none: what was marked in it while it was typed goes. */
  arrived(carried: Carried) {
    if (carried.open.length > 0)
      this.#carried = this.#carried.filter((f) => !carried.open.includes(f))
  }

  /**
   * Looks at the text that is being typed, and shows what it saw no sooner than in so many milliseconds.
   * What is typed meanwhile makes the answer stale.
   */
  async look(wait = 0) {
    const surface = this.#surface
    if (!surface) return
    const { text } = surface
    const touched = this.#touched
    const due = wait > 0 && new Promise((rested) => setTimeout(rested, wait))
    const found = await this.#check(surface.lead, text, this.#decided(surface))
    await due
    if (this.#surface !== surface || this.#touched !== touched || surface.text !== text) return
    // Somebody may have decided while it was being looked at.
    const known = this.#decided(surface)
    const open = settled(found, text, surface.caret).filter((f) => !known.some((d) => alike(d, f)))
    this.typed = open
    surface.mark(open)
    const shown = placed(open).map((f) => asOpen(surface.recordId, true, f))
    this.#newest = shown[0]?.key ?? this.#newest
    this.#greet(shown)
  }

  /** What was decided about the text that is being typed was taken back: its phrase is asked about again. */
  again(phrase: string) {
    announce(t('wording.done.asked-again', { phrase }))
    void this.look()
  }

  /** Looks at a line that was just filed. */
  async lookAt(
    recordId: ID,
    text: string,
    quote: boolean,
    carried: Carried = { keys: [], open: [] },
  ) {
    const known = () => decidedAbout(this.#debrief.whole, recordId, 'text')
    const found = quote || !text ? [] : await this.#found(text, known())
    const decided = known()
    const open = placed(found.filter((f) => !decided.some((d) => alike(d, f))))
    if (open[0]) this.#newest = asOpen(recordId, false, open[0]).key
    const shown = carried.open.find((f) => f.key === this.selected)
    this.arrived(carried)
    if (open.length === 0 && !this.filed.has(recordId)) return
    const filed = new Map(this.filed)
    if (open.length > 0) filed.set(recordId, open)
    else filed.delete(recordId)
    this.filed = filed
    const same = shown && open.find((f) => kind(f) === kind(shown.flag))
    if (same) this.selected = asOpen(recordId, false, same).key
    this.#greet(
      open.filter((f) => !carried.keys.includes(kind(f))).map((f) => asOpen(recordId, false, f)),
    )
  }

  /** Looks at lines that were filed together. */
  async lookAtAll(filed: ID[], carried: Carried = { keys: [], open: [] }) {
    await this.refresh()
    const fresh = new Set(filed)
    const shown = carried.open.find((f) => f.key === this.selected)
    this.arrived(carried)
    const list = this.list.filter((f) => fresh.has(f.recordId))
    const same = shown && list.find((f) => kind(f.flag) === kind(shown.flag))
    if (same) this.selected = same.key
    this.#greet(list)
  }

  /** Reads every open flag of the debrief anew: when it is opened, after undo, after a decision. */
  async refresh() {
    try {
      const all = await backend.wordings.open(this.#debrief.id)
      this.everything = all.flatMap(({ flags, ...at }) => flags.map((flag) => ({ ...at, flag })))
      const lines = all.filter((f) => f.field === 'text' && f.noun !== 'debrief')
      this.filed = new Map(lines.map((f) => [f.recordId, f.flags]))
    } catch {
      // Marks are help, not content: without them the meeting goes on.
    }
  }

  /** What was decided about a text: while it was typed, about its line, and in the whole debrief. */
  #decided(surface: Surface): DecidedPhrase[] {
    const about = decidedAbout(this.#debrief.whole, surface.recordId, 'text')
    return [...surface.decided.map(({ rule, phrase }) => ({ rule, phrase })), ...about]
  }

  /** Takes away every flag like this one: it was left in the whole debrief, or for good. */
  dropAlike(open: OpenFlag) {
    for (const one of this.list.filter((f) => alike(f.flag, open.flag))) this.drop(one)
  }

  /** Takes a flag away at once, while the decision about it is being saved. */
  drop(open: OpenFlag) {
    const at = this.list.findIndex((f) => f.key === open.key)
    if (open.carried) {
      this.#carried = this.#carried.filter((f) => f !== open)
    } else if (open.typed) {
      this.typed = this.typed.filter((f) => f !== open.flag)
      this.#surface?.mark(this.typed)
    } else {
      const filed = new Map(this.filed)
      const left = (filed.get(open.recordId) ?? []).filter((f) => f !== open.flag)
      if (left.length > 0) filed.set(open.recordId, left)
      else filed.delete(open.recordId)
      this.filed = filed
    }
    if (this.selected === open.key)
      this.selected = this.list[Math.min(at, this.count - 1)]?.key ?? ''
  }

  /** A line has gone. */
  forget(recordId: ID) {
    if (!this.filed.has(recordId)) return
    const filed = new Map(this.filed)
    filed.delete(recordId)
    this.filed = filed
  }

  /** Shows the flag of the line that was typed last; from there, the next one in the list. */
  next(further = this.#reviewing): OpenFlag | undefined {
    const at = this.list.findIndex((f) => f.key === this.selected)
    const newest = this.list.find((f) => f.key === this.#newest)
    const next =
      further && at >= 0
        ? this.list[(at + 1) % this.list.length]
        : (newest ?? this.current ?? this.list[0])
    this.select(next?.key ?? '')
    return next
  }

  /** Shows one because somebody asked for it. */
  select(key: string) {
    this.selected = key
    this.#newest = ''
    this.#reviewing = key !== ''
  }

  /** Shows the flag of a line: this one, or its first. */
  selectOn(recordId: ID, flag?: WordingFlag) {
    const here = this.list.filter((f) => f.recordId === recordId && !f.typed)
    this.select((here.find((f) => flag && alike(f.flag, flag)) ?? here[0])?.key ?? '')
  }

  later() {
    this.select('')
  }

  get surface(): Surface | undefined {
    return this.#surface
  }

  /** Shows new flags by the way; a pile of them stays a count, and a faint one a mark. */
  #greet(all: OpenFlag[]) {
    const open = all.filter((f) => !isFaint(f.flag))
    const [first] = open
    if (!first || open.some((f) => f.key === this.selected)) return
    const piled = this.list.filter((f) => !isFaint(f.flag)).length > pileSize
    const key = this.#hooks.key()
    if (!piled) {
      this.selected = first.key
      announce(t('live.wording.said', { phrase: first.flag.phrase, key }))
    } else {
      // Whoever goes through them one by one keeps the card.
      if (!this.#reviewing) this.selected = ''
      // That they pile up is said once; the count on the screen goes on.
      if (!this.#piled) announce(t('live.wording.piled', { key }))
    }
    this.#piled = piled
  }

  #clearTyped() {
    if (this.typed.length > 0) this.typed = []
  }

  /** The flags of a typed line, counted in its own text; none for a question, a quote or a command. */
  async #check(lead: string, typed: string, decided: DecidedPhrase[]): Promise<WordingFlag[]> {
    const context = this.#hooks.context()
    const { id, language } = this.#debrief.whole.debrief
    const text = lead + typed
    const line = { debriefId: id, text, ...context, position: 0, previous: noTime, ...unfiled }
    try {
      const found = await backend.wordings.checkLine(language, line, decided)
      return lead ? found.flatMap((f) => behind(lead.length, f)) : found
    } catch {
      return []
    }
  }

  async #found(text: string, decided: DecidedPhrase[]): Promise<WordingFlag[]> {
    try {
      return await backend.wordings.check(this.#debrief.whole.debrief.language, text, decided)
    } catch {
      return []
    }
  }
}

const asOpen = (recordId: ID, typed: boolean, flag: WordingFlag): OpenFlag => ({
  key: `${recordId}:${flag.rule}:${flag.phrase}`,
  recordId,
  typed,
  flag,
})

/** A flag counted from behind what stands before the text; none where it lies there. */
const behind = (lead: number, f: WordingFlag): WordingFlag[] =>
  f.utf16Start < lead
    ? []
    : [{ ...f, utf16Start: f.utf16Start - lead, utf16End: f.utf16End - lead }]

const placed = (flags: WordingFlag[]) => flags.toSorted((a, b) => a.utf16Start - b.utf16Start)

const kind = (f: WordingFlag) => `${f.rule}:${f.phrase}`
