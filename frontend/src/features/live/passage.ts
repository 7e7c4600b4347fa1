import { many, t, type PluralKey } from '$lib/copy'
import type { ID, Participant, Whole } from '$lib/nouns'
import { stageName, stageNext } from './agenda.svelte'
import { decided } from './decided'
import { countermeasures, narratives } from './lines'

/** What is said between two stages: what the one gathered, and what comes next. */
export interface Passage {
  gathered: string
  next: string
  /** It was read, and only its room is left: nothing moves while somebody types. */
  passed: boolean
}

/** The passage from a stage to a later one; pending lines were written and are on their way. */
export function passage(
  whole: Whole,
  here: Participant[],
  pending: { stage: number }[],
  [from, to]: [number, number],
  heard: (id: ID) => boolean,
  today: Date,
): Passage {
  const written = filed([...whole.entries, ...pending], from)
  const what = [
    ...own(whole, here, from, heard, today),
    ...some('ask.sum.lines', written),
    ...asked(whole, from),
  ].join(', ')
  const minutes = whole.meeting.planMinutes[to - 1] ?? 0
  return {
    gathered: what ? t('ask.sum', { stage: stageName(from), what }) : '',
    next: stageNext(to, many('ask.minutes', minutes), whole.debrief),
    passed: false,
  }
}

/** How many, in words; nothing is not worth a word. */
const some = (stem: PluralKey, n: number) => (n > 0 ? [many(stem, n)] : [])

const filed = (records: { stage: number }[], stage: number) =>
  records.filter((r) => r.stage === stage).length

/** What only this stage gathers. */
function own(
  whole: Whole,
  here: Participant[],
  stage: number,
  heard: (id: ID) => boolean,
  today: Date,
): string[] {
  const { meeting } = whole
  switch (stage) {
    case 1:
      return [
        ...some('ask.sum.here', here.length),
        ...some('ask.sum.new', here.filter((p) => p.newcomer).length),
      ]
    case 2:
      return meeting.agreed ? [t('ask.sum.agreed')] : []
    case narratives: {
      const n = here.filter((p) => heard(p.id)).length
      return here.length > 0 ? [t('ask.sum.heard', { n, all: here.length })] : []
    }
    case 4:
      return some('ask.sum.timed', whole.entries.filter((e) => e.time.at && !e.time.problem).length)
    case 5:
      return [
        ...some('ask.sum.factors', whole.factors.length),
        ...some('ask.sum.helped', whole.helped.length),
      ]
    case countermeasures:
      return decided(whole.countermeasures, today)
    default:
      return []
  }
}

const asked = (whole: Whole, stage: number) =>
  some(
    'ask.sum.questions',
    whole.questions.filter((q) => q.stage === stage && q.state === 'asked').length,
  )
