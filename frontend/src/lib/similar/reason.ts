import type { LikeReason } from '../backend-similars'
import { t } from '../copy'

/** What two debriefs have in common, in a sentence. */
export const reasonOf = (r: LikeReason): string =>
  t(`similar.reason.${r.kind}`, {
    mine: r.mineText,
    theirs: r.theirsText,
    words: r.words.join(', '),
  })
