import { accounts, asked, isSettled } from '$lib/calibrate/lines'
import { find, many, t, type Key } from '$lib/copy'
import { todayIn } from '$lib/day'
import { shortDate, stretch } from '$lib/format'
import {
  isAhead,
  parts,
  type Arranged,
  type Debrief,
  type Entry,
  type Part,
  type Participant,
  type Whole,
} from '$lib/nouns'
import { gapMinutes, gapsOf } from '$lib/gaps'
import { isKnown } from '$lib/timeline'
import { nameOf, wholeWhoOf } from '$lib/who'

// The checklist: what there ought to be before a meeting, and whether it is there. Nothing is ticked by hand.

export type ItemName =
  | 'title'
  | 'times'
  | 'impact'
  | 'soon'
  | 'facilitator'
  | 'authority'
  | 'people'
  | 'parts'
  | 'named'
  | 'note-taker'
  | 'evidence'
  | 'skeleton'
  | 'opening'
  | 'themes'
  | 'statement'
  | 'room'
  | 'invited'
  | 'talk'
  | 'calibrated'

/** One line of the checklist. */
export interface Item {
  name: ItemName
  done: boolean
  /** Why it is gone on without; empty while it is not. */
  without: string
  /** Ready wants it, or a line of why not. */
  wanted: boolean
  label: string
  told: string
}

/** What the list is made from, beside the debrief. */
export interface Around {
  /** Now, in milliseconds. */
  now: number
  /** How many talks the vault holds: their number is all that is known of them here. */
  talks: number
}

/** A skeleton is at least this many entries with a time: two ends and something between. */
const skeletonEntries = 3
/** What people remember changes with every day: the meeting is within so many working days. */
const soonDays = 5
const leastThemes = 2
const mostThemes = 5

/** The parts nobody has played yet, in the order of the matrix. */
export const missingParts = (people: Participant[]): Part[] =>
  parts.filter((part) => !people.some((p) => p.parts.includes(part)))

/** Who is to be invited: everybody who is not said to be elsewhere. */
export const guests = (people: Participant[]) => people.filter((p) => !p.absent)

/** Those a chat calls with an at sign, and nobody's names. */
const everybody = ['all', 'channel', 'everyone', 'here', 'team']

/** Who is called in a text, "@zoe": also where nobody said yet who that is, and what is guessed to be a system's. */
const called = ({ text }: Entry) =>
  [...text.matchAll(/(?<![\p{L}\p{N}._@/-])@(\p{L}[\p{L}\p{N}_-]*)(?![\p{L}\p{N}_/-])/gu)]
    .map(([, name = '']) => name)
    .filter((name) => !everybody.includes(name.toLowerCase()))

/** The names in an entry that stand for no participant by themselves. What a system does, it does by itself. */
const namesIn = (e: Entry) => [
  ...(e.lane !== 'system' && !e.who.participantId ? [e.who.name.trim()].filter(Boolean) : []),
  ...called(e),
]

const namesSomebody = (e: Entry) =>
  (e.lane !== 'system' && e.who.participantId !== '') || namesIn(e).length > 0

/** Names of people in the timeline who are not among the participants, each once, in its order. */
export function strangers({ entries, participants }: Whole): string[] {
  const names = entries
    .flatMap(namesIn)
    .filter((name) => !wholeWhoOf(name, participants).participantId)
  return [...new Set(names)]
}

/** Names of those the timeline names who are not in the meeting and were never asked to it. */
function neverAsked({ entries, participants }: Whole): string[] {
  const named = new Set(entries.filter((e) => e.lane !== 'system').map((e) => e.who.participantId))
  return participants
    .filter((p) => p.absent && !p.invitedAt && !p.coming && named.has(p.id))
    .map((p) => nameOf({ participantId: p.id, name: '' }, participants))
}

/** Working days from one day to another, "2026-11-03": the days after the first, without weekends. */
export function workingDays(from: string, to: string): number {
  const day = 86_400_000
  const [start, end] = [Date.parse(from), Date.parse(to)]
  const days = Math.max(0, Math.round((end - start) / day))
  let n = Math.floor(days / 7) * 5
  for (let i = 0; i < days % 7; i++) {
    const weekday = new Date(end - i * day).getUTCDay()
    if (weekday !== 0 && weekday !== 6) n++
  }
  return n
}

