/** By how much a clock was ahead, as somebody types it: "90", "90 s", "1:30", "-1:02:05". Undefined when it is none. */
export function readAhead(text: string): number | undefined {
  const trimmed = text.trim().replace(/^[−–]/, '-')
  if (!trimmed) return 0
  const plain = /^([+-]?)(\d{1,6})\s*s?$/i.exec(trimmed)
  if (plain) return signed(plain[1], Number(plain[2]))
  const parts = /^([+-]?)(?:(\d{1,3}):)?(\d{1,3}):([0-5]\d)$/.exec(trimmed)
  if (!parts) return undefined
  const [, sign, hours = '0', minutes = '0', seconds = '0'] = parts
  return signed(sign, Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds))
}

const signed = (sign = '', n = 0) => (sign === '-' ? 0 - n : n)

/** The same to type again: "90", "1:02:05" from an hour on; empty for none. */
export function shownAhead(seconds: number): string {
  if (seconds === 0) return ''
  const all = Math.abs(seconds)
  if (all < 3600) return String(seconds)
  const two = (n: number) => String(n).padStart(2, '0')
  const clock = `${Math.floor(all / 3600)}:${two(Math.floor(all / 60) % 60)}:${two(all % 60)}`
  return seconds < 0 ? `-${clock}` : clock
}
