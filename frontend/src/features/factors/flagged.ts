import type { OpenWordings } from '$lib/open-wordings.svelte'
import type { Factor, Countermeasure, Helped } from '$lib/nouns'
import type { Scope, Spot } from '$lib/wording.svelte'

/** What can be done about one flag. */
export interface Acts {
  spot: Spot
  ask: (index: number) => void
  keep: (decision: 'quote' | 'left', scope: Scope) => void
  ignore: () => void
}

/** The first open flag of a record, field by field, and what can be done about it. */
export function actsOn(
  wordings: OpenWordings,
  noun: 'factor' | 'helped' | 'countermeasure',
  record: Factor | Helped | Countermeasure,
): Acts | undefined {
  const fields = Object.entries(record).filter(
    (f): f is [string, string] => looked[noun].includes(f[0]) && typeof f[1] === 'string',
  )
  fields.sort((a, b) => looked[noun].indexOf(a[0]) - looked[noun].indexOf(b[0]))
  for (const [field, text] of fields) {
    const flag = wordings.of(record.id, field, text)[0]
    if (!flag) continue
    const spot: Spot = { noun, recordId: record.id, field, flag }
    return {
      spot,
      ask: (i) => wordings.ask(spot, i),
      keep: (decision, scope) => wordings.keep(spot, decision, scope),
      ignore: () => wordings.ignore(spot),
    }
  }
  return undefined
}

/** The fields the wording check looks at; see backend/wording. */
const looked = {
  factor: ['text', 'detail'],
  helped: ['text'],
  countermeasure: ['text', 'know', 'reason'],
}
