import type { Whole } from '$lib/nouns'
import type { Row } from '$lib/row'

/** The library's row of a debrief. */
export function rowOf(w: Whole): Row {
  const d = w.debrief
  const open = w.countermeasures
    .filter((c) => c.due && c.state !== 'checked')
    .sort((a, b) => a.due.localeCompare(b.due))[0]
  return {
    id: d.id,
    rev: d.rev,
    title: d.title,
    kind: d.kind,
    reference: d.reference,
    state: d.state,
    sample: d.sample,
    date: d.started.at || d.createdAt,
    createdAt: d.createdAt,
    participants: w.participants.length,
    entries: w.entries.length,
    factors: w.factors.length,
    countermeasures: w.countermeasures.length,
    oldReport: d.oldReport ?? false,
    finished: w.countermeasures.filter((c) => ['done', 'checked', 'not-pursued'].includes(c.state))
      .length,
    checked: w.countermeasures.filter((c) => c.state === 'checked').length,
    notPursued: w.countermeasures.filter((c) => c.state === 'not-pursued').length,
    closedAt: d.state === 'closed' ? (d.closing?.at ?? '') : '',
    nextDue: open?.due ?? '',
    nextDueText: open?.text ?? '',
    meetsAt: w.debrief.preparation.meetsAt,
  }
}
