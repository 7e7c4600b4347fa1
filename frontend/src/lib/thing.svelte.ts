/** What the report and the screens may call a debrief. */
export const things = [
  'debrief',
  'learning-review',
  'after-action-review',
  'retrospective',
] as const
export type Thing = (typeof things)[number]

/** What it is called in this library. */
export const called = $state<{ thing: Thing }>({ thing: 'debrief' })
