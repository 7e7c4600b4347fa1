// What a Room may never be told, and the search for it in all that was written to the Room.

const words = (text, least = 5) => (text.toLowerCase().match(/[\p{L}\d_]+/gu) ?? []).filter((word) => word.length >= least)

/** Every text of a script that nobody confirms for the Room: names, roles, lines, ideas, answers. */
export function privately(script) {
  const said = [...Object.values(script.stages), ...Object.values(script.narratives)].flat()
  const lines = said.filter((l) => l.says && !l.room).map((l) => l.is ?? l.says)
  const ideas = script.ideas.flatMap((i) => [i.answer, i.not, ...(i.commit ?? [])])
  const people = script.people.flatMap((p) => [p.name, p.role])
  return [script.title, ...people, ...lines, ...ideas].filter(Boolean)
}

/** What a Room is told by the script. */
export const confirmed = (script) =>
  [...Object.values(script.stages), ...Object.values(script.narratives)]
    .flat()
    .filter((l) => l.room)
    .map((l) => l.is ?? l.says)

/** The phrases of a script that are marked for the facilitator. */
export const flagged = (script) =>
  [...Object.values(script.stages), ...Object.values(script.narratives)]
    .flat()
    .filter((l) => l.flag)
    .map((l) => l.flag)

/** Words that stand in private texts and in nothing a Room may be told: each of them is a marker. */
export function markers(script, shown = confirmed(script)) {
  const open = new Set(words(shown.join(' ')))
  // The Room is told keys of the catalogue, names of fields and of modes.
  const told = 'stage prompt question timeline narratives factors countermeasures ground rules thanks person minutes hidden meeting paused ideas marks label system light display theme first'
  for (const word of words(told, 2)) open.add(word)
  const names = script.people.flatMap((p) => words(p.name, 2))
  return [...new Set([...names, ...privately(script).flatMap((text) => words(text))])].filter((word) => !open.has(word))
}

const keys = /^(stage|room|prompt\.room)\.[a-z0-9.-]+$/
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/
const fixed = new Set(['', 'idle', 'hidden', 'meeting', 'light', 'dark', 'minutes', 'over', 'paused', 'UTC', 'system', 'saw', 'did'])

/**
 * What of it all a Room should not have been told: markers, speaking times as the Desk shows them, and any text
 * that is neither one of the few words a view is made of nor a label that was confirmed by then.
 */
export function leaks(stream, script, { shown = confirmed(script), times = [], phrases = [] } = {}) {
  const there = new Set(words(stream, 2))
  const found = markers(script, shown).filter((word) => there.has(word))
  found.push(...phrases.filter((text) => stream.toLowerCase().includes(text.toLowerCase())))
  // 3:07 is not the end of 23:07.
  found.push(...[...times].filter((time) => new RegExp(`(?<![\\d:])${time}(?![\\d:])`).test(stream)))
  for (const text of stream.trim().split('\n').filter(Boolean).flatMap((line) => texts(JSON.parse(line)))) {
    if (!fixed.has(text) && !keys.test(text) && !instant.test(text) && !shown.includes(text)) found.push(text)
  }
  return [...new Set(found)]
}

function texts(value) {
  if (typeof value === 'string') return [value]
  return value && typeof value === 'object' ? Object.values(value).flatMap(texts) : []
}
