import type { ID, Participant } from '$lib/nouns'

/** The order of speaking while nobody chose another: newcomers, then who speaks early, then the rest. */
function usual(here: Participant[]): Participant[] {
  const rank = (p: Participant) => (p.newcomer ? 0 : p.early ? 1 : 2)
  return here.toSorted((a, b) => rank(a) - rank(b))
}

/**
 * Those who are in the meeting in the order of speaking. Who is not in a chosen order speaks after it:
 * somebody who came later.
 */
export function order(people: Participant[], chosen: ID[] = []): Participant[] {
  const here = usual(people.filter((p) => !p.absent))
  const placed = chosen.flatMap((id) => here.find((p) => p.id === id) ?? [])
  return [...placed, ...here.filter((p) => !chosen.includes(p.id))]
}

/** How often somebody passed. */
export const passes = (passed: ID[], id: ID) => passed.filter((p) => p === id).length

/**
 * Whose turn comes next: the first after the speaker who was not heard, then the first of all. Who
 * passed is asked once more when everybody else was, and not a third time.
 */
export function following(
  people: Participant[],
  speaker: ID,
  heard: ID[],
  passed: ID[] = [],
): Participant | undefined {
  const at = people.findIndex((p) => p.id === speaker)
  for (const round of [0, 1]) {
    const open = (p: Participant) =>
      p.id !== speaker && !heard.includes(p.id) && passes(passed, p.id) === round
    const next = people.slice(at + 1).find(open) ?? people.find(open)
    if (next) return next
  }
  return undefined
}

/** The ids of people with one of them moved to another place. */
export function moved(people: Participant[], id: ID, to: number): ID[] {
  const ids = people.map((p) => p.id).filter((other) => other !== id)
  ids.splice(Math.min(Math.max(0, to), ids.length), 0, id)
  return ids
}

/** Somebody by the start of a name or an alias, whatever the case and the accents; undefined when not one. */
export function called(people: Participant[], name: string): Participant | undefined {
  const wanted = fold(name).replace(/^@/, '')
  if (!wanted) return undefined
  const exact = people.filter((p) => fold(p.name) === wanted || fold(p.alias) === wanted)
  const starts = people.filter(
    (p) => fold(p.name).startsWith(wanted) || fold(p.alias).startsWith(wanted),
  )
  const found = exact.length > 0 ? exact : starts
  return found.length === 1 ? found[0] : undefined
}

/** The name a line shows: the first of a person's names, unless two share it. "Support team" stays whole. */
export function shortNames(people: Participant[]): Map<ID, string> {
  const words = (p: Participant) => p.name.trim().split(/\s+/)
  const short = (p: Participant) =>
    words(p).every((w) => /^[\p{Lu}\p{Lo}]/u.test(w)) ? (words(p)[0] ?? '') : p.name.trim()
  const count = new Map<string, number>()
  for (const p of people) count.set(fold(short(p)), (count.get(fold(short(p))) ?? 0) + 1)
  return new Map(
    people.map((p) => {
      const shared = (count.get(fold(short(p))) ?? 0) > 1
      return [p.id, atMost(shared ? p.name.trim() : short(p))]
    }),
  )
}

/** So many letters of a name stand in a column and in a question; the rest is where people are listed. */
const longest = 40

export function atMost(name: string): string {
  const letters = [...name]
  return letters.length > longest ? `${letters.slice(0, longest).join('').trimEnd()}…` : name
}

const fold = (s: string) => s.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase()
