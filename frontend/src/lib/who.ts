import type { Entry, Participant, Who } from './nouns'

/** The name of whoever it is: a participant's, or the one that was typed; empty for nobody. */
export function nameOf(who: Who, people: Participant[]): string {
  const person = who.participantId && people.find((p) => p.id === who.participantId)
  return person ? person.name || person.alias || person.role : who.name
}

/** The same for an entry, but not for whom words were agreed to without a name. */
export const namedIn = (e: Entry, people: Participant[]): string =>
  e.consent.as === 'unnamed' ? '' : nameOf(e.who, people)

/** Reads a typed name: a participant when it is the whole name or alias of one, otherwise a free name. */
export function whoOf(text: string, people: Participant[]): Who {
  const wanted = text.trim().toLowerCase()
  const person = wanted
    ? people.find((p) => [p.name, p.alias].some((n) => n.trim().toLowerCase() === wanted))
    : undefined
  return person ? { participantId: person.id, name: '' } : { participantId: '', name: text }
}

/**
 * Reads a name that has been typed to its end: what begins the name or alias of one participant only is
 * that participant.
 */
export function wholeWhoOf(text: string, people: Participant[]): Who {
  const who = whoOf(text, people)
  const start = text.trim().toLowerCase()
  if (who.participantId || !start) return who
  const found = people.filter((p) =>
    [p.name, p.alias].some((n) => n.trim().toLowerCase().startsWith(start)),
  )
  return found.length === 1 && found[0] ? { participantId: found[0].id, name: '' } : who
}
