import { find, isKey, t } from '$lib/copy'
import type { OpenDebrief } from '$lib/debrief.svelte'
import { stages, type Question } from '$lib/nouns'

/** Which stage, of whom the questions are asked; stage is 1 to 7. */
export interface Now {
  stage: number
  /** Whose turn it is, in the narratives. */
  speaker: { id: string; name: string } | undefined
}

const nameOf = (stage: number) => stages[Math.max(1, stage) - 1] ?? 'thanks'

/** The texts STEM.1, STEM.2, … as far as they go. */
function numbered(stem: string): string[] {
  const all: string[] = []
  while (isKey(`${stem}.${all.length + 1}`)) all.push(find(`${stem}.${all.length + 1}`))
  return all
}

export const stageName = (stage: number) => find(`stage.${nameOf(stage)}.name`)
export const stageHint = (stage: number) => find(`stage.${nameOf(stage)}.capture`)
/** The facilitator's words to say aloud in a stage. */
export const wordsToSay = (stage: number) => numbered(`stage.${nameOf(stage)}.say`)

/** What to ask now and next, walked by the facilitator: the lead of the stage, then its prompts. */
export class Agenda {
  #debrief: OpenDebrief
  #now: () => Now
  /** How far each stage, or each person's turn, has been walked. */
  #at = $state<Record<string, number>>({})

  constructor(debrief: OpenDebrief, now: () => Now) {
    this.#debrief = debrief
    this.#now = now
  }

  readonly questions = $derived.by(() => {
    const { stage, speaker } = this.#now()
    const stem = `stage.${nameOf(stage)}`
    const personal = isKey(`${stem}.lead.person`) && speaker
    const lead = personal
      ? find(`${stem}.lead.person`).replace('{name}', speaker.name)
      : find(`${stem}.lead`)
    return [lead, ...numbered(`${stem}.prompt`)]
  })

  readonly index = $derived.by(() =>
    Math.min(this.#at[this.#key()] ?? 0, this.questions.length - 1),
  )
  readonly current = $derived(this.questions[this.index] ?? '')

  /** What has been asked in this stage, of this speaker. */
  readonly asked = $derived.by(() => {
    const { stage, speaker } = this.#now()
    const here = (q: Question) =>
      q.stage === stage &&
      (!speaker || q.who.participantId === '' || q.who.participantId === speaker.id)
    return new Set(this.#debrief.whole.questions.filter(here).map((q) => q.text))
  })

  /** The prompts after the current one that were not asked, with their places. */
  readonly next = $derived.by(() =>
    this.questions
      .map((text, index) => ({ text, index }))
      .filter(({ text, index }) => index !== this.index && index > 0 && !this.asked.has(text))
      .sort((a, b) => Number(a.index < this.index) - Number(b.index < this.index))
      .slice(0, 3),
  )

  /** Says where one is: "2 of 8". */
  readonly place = $derived(
    t('live.question.count', { n: this.index + 1, all: this.questions.length }),
  )

  walk(by: 1 | -1) {
    this.show((this.index + by + this.questions.length) % this.questions.length)
  }

  show(index: number) {
    this.#at[this.#key()] = index
  }

  #key(): string {
    const { stage, speaker } = this.#now()
    return `${stage}:${speaker?.id ?? ''}`
  }
}
