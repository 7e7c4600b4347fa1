import type {
  Band,
  Countermeasure,
  Entry,
  Factor,
  Helped,
  ID,
  Moment,
  Participant,
  Place,
  Question,
  Who,
  Wording,
} from './nouns'

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'

/** Returns a fresh random id, as backend/debrief makes them: 128 random bits, 26 characters. */
export function newID(): ID {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  let id = ''
  let held = 0
  let bits = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      id += alphabet[(held >> bits) & 31]
    }
    held &= (1 << bits) - 1
  }
  return id + (alphabet[(held << (5 - bits)) & 31] ?? '')
}

export const nobody = (): Who => ({ participantId: '', name: '' })

export const noMoment = (): Moment => ({ at: '', zone: '', precision: '', raw: '', problem: '' })

const base = (debriefId: ID) => ({ id: newID(), debriefId, rev: 0 })

/** The place after every other line of a debrief. */
export function after(lines: Place[], stage: number): Place {
  return { stage, position: Math.max(0, ...lines.map((l) => l.position)) + 1 }
}

// Each of these returns an empty record that is not saved yet. Give what is known in fields.

export const newParticipant = (debriefId: ID, position: number): Participant => ({
  ...base(debriefId),
  position,
  name: '',
  role: '',
  team: '',
  zone: '',
  alias: '',
  parts: [],
  newcomer: false,
  early: false,
  email: '',
  coming: '',
  invitedAt: '',
  linesSentAt: '',
  readAt: '',
  reading: '',
  linesMark: '',
  absent: false,
})
export const newEntry = (debriefId: ID, place: Place, fields: Partial<Entry> = {}): Entry => ({
  ...base(debriefId),
  ...place,
  time: noMoment(),
  who: nobody(),
  text: '',
  label: '',
  lane: '',
  basis: 'memory',
  source: '',
  quote: false,
  onTimeline: false,
  consent: { as: '', scope: '', given: '', at: '', words: '', entryId: '' },
  room: '',
  ...fields,
})
export const newQuestion = (
  debriefId: ID,
  place: Place,
  fields: Partial<Question> = {},
): Question => ({
  ...base(debriefId),
  ...place,
  text: '',
  state: 'asked',
  who: nobody(),
  aboutId: '',
  rule: '',
  ...fields,
})
export const newFactor = (debriefId: ID, place: Place, fields: Partial<Factor> = {}): Factor => ({
  ...base(debriefId),
  ...place,
  text: '',
  detail: '',
  category: '',
  entryIds: [],
  ...fields,
})
export const newHelped = (debriefId: ID, place: Place, fields: Partial<Helped> = {}): Helped => ({
  ...base(debriefId),
  ...place,
  text: '',
  luck: false,
  entryIds: [],
  ...fields,
})
export const newCountermeasure = (
  debriefId: ID,
  place: Place,
  fields: Partial<Countermeasure> = {},
): Countermeasure => ({
  ...base(debriefId),
  ...place,
  text: '',
  state: 'idea',
  from: nobody(),
  factorIds: [],
  owner: nobody(),
  due: '',
  priority: '',
  know: '',
  ticket: '',
  soakUntil: '',
  reason: '',
  ...fields,
})
export const newBand = (debriefId: ID, fields: Partial<Band> = {}): Band => ({
  ...base(debriefId),
  label: '',
  title: '',
  from: noMoment(),
  to: noMoment(),
  ...fields,
})
export const newWording = (
  debriefId: ID,
  fields: Pick<Wording, 'recordId' | 'field' | 'rule' | 'class' | 'phrase' | 'decision'> & {
    scope?: Wording['scope']
  },
): Wording => ({
  ...base(debriefId),
  scope: '',
  ...fields,
})

/** The draft of what is typed while the screen is hidden, until it is where it was meant for. */
export const draftHidden = 'hidden'
