import { backend, type WordingFlag } from '$lib/backend'
import type { OpenDebrief } from '$lib/debrief.svelte'
import { newWording } from '$lib/make'
import type { ID } from '$lib/nouns'
import { saving, type Saving } from '$lib/saving.svelte'

/** How long typing rests before the texts are looked at again. */
const restMs = 400

/** The same empty list each time: a text without flags is not drawn anew with every key. */
const none: WordingFlag[] = []

/** The wordings still open on this screen's texts. The backend looks; decisions are kept beside the text. */
export class OpenWordings {
  #flags = $state.raw(new Map<string, WordingFlag[]>())
  #debrief: OpenDebrief
  #saving: Saving
  #timer: ReturnType<typeof setTimeout> | undefined
  #seen: string | undefined
  #turn = 0

  constructor(debrief: OpenDebrief, queue: Saving = saving) {
    this.#debrief = debrief
    this.#saving = queue
  }

  /** Looks again once the texts rest; call it in an effect: it reads what it depends on. */
  follow() {
    const whole = this.#debrief.whole
    const texts = [
      ...whole.factors.flatMap((f) => [f.id, f.text, f.detail]),
      ...whole.helped.flatMap((h) => [h.id, h.text]),
      ...whole.countermeasures.flatMap((c) => [c.id, c.text]),
      ...whole.wordings.map((w) => w.id),
    ].join('\n')
    if (texts === this.#seen) return
    clearTimeout(this.#timer)
    const first = this.#seen === undefined
    this.#seen = texts
    this.#timer = setTimeout(() => void this.#look(), first ? 0 : restMs)
  }

  stop() {
    clearTimeout(this.#timer)
    this.#turn++
  }

  /** The open flags of a text. One whose phrase is not there any more has been dealt with. */
  of(recordId: ID, field: string, text: string): WordingFlag[] {
    const flags = this.#flags.get(`${recordId}.${field}`)
    if (!flags) return none
    const there = flags.filter((f) => text.slice(f.utf16Start, f.utf16End) === f.phrase)
    return there.length === flags.length ? flags : there
  }

  /** Leaves a wording as it is; undo asks again. */
  leave(recordId: ID, field: string, flag: WordingFlag) {
    const { rule, phrase } = flag
    const kept = { recordId, field, rule, class: flag.class, phrase, decision: 'left' as const }
    void this.#debrief.put('wording', newWording(this.#debrief.id, kept), { name: 'wording' })
    const key = `${recordId}.${field}`
    const flags = new Map(this.#flags)
    flags.set(
      key,
      (flags.get(key) ?? []).filter((f) => f !== flag),
    )
    this.#flags = flags
  }

  async #look() {
    const turn = ++this.#turn
    await this.#saving.flush()
    try {
      const all = await backend.wordings.open(this.#debrief.id)
      if (turn !== this.#turn) return
      this.#flags = new Map(all.map((f) => [`${f.recordId}.${f.field}`, f.flags]))
    } catch {
      // Nothing is marked then; the text is as it was.
    }
  }
}
