import { many, t } from '$lib/copy'
import { weekdayLong } from '$lib/due'
import { shortDate } from '$lib/format'
import type { Countermeasure } from '$lib/nouns'

/** What became of the ideas, part by part: "3 committed", "1 soaking until Tuesday 24 Nov". */
export function decided(all: Countermeasure[], today: Date): string[] {
  const count = (is: (c: Countermeasure) => boolean) => all.filter(is).length
  const some = (stem: 'committed' | 'not' | 'ideas', n: number) =>
    n > 0 ? [many(`ask.sum.${stem}`, n)] : []
  return [
    ...some(
      'committed',
      count((c) => taken.includes(c.state)),
    ),
    ...soaking(all, today),
    ...some(
      'not',
      count((c) => c.state === 'not-pursued'),
    ),
    ...some(
      'ideas',
      count((c) => c.state === 'idea'),
    ),
  ]
}

/** Committed to, however far that went since. */
const taken = ['committed', 'doing', 'done', 'checked']

/** Those that rest, and until when: the first day, if there are several. */
function soaking(all: Countermeasure[], today: Date): string[] {
  const resting = all.filter((c) => c.state === 'soaking')
  if (resting.length === 0) return []
  const what = many('ask.sum.soaking', resting.length)
  const days = [...new Set(resting.map((c) => c.soakUntil).filter(Boolean))].sort()
  const first = days[0]
  if (!first) return [what]
  const day = `${weekdayLong(first)} ${shortDate(first, today)}`
  return [t(days.length > 1 ? 'ask.sum.soaking.first' : 'ask.sum.soaking.until', { what, day })]
}
