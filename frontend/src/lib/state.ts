// How far a debrief is, in the order of its life.
export const states = [
  'noted',
  'draft',
  'preparing',
  'ready',
  'live',
  'paused',
  'read-back',
  'signed-off',
  'follow-up',
  'closed',
] as const
export type State = (typeof states)[number]

/** Whether the meeting is still to come. */
export const isAhead = (state: State): boolean =>
  ['noted', 'draft', 'preparing', 'ready'].includes(state)
