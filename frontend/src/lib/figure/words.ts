import { find, t } from '$lib/copy'
import { clock, day } from '$lib/format'
import type { Whole } from '$lib/nouns'
import { isKnown, timelineOf } from '$lib/timeline'

/** The figure in words, one sentence an entry, for whoever listens instead of looks. */
export function markWords(whole: Whole): string {
  const zone = whole.debrief.zone
  const known = timelineOf(whole.entries).filter((e) => isKnown(e.time))
  if (known.length === 0) return t('timeline.figure.empty')
  let last = ''
  return known
    .map((e) => {
      const date = day(e.time, zone)
      const time = clock(e.time, zone)
      const when = date === last ? time : `${date}, ${time}`
      last = date
      const lane = e.lane ? `${find(`timeline.lane.${e.lane}`)}, ` : ''
      return `${when}: ${lane}${e.label || e.text} (${t(`timeline.from.${e.basis}`)}).`
    })
    .join(' ')
}
