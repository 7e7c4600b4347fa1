import { find } from '$lib/copy'
import type { Interview, Passage, Release } from '$lib/interview'
import { newID } from '$lib/make'
import type { ID } from '$lib/nouns'

/** The prompts in the order of backend/interview. */
export const prompts = [
  'drawn-in',
  'first-sign',
  'known-then',
  'options',
  'help',
  'pressures',
  'worries',
  'aloud',
  'who-else',
] as const

export const newPassage = (text = '', prompt = ''): Passage => ({
  id: newID(),
  prompt,
  text,
  offRecord: false,
  releases: [],
  paperId: '',
})

export const newInterview = (
  debriefId: ID,
  fields: Pick<Interview, 'participantId' | 'name' | 'zone'> & { destroyOn?: string },
): Interview => ({
  id: newID(),
  debriefId,
  rev: 0,
  state: 'planned',
  when: '',
  minutes: 30,
  place: '',
  passages: [],
  draft: '',
  asked: [],
  offRecord: false,
  followUps: [],
  thankedAt: '',
  askedSeconds: 0,
  heardSeconds: 0,
  papers: [],
  savedAt: '',
  destroyOn: '',
  ...fields,
})

/** What was asked, in words: a prompt of the catalogue or one's own. */
export const promptText = (prompt: string): string => find(`interview.prompt.${prompt}`, prompt)

/** A question that waits for what is said to it. What was asked for is an answer still when its words were deleted. */
export const waits = (p: Passage): boolean =>
  p.prompt !== '' && p.text === '' && p.paperId === '' && p.releases.length === 0

/** The question in hand: the last one asked, whether something was said to it yet or not. */
export const inHand = (one: Interview): string =>
  promptText(one.passages.findLast((p) => p.prompt)?.prompt ?? '')

/** The passages in which something was said, or shown. */
export const said = (one: Interview): Passage[] => one.passages.filter((p) => !waits(p))

/** Somebody agreed to share its words, and has not taken them back. */
export const agreed = (p: Passage): boolean => p.releases.some((r) => r.answer === 'agreed')

export const released = (one: Interview): number => one.passages.filter(agreed).length

/** What became of a passage that was asked for: what is agreed to, or else the newest answer. */
export const lastRelease = (p: Passage): Release | undefined =>
  p.releases.findLast((r) => r.answer === 'agreed') ?? p.releases.at(-1)

/** Files a line below the others, or below the question that waits for it; "?" begins a question of one's own. */
export function fileLine(one: Interview, line: string) {
  const text = line.trim()
  if (!text) return
  const own = /^\?\s*(\S.*)$/s.exec(text)?.[1]
  if (own) return askPrompt(one, own)
  const last = one.passages.at(-1)
  if (last && waits(last)) last.text = text
  else one.passages.push(newPassage(text))
  if (one.state !== 'planned') return
  one.state = 'held'
  // It is held now, unless somebody said when.
  one.when ||= new Date().toISOString().replace(/:\d\d\.\d+Z$/, ':00Z')
}

/** Puts a question over what is said next; the same once more takes it away. */
export function askPrompt(one: Interview, prompt: string) {
  const last = one.passages.at(-1)
  const again = last && waits(last) && last.prompt === prompt
  const dropped = last && waits(last) ? one.passages.pop()?.prompt : undefined
  one.asked = one.asked.filter((key) => key !== prompt && key !== dropped)
  if (again) return
  one.passages.push(newPassage('', prompt))
  if ((prompts as readonly string[]).includes(prompt)) one.asked.push(prompt)
}

/** Puts a picture below a passage, or below the question that waits for an answer. */
export function placePicture(one: Interview, after: ID, picture: Passage) {
  const at = one.passages.findIndex((p) => p.id === after)
  const asked = one.passages[at]
  if (asked && waits(asked)) asked.paperId = picture.paperId
  else one.passages.splice(at < 0 ? one.passages.length : at + 1, 0, picture)
}

/** The pictures that a passage names. */
export const named = (one: Interview): ReadonlySet<ID> =>
  new Set(one.passages.map((p) => p.paperId).filter(Boolean))

/** Goes on from how an interview is sealed: words typed here stay, and what its speaker took back stays so. */
export function heed(mine: Interview, theirs: Interview) {
  mine.rev = theirs.rev
  const taken = theirs.passages
    .flatMap((p) => p.releases)
    .filter(({ answer }) => answer === 'withdrawn')
  for (const release of mine.passages.flatMap((p) => p.releases)) {
    const back = taken.find(({ id }) => id === release.id)
    if (back) Object.assign(release, { answer: back.answer, answeredAt: back.answeredAt })
  }
}