type Made = Omit<Item, 'label' | 'told' | 'without'> & { told?: string; label?: string }

/** Every line of the list, in its order. */
export function checklist(whole: Whole, around: Around): Item[] {
  return [...event(whole, around), ...group(whole), ...arranged(whole, around)].map((made) => ({
    ...made,
    without: reasonOf(whole.debrief.preparation, made.name),
    label: made.label ?? t(`prepare.item.${made.name}`),
    told: made.told ?? find(`prepare.item.${made.name}.${made.done ? 'done' : 'open'}`),
  }))
}

/** Why an item is gone on without; empty while it is not. */
export const reasonOf = (a: Arranged, name: string) =>
  a.without.find((o) => o.item === name)?.reason.trim() ?? ''

const item = (name: ItemName, done: boolean, told = '', wanted = false): Made => ({
  name,
  done,
  wanted,
  ...(told ? { told } : {}),
})

/** A line that tells something only once it is there. */
const once = (name: ItemName, done: boolean, told: string, wanted = false) =>
  item(name, done, done ? told : '', wanted)

/** Nothing happened that anybody noticed or mended: it is played through. */
export const isDrill = ({ kind }: Pick<Debrief, 'kind'>) =>
  kind === 'tabletop' || kind === 'game-day'

function event(whole: Whole, around: Around): Made[] {
  const d = whole.debrief
  const ended = isKnown(d.resolved) || (!isDrill(d) && isKnown(d.mitigated))
  const impact = Object.values(d.impact).some((text) => text.trim())
  return [
    once('title', d.title.trim() !== '', d.title.trim()),
    once('times', isKnown(d.started) && ended, timesTold(d)),
    item('impact', impact),
    ...soon(whole, around.now),
  ]
}

function timesTold({ started, resolved, mitigated, zone }: Debrief): string {
  return isKnown(started) ? stretch(started, isKnown(resolved) ? resolved : mitigated, zone) : ''
}

/**
 * A drill has no memory to keep fresh. Before somebody says when it ended, there is nothing to count; after a meeting
 * nobody knows the day of, neither.
 */
function soon({ debrief: d, meeting }: Whole, now: number): Made[] {
  if (isDrill(d)) return []
  const ahead = isAhead(d.state)
  const end = isKnown(d.resolved) ? d.resolved : d.mitigated
  if (!isKnown(end)) return [item('soon', false)]
  const met = meeting.startedAt || d.preparation.meetsAt
  if (!met && !ahead) return []
  const until = met ? Date.parse(met) : now
  const n = workingDays(todayIn(d.zone, Date.parse(end.at)), todayIn(d.zone, until))
  const when = met ? 'met' : 'now'
  if (n <= soonDays) return [item('soon', true, many(`prepare.soon.${when}`, n))]
  return [item('soon', false, many(`prepare.${ahead ? 'late' : 'soon'}.${when}`, n))]
}

function group(whole: Whole): Made[] {
  const d = whole.debrief
  const people = whole.participants
  const [missing] = missingParts(people)
  return [
    once(
      'facilitator',
      d.facilitatorInvolved === 'no' && d.facilitator.trim() !== '',
      d.facilitator.trim(),
      true,
    ),
    item('authority', d.preparation.authority === 'no'),
    once('people', people.length > 1, peopleTold(people), true),
    missing && people.length > 0
      ? {
          ...item('parts', false, t('prepare.missing.hint')),
          label: t(`prepare.missing.${missing}.item`),
        }
      : item('parts', people.length > 0),
    named(whole),
    once('note-taker', d.noteTaker.trim() !== '', d.noteTaker.trim()),
  ]
}

function peopleTold(people: Participant[]): string {
  const invited = people.filter((p) => p.invitedAt || p.coming).length
  if (invited === 0) return many('prepare.people', people.length)
  return t('prepare.people.invited', {
    n: invited,
    yes: people.filter((p) => p.coming === 'yes').length,
  })
}

function named(whole: Whole): Made {
  const names = [...strangers(whole), ...neverAsked(whole)]
  if (names.length === 0) return item('named', whole.entries.some(namesSomebody))
  const values = { name: names[0] ?? '', names: names.join(', ') }
  return item(
    'named',
    false,
    t(names.length > 1 ? 'prepare.named.several' : 'prepare.named', values),
  )
}

