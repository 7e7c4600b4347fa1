import { announce } from './announce'
import { changes } from './changes.svelte'
import { asBackendError, backend, type WordingFlag, type WordingSettings } from './backend'
import { isKey, t, tIn } from './copy'
import type { OpenDebrief } from './debrief.svelte'
import type { Span } from './marked'
import type { ID, Noun, Whole } from './nouns'
import { reading } from './reading.svelte'
import { shell, type PlaceName } from './shell.svelte'
import { toasts } from './ui/toasts.svelte'

/** Kinds of wording, the strongest first; the last are phrases of one's own. */
export const classes = [
  'counterfactual',
  'blame',
  'normative',
  'single-cause',
  'weak-countermeasure',
  'own',
] as const
export type WordingClass = (typeof classes)[number]

export const levels = ['ask', 'look-again', 'note'] as const

/** A flag and where it stands. */
export interface Spot {
  noun: Noun
  recordId: ID
  field: string
  flag: WordingFlag
}

/** How far leaving a phrase reaches: this text, this debrief. */
export type Scope = '' | 'debrief'

/** A faint flag is a mark and no more: nothing is said about it until somebody asks. */
export const isFaint = (flag: WordingFlag) => flag.level === 'note'

/** How a phrase is underlined. */
export const markOf = (flag: WordingFlag) => (isFaint(flag) ? 'fl faint' : 'fl')

/** What kind of wording a flag is about, in the language of its sentence. */
export function classOf(flag: WordingFlag): string {
  const key = `wording.class.${flag.class}`
  return isKey(key) ? tIn(flag.language, key) : ''
}

/** Where phrases stand in a text, and how each is underlined. */
export const spansOf = (flags: WordingFlag[]): Span[] =>
  flags.map((f) => ({ from: f.utf16Start, to: f.utf16End, mark: markOf(f) }))

/** Flags of one kind: what is decided about one is found again by these. */
export const alike = (a: { rule: string; phrase: string }, b: { rule: string; phrase: string }) =>
  a.rule === b.rule && a.phrase.toLowerCase() === b.phrase.toLowerCase()

/** What was decided about a text; a decision for the whole debrief counts for every text. */
export const decidedAbout = (whole: Whole, recordId: ID, field: string) =>
  whole.wordings
    .filter((w) => w.scope === 'debrief' || (w.recordId === recordId && w.field === field))
    .map(({ rule, phrase }) => ({ rule, phrase }))

/** What of the wording check is put up over the screen, and what it is asked to look for. */
class WordingDesk {
  /** The list of open wording is shown; so are its settings. */
  listed = $state(false)
  setting = $state(false)
  /** A flag the screen was asked to show. */
  goal = $state.raw<Spot>()
  /** Grows when the settings change: what was looked at before is stale. */
  turn = $state(0)

  openSettings = () => {
    this.listed = false
    this.setting = true
  }

  /** Goes to where a flag stands; the screen there shows it. */
  go(spot: Spot) {
    this.listed = false
    this.goal = spot
    shell.go(partOf(spot))
  }

  /** Takes the flag to be shown, if this part of the debrief shows it. */
  take(part: PlaceName): Spot | undefined {
    const goal = this.goal
    if (!goal || partOf(goal) !== part) return undefined
    this.goal = undefined
    return goal
  }

  /** Changes the settings; says what could not be kept and returns whether it was. */
  async change(alter: (settings: WordingSettings) => WordingSettings): Promise<boolean> {
    if (reading.refuse()) return false
    try {
      await backend.wordings.saveSettings(alter(await backend.wordings.settings()))
      this.turn++
      return true
    } catch (thrown) {
      toasts.say(asBackendError(thrown).message)
      return false
    }
  }

  /** Never asks about a phrase again; told says so and offers to take it back. */
  async ignore(phrase: string, { told = true } = {}) {
    const kept = await this.change((s) => ({ ...s, ignored: [...s.ignored, phrase] }))
    if (!kept) return
    const text = t('wording.done.ignored', { phrase })
    changes.did(() => this.askAgain(phrase), told ? text : '')
    if (!told) announce(text)
  }

  /** Asks about a phrase again that was to be left for good. */
  async askAgain(phrase: string) {
    const same = phrase.toLowerCase()
    const kept = await this.change((s) => ({
      ...s,
      ignored: s.ignored.filter((p) => p.toLowerCase() !== same),
    }))
    if (kept) announce(t('wording.done.asked-again', { phrase }))
  }
}

export const wording = new WordingDesk()

/** The part of a debrief that shows a flag. */
function partOf({ noun, field }: Spot): PlaceName {
  switch (noun) {
    case 'debrief':
      return field.startsWith('impact.') ? 'prepare' : 'report'
    case 'factor':
    case 'helped':
    case 'countermeasure':
      return 'factors'
    default:
      return 'meeting'
  }
}

/** The text a flag stands in, as it is now; empty when it is not there any more. */
export function textOf(debrief: OpenDebrief, spot: Pick<Spot, 'noun' | 'recordId' | 'field'>) {
  if (spot.noun === 'debrief') {
    return (pageOne(debrief.whole).get(spot.field) ?? impact(debrief.whole).get(spot.field)) || ''
  }
  const record = debrief.find(spot.noun, spot.recordId) as unknown as
    Record<string, unknown> | undefined
  const text = record?.[spot.field]
  return typeof text === 'string' ? text : ''
}

/** The texts of page one by field, as the backend names them (backend/wording); learnings count from one. */
export function pageOne(whole: Whole): Map<string, string> {
  const { lead, learnings, noticed, affected, ended } = whole.debrief.summary
  const out = new Map([['lead', lead]])
  learnings.forEach((l, i) => {
    out.set(`learning${i + 1}.title`, l.title).set(`learning${i + 1}.text`, l.text)
  })
  for (const [name, fact] of Object.entries({ noticed, affected, ended })) {
    out.set(`${name}.head`, fact.head).set(`${name}.text`, fact.text)
  }
  return out
}

/** The texts that say what the event meant, by field, as the backend names them. */
export function impact(whole: Whole): Map<string, string> {
  const { text, customers, data, revenue, goodwill } = whole.debrief.impact
  const all = Object.entries({ text, customers, data, revenue, goodwill })
  return new Map(all.map(([name, words]) => [`impact.${name}`, words]))
}

/** Leaves out a phrase while the caret is still in its last word: that word is being typed. */
export function settled(flags: WordingFlag[], text: string, caret: number): WordingFlag[] {
  return flags.filter((f) => {
    const phrase = text.slice(f.utf16Start, f.utf16End)
    const lastWord = f.utf16Start + phrase.search(/\S+$/u)
    return caret <= lastWord || caret > f.utf16End
  })
}
