import { find, isKey, t, type Key } from '$lib/copy'
import type { OpenDebrief } from '$lib/debrief.svelte'
import { house } from '$lib/house.svelte'
import { stages, type ID, type Kind, type Part, type Question } from '$lib/nouns'

/** What is held: a debrief of a kind. */
export interface Occasion {
  kind: Kind
  /** It is a further session, about what has rested. */
  session?: boolean
  /** It plays something through. */
  rehearsal?: boolean
}

/** Which stage of what, and of whom the questions are asked; stage is 1 to 7. */
export interface Now extends Occasion {
  stage: number
  /** Whose turn it is, in the narratives. */
  speaker: Speaker | undefined
  /** What is asked about the idea in hand, in the countermeasures. */
  idea?: Asking | undefined
}

export interface Speaker {
  id: string
  name: string
  parts: Part[]
  newcomer: boolean
}

/** A question with the key of the catalogue that may be shown to anybody: it holds no name and nothing typed. */
export interface Asking {
  key: Key
  text: string
  /** The words it is about, if it is about a line. */
  quote?: string
  /** The idea it is about. */
  ideaId?: ID
  /** The language it is asked in, where that is the notes' own. */
  lang?: string
}

/** What stays over the questions of the agenda: until somebody walks on, or lets it go. */
export interface Held {
  /** The question about a line that is on top, and in whose turn it was put there. */
  top: { turn: string; asking: Asking } | null
  /** The question that was pinned, and in which stage. */
  pin: { stage: number; asking: Asking } | null
}

const nameOf = (stage: number) => stages[Math.max(1, stage) - 1] ?? 'thanks'

/** The keys STEM.1, STEM.2, … as far as they go. */
function numbered(stem: string): Key[] {
  const all: Key[] = []
  for (let n = 1; ; n++) {
    const key = `${stem}.${n}`
    if (!isKey(key)) return all
    all.push(key)
  }
}

const present = (...keys: string[]): Key[] => keys.filter(isKey)

export function stageName(stage: number, rehearsal = false): string {
  const own = `stage.${nameOf(stage)}.rehearse.name`
  return rehearsal && isKey(own) ? t(own) : find(`stage.${nameOf(stage)}.name`)
}
export const stageHint = (stage: number, session = false) =>
  find(`stage.${session ? 'session.' : ''}${nameOf(stage)}.capture`)
/** What is said aloud when a stage comes next; about how long it will take, in words. */
export const stageNext = (stage: number, time: string, occasion: Occasion) => {
  const key = stemsOf(stage, occasion)
    .map((stem) => `${stem}.next`)
    .find(isKey)
  return key ? find(key).replace('{time}', time) : ''
}
/** The words to say aloud in a stage: this organisation's where there are such, or those shipped. */
export function wordsToSay(stage: number, occasion: Occasion): string[] {
  const own = isUsual(occasion) ? house.words(nameOf(stage)) : undefined
  const shipped = stemsOf(stage, occasion).map((stem) => numbered(`${stem}.say`))
  return own ?? shipped.find((keys) => keys.length > 0)?.map((key) => t(key)) ?? []
}
/** Something happened and is met about once: this organisation's own words are for that. */
export const isUsual = ({ kind, session, rehearsal }: Occasion) =>
  !session && !rehearsal && !imagined(kind)

/** Where the words for a stage are looked for, the closest first. */
function stemsOf(stage: number, { kind, session, rehearsal }: Occasion): string[] {
  const stem = `stage.${nameOf(stage)}`
  if (session) return [`stage.session.${nameOf(stage)}`]
  return [
    ...(rehearsal ? [`${stem}.rehearse`] : []),
    ...(rehearsal || imagined(kind) ? [`${stem}.tabletop`] : []),
    stem,
  ]
}

/** The order in which people came into the story, which is the order of what they are asked first. */
const entrance: Part[] = [
  'identified',
  'affected',
  'responded',
  'diagnosed',
  'decided',
  'interested',
]

/** What has not happened has nobody who played a part in it, and no past to ask about. */
const imagined = (kind: Kind) => kind === 'tabletop'

/** What a stage, or somebody's turn, begins with: for the newcomer, for each part played, for the kind. */
function leads({ stage, kind, speaker }: Now): Key[] {
  const stem = `stage.${nameOf(stage)}`
  const parts = entrance.filter((p) => speaker?.parts.includes(p))
  const own = speaker && !imagined(kind)
  const personal = own
    ? present(
        ...(speaker.newcomer ? [`${stem}.newcomer`] : []),
        ...parts.map((p) => `${stem}.part.${p}`),
      )
    : []
  return personal.length > 0
    ? personal
    : present(`${stem}.${kind}.lead`, `${stem}.lead`).slice(0, 1)
}

/** The questions of a stage: what it begins with, what its kind asks besides, then what is asked always. */
export function keysOf(now: Now): Key[] {
  if (now.session) {
    const stem = `stage.session.${nameOf(now.stage)}`
    return [...present(`${stem}.lead`), ...numbered(`${stem}.prompt`)]
  }
  const stem = `stage.${nameOf(now.stage)}`
  const special = numbered(`${stem}.${now.kind}.prompt`)
  const instead = imagined(now.kind) && special.length > 0
  const played = now.rehearsal ? present(`${stem}.rehearse.lead`) : []
  return [...played, ...leads(now), ...special, ...(instead ? [] : numbered(`${stem}.prompt`))]
}

