import type { Participant, Who } from './nouns'

/** The name of whoever it is: a participant's, or the one that was typed; empty for nobody. */
export function nameOf(who: Who, people: Participant[]): string {
  const person = who.participantId && people.find((p) => p.id === who.participantId)
  return person ? person.name || person.alias || person.role : who.name
}

/** Reads a typed name: a participant when it is the whole name or alias of one, otherwise a free name. */
export function whoOf(text: string, people: Participant[]): Who {
  const wanted = text.trim().toLowerCase()
  const person = wanted
    ? people.find((p) => [p.name, p.alias].some((n) => n.trim().toLowerCase() === wanted))
    : undefined
  return person ? { participantId: person.id, name: '' } : { participantId: '', name: text }
}
