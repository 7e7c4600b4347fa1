import { many, t } from '$lib/copy'
import type { TakenNotes } from '$lib/interview'

/** A backup somebody chose, and what they typed to open it. Ready: it is there and has notes. */
export interface Chosen {
  name: string
  ready: boolean
  typed: string
  byCode: boolean
}

export const noneChosen = (): Chosen => ({ name: '', ready: false, typed: '', byCode: false })

const counts = ['new', 'back', 'here', 'left', 'past', 'bad'] as const

/** What came of taking notes in, in sentences. */
export function takenTold(taken: TakenNotes): string {
  const said = counts.filter((c) => taken[c] > 0).map((c) => many(`vault.taken.${c}`, taken[c]))
  if (taken.new + taken.back === 0) said.unshift(t('vault.taken.none'))
  if (taken.stopped) said.push(t('vault.taken.stopped'))
  return said.join(' ')
}
