import { isSigned } from '$lib/frozen'
import type { State } from '$lib/nouns'
import type { SearchHit } from '$lib/backend-search'
import type { PlaceName } from '$lib/shell.svelte'

const parts: Partial<Record<SearchHit['noun'], PlaceName>> = {
  participant: 'prepare',
  entry: 'meeting',
  question: 'meeting',
  factor: 'factors',
  helped: 'factors',
  countermeasure: 'factors',
  band: 'timeline',
  attachment: 'timeline',
  source: 'timeline',
  version: 'report',
}

const timelineStage = 4

/**
 * The part of the debrief where a hit is shown; none for the debrief itself, which opens where it is taken up again.
 * What a group took on is followed up once that was signed off.
 */
export function partOf(
  { noun, stage }: Pick<SearchHit, 'noun' | 'stage'>,
  state: State | undefined,
): PlaceName | undefined {
  if (noun === 'countermeasure' && state && isSigned(state)) return 'followup'
  if (noun === 'entry' && (stage === 0 || stage === timelineStage)) return 'timeline'
  return parts[noun]
}
