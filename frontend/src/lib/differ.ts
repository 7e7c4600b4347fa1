import { t } from './copy'
import type { Entry, ID, Question, Whole } from './nouns'
import { isKnown, timelineOf } from './timeline'

// Two or more accounts of one moment stand side by side below a question and are never merged. The
// question holds them (accountIds), so that taking it away takes the difference apart and no entry with it.

/** Accounts of one moment, in the order of the timeline, and what is asked about them. */
export interface Difference {
  question: Question
  accounts: Entry[]
}

/** The differences of which at least two accounts are on the timeline, in its order. */
export function differences(
  whole: Whole,
  timeline: Entry[] = timelineOf(whole.entries),
): Difference[] {
  const asked = whole.questions.filter((q) => (q.accountIds?.length ?? 0) > 1)
  if (asked.length === 0) return []
  const place = new Map(timeline.map((e, i) => [e.id, i]))
  const taken = new Set<ID>()
  const all = asked.map((question) => {
    const places = new Set((question.accountIds ?? []).map((id) => place.get(id) ?? -1))
    // An entry stands in one place: with the first question it is an account of.
    const accounts = [...places]
      .sort((a, b) => a - b)
      .flatMap((at) => timeline[at] ?? [])
      .filter((e) => !taken.has(e.id))
    if (accounts.length > 1) for (const { id } of accounts) taken.add(id)
    return { question, accounts }
  })
  const first = ({ accounts }: Difference) => place.get(accounts[0]?.id ?? '') ?? 0
  return all.filter(({ accounts }) => accounts.length > 1).sort((a, b) => first(a) - first(b))
}

/** The question that holds an entry as one of its accounts. */
export const heldBy = (whole: Whole, id: ID): Question | undefined =>
  whole.questions.find((q) => q.accountIds?.includes(id))

/** What is asked about accounts until somebody asks better: when it was, or what happened. */
export function firstQuestion(accounts: Entry[]): string {
  const times = new Set(accounts.map((e) => (isKnown(e.time) ? e.time.at : '')))
  const told = accounts.map((e) => (e.label || e.text).trim()).find(Boolean) ?? ''
  const what = told.length > longest ? `${told.slice(0, longest).trimEnd()}…` : told
  return t(times.size > 1 ? 'differ.when' : 'differ.what', { what })
}
const longest = 80
