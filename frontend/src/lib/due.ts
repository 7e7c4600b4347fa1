// Dates as people type them for a target date or a day that has been, and the two workdays an idea rests by default.

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

/** The date of a day in local time, YYYY-MM-DD. */
export function isoDate(d: Date): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${String(d.getFullYear()).padStart(4, '0')}-${two(d.getMonth() + 1)}-${two(d.getDate())}`
}

/** Where a day is that is said without a year: the next such one, or the last one. */
type Way = 'ahead' | 'back'

/**
 * Reads a typed date: "2026-12-04", "4 Dec", "Dec 4 2026", "tomorrow", "Fri", "in 2 weeks"; of a day that
 * has been also "yesterday" and "2 weeks ago". Returns YYYY-MM-DD, or undefined for what is not one date.
 */
export function readDate(text: string, today: Date, way: Way = 'ahead'): string | undefined {
  const words = text
    .trim()
    .toLowerCase()
    .replace(/[.,]/g, ' ')
    .replace(/(\d)(st|nd|rd|th)\b/g, '$1')
    .split(/\s+/)
    .filter((w) => w !== '')
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(words.join(' '))
  if (iso) return real(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3]))
  const before = way === 'back' ? ago(words, today) : undefined
  return (
    before ?? relative(words, today) ?? weekday(words, today, way) ?? dayOfMonth(words, today, way)
  )
}

/** A date that there is: 30 February is none. */
function real(year: number, month: number, day: number): string | undefined {
  const d = new Date(year, month, day)
  const same = d.getFullYear() === year && d.getMonth() === month && d.getDate() === day
  return same ? isoDate(d) : undefined
}

function relative(words: string[], today: Date): string | undefined {
  const [first, n, unit] = words
  if (words.length === 1 && first === 'today') return isoDate(today)
  if (words.length === 1 && first === 'tomorrow') return later(today, 1)
  return words.length === 3 && first === 'in' ? away(n, unit, today, 1) : undefined
}

function ago(words: string[], today: Date): string | undefined {
  const [n, unit, last] = words
  if (words.length === 1 && n === 'yesterday') return later(today, -1)
  return words.length === 3 && last === 'ago' ? away(n, unit, today, -1) : undefined
}

/** So many days, weeks or months away, ahead or back. */
function away(n = '', unit = '', today: Date, sign: 1 | -1): string | undefined {
  if (!/^\d{1,3}$/.test(n)) return undefined
  const count = sign * Number(n)
  if (/^days?$/.test(unit)) return later(today, count)
  if (/^weeks?$/.test(unit)) return later(today, 7 * count)
  if (!/^months?$/.test(unit)) return undefined
  const first = new Date(today.getFullYear(), today.getMonth() + count, 1)
  const last = new Date(first.getFullYear(), first.getMonth() + 1, 0).getDate()
  return real(first.getFullYear(), first.getMonth(), Math.min(today.getDate(), last))
}

function later(today: Date, by: number): string {
  return isoDate(new Date(today.getFullYear(), today.getMonth(), today.getDate() + by))
}

function weekday(words: string[], today: Date, way: Way): string | undefined {
  const rest = words[0] === (way === 'back' ? 'last' : 'next') ? words.slice(1) : words
  if (rest.length !== 1) return undefined
  const name = rest[0] ?? ''
  const full = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
  const at = full.findIndex((d, i) => name.length >= 3 && (d.startsWith(name) || days[i] === name))
  if (at < 0) return undefined
  if (way === 'ahead') return later(today, ((at - today.getDay() + 6) % 7) + 1)
  // It may be this very day, unless it is the last one.
  return later(today, -((today.getDay() - at + 7) % 7 || (rest === words ? 0 : 7)))
}

function dayOfMonth(words: string[], today: Date, way: Way): string | undefined {
  const month = words.findIndex((w) => /^[a-z]{3,9}$/.test(w) && months.includes(w.slice(0, 3)))
  const numbers = words.filter((w) => /^\d+$/.test(w)).map(Number)
  if (month < 0 || words.length > 3 || numbers.length !== words.length - 1) return undefined
  const m = months.indexOf((words[month] ?? '').slice(0, 3))
  const day = numbers.find((n) => n <= 31)
  const year = numbers.find((n) => n >= 1000)
  if (day === undefined || (numbers.length === 2 && year === undefined)) return undefined
  if (year !== undefined) return real(year, m, day)
  // 29 February may be some years away.
  for (let years = 0; years < 9; years++) {
    const date = real(today.getFullYear() + (way === 'back' ? -years : years), m, day)
    if (date && (way === 'back' ? date <= isoDate(today) : date >= isoDate(today))) return date
  }
  return undefined
}

/** The day that many workdays ahead, YYYY-MM-DD. */
export function workdaysAhead(today: Date, count: number): string {
  const d = new Date(today.getFullYear(), today.getMonth(), today.getDate())
  for (let left = count; left > 0;) {
    d.setDate(d.getDate() + 1)
    if (d.getDay() !== 0 && d.getDay() !== 6) left--
  }
  return isoDate(d)
}

/** "Tue" for a day within the week, "24 Nov" beyond it. date is YYYY-MM-DD. */
export function weekdayOf(date: string): string {
  return new Date(`${date}T00:00`).toLocaleDateString('en-GB', { weekday: 'short' })
}

/** "Tuesday". date is YYYY-MM-DD. */
export function weekdayLong(date: string): string {
  return new Date(`${date}T00:00`).toLocaleDateString('en-GB', { weekday: 'long' })
}
