import type { Entry, ID, Participant, Whole } from '$lib/nouns'

// What is one person's own, and how far they are with reading it. backend/debrief/lines.go has the same rules.

const narratives = 3

/** Whether an entry is this person's, by name: what an interview gave without one is nobody's. */
const isOf = (e: Entry, id: ID) =>
  id !== '' && e.who.participantId === id && e.consent?.as !== 'unnamed'

/** One line as others would read it. */
interface Line {
  at: string
  text: string
  quote: boolean
  told: boolean
}

function lineOf({ time, text, quote, stage, consent }: Entry): Line {
  const line = consent?.words
    ? { at: time.at, text: consent.words, quote: consent.as === 'quote' }
    : { at: time.at, text, quote }
  return { ...line, told: stage === narratives || line.quote }
}

/** Their own account, then their entries of the timeline, each in the order written. */
export function linesOf(whole: Pick<Whole, 'entries'>, id: ID): Line[] {
  const own = whole.entries
    .filter((e) => isOf(e, id))
    .sort((a, b) => a.position - b.position)
    .map(lineOf)
    .filter((l) => l.text.trim() !== '')
  return [...own.filter((l) => l.told), ...own.filter((l) => !l.told)]
}

/** The mark of lines as they are; empty for no lines. The backend makes the same one. */
export function linesMark(lines: Line[]): string {
  if (lines.length === 0) return ''
  const parts = lines.flatMap((l) => [l.at, l.text, l.quote ? '1' : ''])
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode([...parts, ''].join('\0'))) {
    hash = Math.imul(hash ^ byte, 0x01000193)
  }
  return (hash >>> 0).toString(16).padStart(8, '0')
}

/** How far somebody is. again: the lines are others than those they answered to; resend: than those they got. */
export type Standing =
  'none' | 'unsent' | 'sent' | 'resend' | 'agreed' | 'changed' | 'again' | 'declined'

/** One person, where they stand, and the day that is told with it. */
export interface Account {
  person: Participant
  standing: Standing
  at: string
  lines: number
  mark: string
}

/** Everybody in the order of the list. */
export const accounts = (whole: Whole): Account[] =>
  whole.participants.map((person) => {
    const lines = linesOf(whole, person.id)
    const mark = linesMark(lines)
    const standing = standingOf(person, mark)
    const at = person.reading ? person.readAt : person.linesSentAt
    return { person, standing, at, lines: lines.length, mark }
  })

function standingOf(p: Participant, mark: string): Standing {
  if (p.reading === 'declined') return 'declined'
  if (!mark) return 'none'
  const same = p.linesMark === mark
  if (p.reading) return same ? p.reading : 'again'
  if (!p.linesSentAt) return 'unsent'
  return same ? 'sent' : 'resend'
}

/** Those of whom something is written down, or who answered. */
export const asked = (all: Account[]) => all.filter((a) => a.standing !== 'none')
/** Nothing is open with them. */
export const isSettled = ({ standing }: Account) =>
  ['agreed', 'changed', 'declined'].includes(standing)
