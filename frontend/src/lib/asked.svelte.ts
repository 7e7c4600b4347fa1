import { backend, type WordingFlag } from './backend'
import { t } from './copy'
import { spansOf, isFaint } from './wording.svelte'

/** How long the keys rest before words are looked at. */
const restMs = 150

/** What the words of a field that stands by itself are asked about, while they are typed. */
export class Asked {
  flags = $state.raw<WordingFlag[]>([])
  #timer: ReturnType<typeof setTimeout> | undefined
  #turn = 0

  readonly spans = $derived(spansOf(this.flags))

  /** The first question, with the phrase it is about; empty when there is none. */
  readonly question = $derived.by(() => {
    const flag = this.flags.find((f) => !isFaint(f) && f.questions.length > 0)
    if (!flag) return undefined
    return t('signal.ask', { phrase: flag.phrase, question: flag.questions[0] ?? '' })
  })

  look(text: string) {
    clearTimeout(this.#timer)
    const turn = ++this.#turn
    this.#timer = setTimeout(() => void this.#check(text, turn), restMs)
  }

  async #check(text: string, turn: number) {
    const found = text.trim() ? await backend.wordings.check('', text).catch(() => []) : []
    if (turn === this.#turn) this.flags = found
  }
}