function arranged(whole: Whole, around: Around): Made[] {
  const a = whole.debrief.preparation
  const timed = whole.entries.filter((e) => isKnown(e.time)).length
  const themes = a.themes.filter((x) => x.trim()).length
  const opening = a.opening.find((x) => x.trim())?.trim() ?? ''
  return [
    evidence(whole),
    once('skeleton', timed >= skeletonEntries, many('prepare.entries', timed), true),
    once('opening', opening !== '', opening),
    once('themes', themes >= leastThemes && themes <= mostThemes, many('prepare.themes', themes)),
    once(
      'statement',
      a.statementBy.trim() !== '',
      t('prepare.statement.stands', { by: a.statementBy.trim() }),
    ),
    room(a),
    ...invited(whole, around),
  ]
}

function evidence(whole: Whole): Made {
  const records = whole.entries.filter((e) => e.basis === 'record').length
  const pictures = whole.attachments.filter((x) => x.mediaType.startsWith('image/')).length
  const told = [
    records > 0 && many('prepare.records', records),
    pictures > 0 && many('prepare.pictures', pictures),
  ]
  return once('evidence', records + pictures > 0, told.filter(Boolean).join(', '))
}

function room(a: Arranged): Made {
  const place = [a.place.trim(), a.dialIn.trim() && t('prepare.dial-in')].filter(Boolean).join(', ')
  if (a.meetsAt && place) return item('room', true, place)
  return item(
    'room',
    false,
    a.meetsAt ? t('prepare.room.no-place') : place && t('prepare.room.no-time'),
  )
}

/** The invitation offers the talk: who was invited was offered one, unless words of one's own leave it out. */
function invited(whole: Whole, { talks }: Around): Made[] {
  const wanted = guests(whole.participants)
  const sent = wanted.filter((p) => p.invitedAt)
  const all = wanted.length > 0 && sent.length === wanted.length
  const last =
    sent
      .map((p) => p.invitedAt)
      .sort()
      .at(-1) ?? ''
  const some =
    sent.length > 0 ? t('prepare.invited.some', { n: sent.length, of: wanted.length }) : ''
  return [
    item('invited', all, all ? t('prepare.invited.all', { day: shortDate(last) }) : some),
    talk(whole, talks, sent.length, wanted.length),
    ...calibrated(whole),
  ]
}

function talk(whole: Whole, talks: number, sent: number, asked: number): Made {
  const sealed = talks > 0 ? `, ${many('prepare.talks', talks)}` : ''
  if (!offersTalk(whole.debrief.preparation.invitation)) {
    return item('talk', false, t('prepare.talk.left-out'))
  }
  if (asked > 0 && sent === asked) return item('talk', true, t('prepare.item.talk.done') + sealed)
  const told =
    sent > 0 ? t('prepare.talk.offered', { n: sent, of: asked }) : t('prepare.item.talk.open')
  return item('talk', false, told + sealed)
}

/** Whether an invitation offers a talk before: the usual one does. */
const offersTalk = (words: string) =>
  words.trim() === '' || words.includes('{talk}') || words.includes(t('invite.talk'))

/** Nobody is asked while nothing is written down. */
function calibrated(whole: Whole): Made[] {
  const all = asked(accounts(whole))
  if (all.length === 0) return []
  const done = all.filter(isSettled).length
  const again = all.filter((a) => a.standing === 'again').length
  const told = again > 0 ? many('prepare.calibrated.again', again) : ''
  const some = done > 0 ? t('prepare.calibrated.some', { n: done, of: all.length }) : ''
  return [item('calibrated', done === all.length, told || (done < all.length ? some : ''))]
}

/** A gap in the skeleton: from one entry with a time to the next, and a question that fits what is before it. */
export interface Gap {
  from: string
  to: string
  question: string
}

/** More than a few questions are none. */
const mostGaps = 3

/** The longest silences of the skeleton, in the order of time. */
export function gaps(whole: Whole): Gap[] {
  return gapsOf(whole.entries, gapMinutes(whole))
    .sort((x, y) => y.minutes - x.minutes)
    .slice(0, mostGaps)
    .map(({ before, next }) => ({
      from: before.time.at,
      to: next.time.at,
      question: t(`prepare.gap.${before.lane || 'saw'}` as Key, {
        what: (before.label || before.text).trim(),
      }),
    }))
    .sort((x, y) => Date.parse(x.from) - Date.parse(y.from))
}
