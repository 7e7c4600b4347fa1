import { SvelteSet } from 'svelte/reactivity'
import { changes } from '$lib/changes.svelte'
import { t } from '$lib/copy'
import type { OpenDebrief } from '$lib/debrief.svelte'
import { differences, firstQuestion, heldBy } from '$lib/differ'
import { after, newQuestion } from '$lib/make'
import type { Entry, ID, Question } from '$lib/nouns'
import { reading } from '$lib/reading.svelte'
import { newStep } from '$lib/saving.svelte'
import { timelineStage } from '$lib/timeline'
import { toasts } from '$lib/ui/toasts.svelte'

/** Accounts of one moment that differ: marked, put side by side, asked about, taken apart. */
export class Differing {
  readonly marked = new SvelteSet<ID>()
  readonly #debrief: OpenDebrief

  constructor(debrief: OpenDebrief) {
    this.#debrief = debrief
  }

  readonly all = $derived.by(() => differences(this.#debrief.whole))

  /** The question an entry is an account of. */
  of = (id: ID): Question | undefined => heldBy(this.#debrief.whole, id)

  mark(id: ID) {
    if (!this.marked.delete(id)) this.marked.add(id)
  }

  /**
   * Puts what is marked, and the entry the keys are at, side by side below a question. One of them that
   * stands beside others already takes the rest in. Tells whether something is there to be asked.
   */
  keep(at: ID): boolean {
    const chosen = this.#chosen(at)
    const here = chosen.map((e) => this.of(e.id)).find(Boolean)
    const fresh = chosen.filter((e) => !this.of(e.id))
    if (here && fresh.length === 0) return true
    if (!here && chosen.length < 2) {
      toasts.say(t('differ.mark.first'))
      return false
    }
    if (reading.refuse()) return false
    this.marked.clear()
    if (here) this.#take(here, fresh)
    else this.#make(chosen)
    return true
  }

  #chosen(at: ID): Entry[] {
    const ids = new Set([...this.marked, at])
    return this.#debrief.whole.entries.filter((e) => ids.has(e.id))
  }

  #make(accounts: Entry[]) {
    const { whole, id } = this.#debrief
    const question = newQuestion(id, after(whole.questions, 0), {
      text: firstQuestion(accounts),
      state: 'open',
      accountIds: accounts.map((e) => e.id),
    })
    void this.#debrief.put('question', question, { name: 'differ' })
  }

  #take(question: Question, more: Entry[]) {
    void this.#debrief.edit('question', question.id, { name: 'differ' }, (q) => {
      q.accountIds = [...(q.accountIds ?? []), ...more.map((e) => e.id)]
    })
  }

  /** What is asked, as it is typed. */
  ask(question: Question, text: string) {
    const change = { name: 'edit-question', typing: 'text' }
    void this.#debrief.edit('question', question.id, change, (q) => (q.text = text))
  }

  isAsked = (question: Question): boolean => question.stage > 0

  /** Puts the question where the timeline is walked in the meeting. */
  toMeeting(question: Question) {
    if (this.isAsked(question)) return
    const place = after(this.#debrief.whole.questions, timelineStage)
    void this.#debrief.edit('question', question.id, { name: 'keep-question' }, (q) => {
      Object.assign(q, place, { state: 'open' })
    })
    toasts.say(t('differ.asked'))
  }

  /** One account stands alone again; the last two part. */
  out(id: ID) {
    const question = this.of(id)
    if (!question) return
    const left = this.all.find((d) => d.question.id === question.id)?.accounts ?? []
    if (left.length < 3) this.apart(id)
    else {
      void this.#debrief.edit('question', question.id, { name: 'differ-apart' }, (q) => {
        q.accountIds = (q.accountIds ?? []).filter((a) => a !== id)
      })
    }
  }

  /** All accounts stand alone again. A question the meeting was given stays one. */
  apart(id: ID) {
    const question = this.of(id)
    if (!question || reading.refuse()) return
    if (!this.isAsked(question)) {
      changes.remove(this.#debrief, 'question', question.id, 'differ-apart', t('differ.apart.done'))
      return
    }
    const step = newStep('differ-apart')
    void this.#debrief.edit('question', question.id, { name: step.name, step }, (q) => {
      delete q.accountIds
    })
    changes.offer(t('differ.apart.done'), step)
  }
}
