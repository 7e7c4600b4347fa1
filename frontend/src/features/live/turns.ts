import type { ID, Participant } from '$lib/nouns'

/** Those who are in the meeting in the order of speaking: whoever is new to this first. */
export function order(people: Participant[]): Participant[] {
  const here = people.filter((p) => !p.absent)
  return [...here.filter((p) => p.newcomer), ...here.filter((p) => !p.newcomer)]
}

/** Whose turn comes next: the first after the speaker who was not heard, then the first of all. */
export function following(
  people: Participant[],
  speaker: ID,
  heard: ID[],
): Participant | undefined {
  const open = (p: Participant) => p.id !== speaker && !heard.includes(p.id)
  const at = people.findIndex((p) => p.id === speaker)
  return people.slice(at + 1).find(open) ?? people.find(open)
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
    people.map((p) => [p.id, (count.get(fold(short(p))) ?? 0) > 1 ? p.name.trim() : short(p)]),
  )
}

const fold = (s: string) => s.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase()
