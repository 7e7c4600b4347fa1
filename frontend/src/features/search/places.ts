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

/** The part of the debrief where a hit is shown; none for the debrief itself, which opens where it is taken up again. */
export function partOf({ noun, stage }: Pick<SearchHit, 'noun' | 'stage'>): PlaceName | undefined {
  if (noun === 'entry' && (stage === 0 || stage === timelineStage)) return 'timeline'
  return parts[noun]
}
