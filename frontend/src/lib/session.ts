import type { Countermeasure, ID, Meeting, Whole } from './nouns'

/** What has a plan and a clock: a meeting, or a further session of the same debrief. */
export interface Sitting {
  planMinutes: number[]
  elapsedSeconds: number[]
  stage: number
  runningSince: string
  seenAt: string
  startedAt: string
  endedAt: string
}
export interface Session extends Sitting {
  id: ID
  /** Its agenda, and what of it was decided about. */
  ideaIds: ID[]
  doneIds: ID[]
  /** What is talked about, and the mark of its words as the room may see them. */
  ideaId: ID
  room: string
}

/** An idea that was decided about in a further session, and the meeting in which it goes on. */
export interface Decided {
  countermeasure: Countermeasure
  meeting: Meeting
}

/** The stages of a further session, by their numbers: thanks, what has rested, and the wrap-up. */
export const sessionStages = [1, 6, 7]

/** The further session that is planned or goes on. */
export function openSession({ sessions }: Meeting): Session | undefined {
  const last = sessions?.at(-1)
  return last && !last.endedAt ? last : undefined
}

/** Whether the clock of a further session runs. */
export const sessionRuns = (m: Meeting): boolean => Boolean(openSession(m)?.runningSince)

/** A group sits together: the meeting is live, or the clock of a further session runs. */
export const sitsTogether = ({ debrief, meeting }: Whole): boolean =>
  debrief.state === 'live' || sessionRuns(meeting)
