// Where a backup lies on the strip: three stretches of time side by side, as they are kept. The last day
// is told by hours, the fortnight before by days, the quarter before that by weeks.

const hour = 3_600_000
const day = 24 * hour

export type Stretch = 'weeks' | 'days' | 'hours'

/** A stretch: how old its backups are, in milliseconds, and where it lies, from 0 to 1. */
interface Part {
  name: Stretch
  old: number
  young: number
  from: number
  to: number
  /** How far apart its marks of time are, in milliseconds. */
  every: number
}

export const parts: readonly Part[] = [
  { name: 'weeks', old: 13 * 7 * day, young: 14 * day, from: 0, to: 0.28, every: 7 * day },
  { name: 'days', old: 14 * day, young: day, from: 0.28, to: 0.6, every: day },
  { name: 'hours', old: day, young: 0, from: 0.6, to: 1, every: hour },
]

/** The stretch a backup of this age lies in. What is older than all of them lies in the first. */
export function stretchOf(at: string, now: number): Stretch {
  return partOf(now - Date.parse(at)).name
}

function partOf(age: number): Part {
  return parts.find((p) => age > p.young) ?? (parts.at(-1) as Part)
}

/** Where a backup lies, from 0 for the oldest to 1 for now; what is from the future lies at its end. */
export function placeOf(at: string, now: number): number {
  const age = now - Date.parse(at)
  const part = partOf(age)
  const old = Math.min(Math.max(age, part.young), part.old)
  return part.to - ((old - part.young) / (part.old - part.young)) * (part.to - part.from)
}

/** The marks of time, from 0 to 1: every week, every day, every hour. */
export function marks(): number[] {
  return parts.flatMap((p) => {
    const n = Math.round((p.old - p.young) / p.every)
    return Array.from({ length: n }, (_, i) => p.from + ((p.to - p.from) * i) / n)
  })
}
