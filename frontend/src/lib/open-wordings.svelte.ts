import { announce } from './announce'
import { backend, type WordingFlag } from './backend'
import { t } from './copy'
import type { OpenDebrief } from './debrief.svelte'
import { newQuestion, newWording, nobody } from './make'
import type { ID, Place, Wording } from './nouns'
import { newStep, saving, type Saving } from './saving.svelte'
import {
  alike,
  impact,
  pageOne,
  settled,
  textOf,
  wording,
  type Scope,
  type Spot,
} from './wording.svelte'

/** How long typing rests before the texts are looked at again, in milliseconds. */
const restMs = 600

/** The same empty list each time: a text without flags is not drawn anew with every key. */
const none: WordingFlag[] = []

/** The stage a question about a record without a place belongs to: factors, countermeasures, wrap-up. */
const stageOf = { factor: 5, helped: 5, countermeasure: 6 } as Partial<Record<string, number>>

/**
 * The wordings still open in a debrief. The backend looks; decisions are kept beside the text. Lines
 * are looked at when the screen asks for them: the meeting follows them by itself.
 */
export class OpenWordings {
  /** Every open flag, in the order of the debrief. */
  spots = $state.raw<Spot[]>([])
  /** It has looked at least once. */
  ready = $state(false)
  #debrief: OpenDebrief
  #saving: Saving
  #timer: ReturnType<typeof setTimeout> | undefined
  #seen: string | undefined
  #turn = 0

  constructor(debrief: OpenDebrief, queue: Saving = saving) {
    this.#debrief = debrief
    this.#saving = queue
  }

  readonly #byField = $derived.by(() => {
    const out = new Map<string, WordingFlag[]>()
    for (const s of this.spots) {
      const key = `${s.recordId}.${s.field}`
      out.set(key, [...(out.get(key) ?? []), s.flag])
    }
    return out
  })

  /** Looks again once the texts rest; call it in an effect: it reads what it depends on. */
  follow() {
    const whole = this.#debrief.whole
    const texts = [
      ...whole.factors.flatMap((f) => [f.id, f.text, f.detail]),
      ...whole.helped.flatMap((h) => [h.id, h.text]),
      ...whole.countermeasures.flatMap((c) => [c.id, c.text, c.know, c.reason]),
      ...pageOne(whole).values(),
      ...impact(whole).values(),
      whole.debrief.language,
      ...whole.wordings.map((w) => w.id),
      this.#debrief.turn,
      wording.turn,
    ].join('\n')
    if (texts === this.#seen) return
    clearTimeout(this.#timer)
    const first = this.#seen === undefined
    this.#seen = texts
    this.#timer = setTimeout(() => void this.look(), first ? 0 : restMs)
  }

  stop() {
    clearTimeout(this.#timer)
    this.#turn++
  }

  /** The open flags of a text. One whose phrase is not there any more has been dealt with. */
  of(recordId: ID, field: string, text: string): WordingFlag[] {
    const flags = this.#byField.get(`${recordId}.${field}`)
    if (!flags) return none
    const there = flags.filter((f) => text.slice(f.utf16Start, f.utf16End) === f.phrase)
    return there.length === flags.length ? flags : there
  }

  /** Says that a phrase stays: somebody's own words, or left here or in the whole debrief. Undo asks again. */
  keep(spot: Spot, decision: 'quote' | 'left', scope: Scope = '') {
    void this.#decide(spot, decision, scope, { name: 'wording' })
    announce(t(scope ? 'wording.done.debrief' : `live.wording.done.${decision}`))
  }

  /** Never asks about the phrase again, in any debrief; told says so with a way back. */
  ignore(spot: Spot, { told = true } = {}) {
    this.#drop((s) => alike(s.flag, spot.flag))
    void wording.ignore(spot.flag.phrase, { told })
  }

  /** Keeps one of the questions of a flag as an open question about its text: one step. */
  ask(spot: Spot, index: number): boolean {
    const text = spot.flag.questions[index]
    if (!text) return false
    const step = newStep('ask-question')
    const change = { name: step.name, step }
    const who =
      (spot.noun === 'entry' && this.#debrief.find('entry', spot.recordId)?.who) || nobody()
    const fields = {
      text,
      state: 'open',
      aboutId: spot.recordId,
      rule: spot.flag.rule,
      who,
    } as const
    const question = newQuestion(this.#debrief.id, this.#below(spot), fields)
    void this.#debrief.put('question', question, change)
    void this.#decide(spot, 'asked', '', change)
    announce(t('wording.done.asked'))
    return true
  }

  async #decide(
    { recordId, field, flag }: Spot,
    decision: Wording['decision'],
    scope: Scope,
    change: Parameters<OpenDebrief['put']>[2],
  ) {
    const { rule, phrase } = flag
    const here = (s: Spot) => s.recordId === recordId && s.field === field
    this.#drop((s) => (scope !== '' || here(s)) && alike(s.flag, flag))
    const fields = { recordId, field, rule, class: flag.class, phrase, decision, scope }
    await this.#debrief.put('wording', newWording(this.#debrief.id, fields), change)
  }

  /** Takes flags away at once, while the decision about them is being saved. */
  #drop(these: (spot: Spot) => boolean) {
    this.spots = this.spots.filter((s) => !these(s))
  }

  /** The place below a line; at the end of its stage for what has no place. */
  #below(spot: Spot): Place {
    const { entries, questions, factors, helped, countermeasures } = this.#debrief.whole
    const all = [...entries, ...questions, ...factors, ...helped, ...countermeasures]
    const line = spot.noun === 'entry' && this.#debrief.find('entry', spot.recordId)
    const from = line ? line.position : Math.max(0, ...all.map((r) => r.position))
    const next = Math.min(...all.map((r) => r.position).filter((p) => p > from), from + 2)
    return { stage: line ? line.stage : (stageOf[spot.noun] ?? 7), position: (from + next) / 2 }
  }

  /** Looks now. */
  async look(): Promise<void> {
    clearTimeout(this.#timer)
    const turn = ++this.#turn
    await this.#saving.flush()
    try {
      const all = await backend.wordings.open(this.#debrief.id)
      if (turn !== this.#turn) return
      this.#show(
        all.flatMap(({ noun, recordId, field, flags }) =>
          flags.map((flag) => ({ noun, recordId, field, flag })),
        ),
      )
      this.ready = true
    } catch {
      // Nothing is marked then; the text is as it was.
    }
  }

  /** Shows flags, but none on the word being typed: that one waits until the caret has gone on. */
  #show(spots: Spot[]) {
    clearTimeout(this.#timer)
    const typed = spots.filter((s) => isTyped(s, () => this.textOf(s)))
    this.spots = typed.length > 0 ? spots.filter((s) => !typed.includes(s)) : spots
    if (typed.length > 0) this.#timer = setTimeout(() => this.#show(spots), restMs)
  }

  /** The text a flag stands in. */
  textOf(spot: Spot): string {
    return textOf(this.#debrief, spot)
  }
}

/** The caret is in the last word of the phrase. */
function isTyped({ flag }: Spot, textOf: () => string): boolean {
  const field = document.activeElement
  if (!(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement)) return false
  // Looking for a text costs more than looking at the field.
  if (settled([flag], field.value, field.selectionStart ?? 0).length > 0) return false
  return field.value === textOf()
}