/** A question as it is put to somebody, by name where it has a place for one. */
function put(key: Key, speaker: Speaker | undefined): Asking {
  const personal = `${key}.person`
  const text = speaker && isKey(personal) ? t(personal, { name: speaker.name }) : t(key)
  return { key, text }
}

/**
 * What to ask now and next: the questions of the stage or of somebody's turn, walked by the facilitator,
 * and over them one about a line that was just written, or one that is pinned.
 */
export class Agenda {
  #debrief: OpenDebrief
  #now: () => Now
  /** How far each stage, each person's turn or the questions about each idea have been walked. */
  #at = $state<Record<string, number>>({})
  #top = $state.raw<NonNullable<Held['top']>>()
  #pin = $state.raw<NonNullable<Held['pin']>>()

  constructor(debrief: OpenDebrief, now: () => Now) {
    this.#debrief = debrief
    this.#now = now
  }

  readonly questions = $derived.by((): Asking[] => {
    const now = this.#now()
    const stage = keysOf(now).map((key) => put(key, now.speaker))
    return now.idea ? [now.idea, ...stage.filter((q) => q.key !== now.idea?.key)] : stage
  })

  readonly index = $derived.by(() =>
    Math.min(this.#at[this.#turn()] ?? 0, this.questions.length - 1),
  )

  /** Where one has walked to, pinned or not. */
  readonly walked = $derived.by((): Asking => {
    const top = this.#top
    if (top?.turn === this.#turn()) return top.asking
    return this.questions[this.index] ?? put('stage.thanks.lead', undefined)
  })

  /** The pinned question, put to whoever speaks now. */
  readonly pinned = $derived.by((): Asking | undefined => {
    const { stage, speaker } = this.#now()
    if (this.#pin?.stage !== stage) return undefined
    const { asking } = this.#pin
    return asking.quote === undefined ? put(asking.key, speaker) : asking
  })

  /** The question that is largest on the screen. */
  readonly current = $derived(this.pinned ?? this.walked)
  /** Its key in the catalogue: what the room may be shown, without a name and without a typed word. */
  readonly currentKey = $derived(this.current.key)

  /** What has been asked in this stage, of this speaker. */
  readonly asked = $derived.by(() => {
    const { stage, speaker, idea } = this.#now()
    const here = (q: Question) =>
      q.stage === stage &&
      (!speaker || q.who.participantId === '' || q.who.participantId === speaker.id) &&
      // The same may have been asked about the idea before.
      (q.text !== idea?.text || q.aboutId === idea.ideaId)
    return new Set(this.#debrief.whole.questions.filter(here).map((q) => q.text))
  })

  /** The prompts after the current one that were not asked, with their places. */
  readonly next = $derived.by(() =>
    this.questions
      .map(({ text }, index) => ({ text, index }))
      .filter(
        ({ text, index }) =>
          text !== this.current.text && index !== this.index && !this.asked.has(text),
      )
      .sort((a, b) => Number(a.index < this.index) - Number(b.index < this.index))
      .slice(0, 3),
  )

  /** Says where one is: "2 of 8"; a question about a line is no part of that. */
  readonly place = $derived(
    this.#top?.turn === this.#turn()
      ? ''
      : t('live.question.count', { n: this.index + 1, all: this.questions.length }),
  )

  /** How far each stage and each turn was walked, to be taken up again another day. */
  get places(): Record<string, number> {
    return $state.snapshot(this.#at)
  }

  /** Takes up what was walked another day; what was walked since stays. */
  resume(places: Record<string, number>) {
    this.#at = { ...places, ...this.#at }
  }

  get held(): Held {
    return { top: this.#top ?? null, pin: this.#pin ?? null }
  }

  /** Takes up what was held another day. */
  hold({ top, pin }: Held) {
    this.#top = top ?? undefined
    this.#pin = pin ?? undefined
  }

  walk(by: 1 | -1) {
    // From a question about a line one comes back to the agenda where one left it, if that is still to be asked.
    const back = this.#top?.turn === this.#turn() && by === 1 && !this.#askedHere()
    this.#top = undefined
    if (!back) this.show((this.index + by + this.questions.length) % this.questions.length)
  }

  show(index: number) {
    this.#top = undefined
    this.#at[this.#turn()] = index
  }

  /** Puts a question about a line on top, until one walks on or somebody else speaks. */
  feature(asking: Asking) {
    this.#top = { turn: this.#turn(), asking }
  }

  /** Keeps the question on top while one walks on and across speakers, or lets it go. */
  togglePin() {
    this.#pin = this.pinned ? undefined : { stage: this.#now().stage, asking: this.current }
  }

  #askedHere(): boolean {
    const text = this.questions[this.index]?.text
    return text === undefined || this.asked.has(text)
  }

  #turn(): string {
    const { stage, speaker, idea, session } = this.#now()
    return `${session ? 'again:' : ''}${stage}:${speaker?.id ?? idea?.ideaId ?? ''}`
  }
}
