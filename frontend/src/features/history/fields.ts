import { find, t, type Key } from '$lib/copy'
import { clock, day, shortDate } from '$lib/format'
import { inRoom } from '$lib/room/mark'
import {
  stages,
  type ID,
  type Learning,
  type Moment,
  type Noun,
  type RecordOf,
  type Who,
} from '$lib/nouns'

/** What a record's fields are told with. */
export interface Telling {
  /** What the records it refers to are called. */
  names: Record<ID, string>
  /** The zone times are told in, or empty for the one they were given in. */
  zone: string
}

/** One field in two versions. A text is compared word by word; a value became another. */
export interface FieldChange {
  /** Unlike any other of the record. */
  id: string
  label: string
  kind: 'text' | 'value'
  before: string
  after: string
}

interface Field<R> {
  /** The field's JSON name. */
  of: Extract<keyof R, string>
  label: () => string
  kind: 'text' | 'value'
  tell: (record: R, telling: Telling) => string
}

type Fields = { [N in Noun]: Field<RecordOf[N]>[] }

type Texts<R> = { [K in keyof R]: R[K] extends string ? K : never }[keyof R] & string

const text = <R>(of: Texts<R> & Extract<keyof R, string>, label: Key): Field<R> => ({
  of,
  label: () => t(label),
  kind: 'text',
  tell: (r) => r[of] as string,
})

const value = <R>(
  of: Extract<keyof R, string>,
  label: Key,
  tell: (record: R, telling: Telling) => string,
): Field<R> => ({ of, label: () => t(label), kind: 'value', tell })

const yesNo = (on: boolean) => t(on ? 'history.yes' : 'history.no')
const word = (stem: string, of: string, none = 'none') => find(`${stem}.${of || none}`, of)

function who(w: Who, { names }: Telling): string {
  return w.participantId ? (names[w.participantId] ?? t('history.somebody')) : w.name
}

const called = (id: ID, { names }: Telling) => (id ? (names[id] ?? t('history.something')) : '')
const all = (ids: ID[], telling: Telling) => ids.map((id) => called(id, telling)).join('; ')

function moment(m: Moment, { zone }: Telling): string {
  const at = zone || m.zone
  const time = clock(m, at)
  return time ? `${day(m, at)}, ${time}` : m.raw
}

const instant = (at: string, { zone }: Telling) =>
  moment({ at, zone: 'UTC', precision: 'minute', raw: '', problem: '' }, { names: {}, zone })

const stage = (n: number) => {
  const name = stages[n - 1]
  return name ? t(`stage.${name}.name`) : t('history.before-meeting')
}

// Where a line stands is a number to the app and a place to a person.
const place = <R extends { position: number }>(): Field<R>[] => [
  value<R>('position' as Extract<keyof R, string>, 'history.field.place', (r) => `#${r.position}`),
]
const staged = <R extends { position: number; stage: number }>(): Field<R>[] => [
  value<R>('stage' as Extract<keyof R, string>, 'history.field.stage', (r) => stage(r.stage)),
  ...place<R>(),
]

type D = RecordOf['debrief']

const part = (
  of: 'summary' | 'impact' | 'preparation',
  label: () => string,
  tell: (d: D) => string,
): Field<D> => ({
  of,
  label,
  kind: 'text',
  tell,
})

const fact = (of: 'noticed' | 'affected' | 'ended'): Field<D>[] => [
  part(
    'summary',
    () => t('history.field.head', { of: t(`preview.${of}`) }),
    (d) => d.summary[of].head,
  ),
  part(
    'summary',
    () => t('history.field.body', { of: t(`preview.${of}`) }),
    (d) => d.summary[of].text,
  ),
]

const learning = (n: number): Field<D> =>
  part(
    'summary',
    () => t('history.field.learning', { n: n + 1 }),
    (d) => learningText(d.summary.learnings[n]),
  )

const learningText = (l?: Learning) => (l ? [l.title, l.text].filter(Boolean).join('\n') : '')

type Arranged = D['preparation']

/** Something of what is arranged before the meeting; a text is compared word by word. */
const arranged = (label: Key, tell: (a: Arranged) => string): Field<D> =>
  part(
    'preparation',
    () => t(label),
    (d) => tell(d.preparation),
  )

const preparation: Field<D>[] = [
  {
    of: 'preparation',
    label: () => t('prepare.meets'),
    kind: 'value',
    tell: (d, o) =>
      d.preparation.meetsAt && instant(d.preparation.meetsAt, { ...o, zone: d.preparation.zone }),
  },
  arranged('prepare.place', (a) => a.place),
  arranged('prepare.dial-in', (a) => a.dialIn),
  arranged('prepare.email.own', (a) => a.email),
  arranged('prepare.authority', (a) => (a.authority ? t(`prepare.authority.${a.authority}`) : '')),
  arranged('prepare.themes', (a) => a.themes.join('\n')),
  arranged('prepare.opening', (a) => a.opening.join('\n')),
  arranged('prepare.statement', (a) => a.statement),
  arranged('prepare.statement.by', (a) => a.statementBy),
  arranged('prepare.invitation', (a) => a.invitation),
  arranged('prepare.without', (a) =>
    a.without.map((o) => `${find(`prepare.item.${o.item}`)}: ${o.reason}`).join('\n'),
  ),
]

const debrief: Field<D>[] = [
  text('title', 'history.field.title'),
  value('kind', 'history.field.kind', (d) => word('kind', d.kind)),
  value('state', 'history.field.state', (d) => word('state', d.state)),
  text('reference', 'prepare.reference'),
  text('severity', 'prepare.severity'),
  value('scheduled', 'prepare.scheduled', (d) => word('prepare.scheduled', d.scheduled, 'unsaid')),
  value('started', 'prepare.started', (d, o) => moment(d.started, o)),
  value('detected', 'prepare.detected', (d, o) => moment(d.detected, o)),
  value('noticed', 'duration.end.noticed', (d, o) => (d.noticed ? moment(d.noticed, o) : '')),
  value('mitigated', 'history.field.mitigated', (d, o) => moment(d.mitigated, o)),
  value('resolved', 'history.field.resolved', (d, o) => moment(d.resolved, o)),
  value('zone', 'prepare.zone', (d) => d.zone),
  value('localZone', 'prepare.local-zone', (d) => d.localZone),
  value('zones', 'duration.zones', (d) => (d.zones ?? []).join('; ')),
  value('day', 'prepare.day', (d) => shortDate(d.day)),
  value('language', 'prepare.language', (d) => word('prepare.language', d.language, 'told')),
  ...(['text', 'customers', 'data', 'revenue', 'goodwill'] as const).map((of) =>
    part(
      'impact',
      () => t(`prepare.impact.${of}`),
      (d) => d.impact[of],
    ),
  ),
  text('facilitator', 'prepare.facilitator'),
  value('facilitatorInvolved', 'history.field.facilitator', (d) =>
    word('prepare.involved', d.facilitatorInvolved, 'unsaid'),
  ),
  text('noteTaker', 'prepare.note-taker'),
  text('readyReason', 'history.field.ready'),
  ...preparation,
  text('classification', 'preview.classification'),
  part(
    'summary',
    () => t('preview.lead'),
    (d) => d.summary.lead,
  ),
  ...[0, 1, 2].map(learning),
  value('summary', 'preview.learning.factor', (d, o) =>
    d.summary.learnings
      .map((l) => called(l.factorId, o))
      .filter(Boolean)
      .join('; '),
  ),
  ...fact('noticed'),
  ...fact('affected'),
  ...fact('ended'),
  value('tags', 'history.field.tags', (d) => d.tags.join(', ')),
  value('later', 'history.field.later', (d) =>
    (d.later ?? []).map((l) => [l.text, l.by].filter(Boolean).join(' ')).join('\n'),
  ),
  value('links', 'history.field.links', (d) =>
    d.links.map((l) => `${l.title} ${l.url}`).join('\n'),
  ),
]

debrief.push(
  value('kit', 'history.field.kit', (d) => (d.kit?.cards ?? []).map((c) => c.text).join('\n')),
)

const meeting: Field<RecordOf['meeting']>[] = [
  value('stage', 'history.field.stage', (m) => stage(m.stage)),
  value('startedAt', 'history.field.started', (m, o) => instant(m.startedAt, o)),
  value('endedAt', 'history.field.ended', (m, o) => instant(m.endedAt, o)),
  value('runningSince', 'history.field.running', (m) =>
    t(m.runningSince ? 'history.clock.running' : 'history.clock.standing'),
  ),
  value('planMinutes', 'history.field.plan', (m) => m.planMinutes.join(', ')),
  value('elapsedSeconds', 'history.field.spent', (m) =>
    m.elapsedSeconds.map((s) => Math.round(s / 60)).join(', '),
  ),
  value('agreed', 'history.field.agreed', (m) => yesNo(m.agreed)),
  value('lengthSettled', 'history.field.length', (m) => yesNo(m.lengthSettled)),
  value('hands', 'history.field.hands', (m) => (m.hands ?? []).join(', ')),
  value('room', 'history.field.room-rule', (m) => word('room.rule', m.room, 'key')),
  value('present', 'history.field.present', (m) => String(m.present ?? '')),
  value('learned', 'history.field.learned', (m) => String(m.learned ?? '')),
  value('again', 'history.field.again', (m) => String(m.again ?? '')),
  value('revealed', 'history.field.shown-cards', (m) => String(m.revealed?.length ?? '')),
  value('sessions', 'history.field.sessions', (m) =>
    (m.sessions ?? []).map((s) => s.startedAt.slice(0, 10) || t('session.lbl')).join(', '),
  ),
]

/** The fields of every noun in the order they are told. */
const fields: Fields = {
  debrief,
  meeting,
  // Whose turn it was is in no version.
  turns: [],
  participant: [
    text('name', 'prepare.name'),
    text('role', 'prepare.role'),
    text('team', 'prepare.team'),
    text('alias', 'prepare.alias'),
    value('parts', 'history.field.parts', (p) => p.parts.map((x) => word('played', x)).join(', ')),
    value('zone', 'history.field.zone', (p) => p.zone),
    value('newcomer', 'history.field.newcomer', (p) => yesNo(p.newcomer)),
    value('early', 'history.field.early', (p) => yesNo(p.early)),
    value('absent', 'history.field.absent', (p) => yesNo(p.absent)),
    ...place<RecordOf['participant']>(),
    text('email', 'prepare.email'),
    value('invitedAt', 'prepare.invitation', (p, o) => p.invitedAt && instant(p.invitedAt, o)),
    value('coming', 'prepare.coming', (p) => (p.coming ? t(`prepare.coming.${p.coming}`) : '')),
    value(
      'linesSentAt',
      'calibrate.field.sent',
      (p, o) => p.linesSentAt && instant(p.linesSentAt, o),
    ),
    value('reading', 'calibrate.section', (p) => p.reading && t(`calibrate.answered.${p.reading}`)),
    value('readAt', 'calibrate.field.answered', (p, o) => p.readAt && instant(p.readAt, o)),
    value(
      'readGiven',
      'calibrate.field.given',
      (p) => (p.readGiven && t(`interview.release.given.${p.readGiven}`)) ?? '',
    ),
  ],
  entry: [
    text('text', 'history.field.text'),
    value('time', 'timeline.time', (e, o) => moment(e.time, o)),
    value('who', 'history.field.who', (e, o) => who(e.who, o)),
    value('lane', 'history.field.lane', (e) => word('timeline.lane', e.lane)),
    value('basis', 'history.field.basis', (e) => word('timeline.basis', e.basis)),
    text('source', 'timeline.source'),
    text('label', 'timeline.label'),
    value('quote', 'history.field.quote', (e) => yesNo(e.quote)),
    value('onTimeline', 'history.field.on-timeline', (e) => yesNo(e.onTimeline)),
    value('room', 'history.field.room', (e) => yesNo(inRoom(e))),
    value('naming', 'readback.field.naming', (e, o) =>
      (e.naming ?? []).map((n) => t(`readback.naming.${n.as}`, { name: who(n, o) })).join(', '),
    ),
    ...staged<RecordOf['entry']>(),
  ],
  question: [
    text('text', 'history.field.text'),
    value('state', 'history.field.state', (q) => word('history.question', q.state)),
    value('who', 'history.field.who', (q, o) => who(q.who, o)),
    value('aboutId', 'history.field.about', (q, o) => called(q.aboutId, o)),
    ...staged<RecordOf['question']>(),
  ],
  factor: [
    text('text', 'history.field.text'),
    text('detail', 'factors.detail'),
    value('category', 'history.field.category', (f) => word('factors.category', f.category)),
    value('entryIds', 'history.field.rests', (f, o) => all(f.entryIds, o)),
    ...staged<RecordOf['factor']>(),
  ],
  helped: [
    text('text', 'history.field.text'),
    value('luck', 'history.field.luck', (h) => yesNo(h.luck)),
    value('entryIds', 'history.field.rests', (h, o) => all(h.entryIds, o)),
    ...staged<RecordOf['helped']>(),
  ],
  countermeasure: [
    text('text', 'factors.cm.text'),
    value('state', 'history.field.state', (c) =>
      c.state === 'soaking'
        ? t('factors.cm.state.soaking.open')
        : word('factors.cm.state', c.state),
    ),
    value('owner', 'factors.cm.owner', (c, o) => who(c.owner, o)),
    value('due', 'factors.cm.due', (c) => shortDate(c.due)),
    text('know', 'factors.cm.know'),
    text('reason', 'factors.cm.reason'),
    value('priority', 'factors.cm.priority', (c) => word('factors.cm.priority', c.priority)),
    text('ticket', 'factors.cm.ticket'),
    value('factorIds', 'history.field.helps', (c, o) => all(c.factorIds, o)),
    value('from', 'history.field.from', (c, o) => who(c.from, o)),
    value('soakUntil', 'history.field.soak', (c) => shortDate(c.soakUntil)),
    ...staged<RecordOf['countermeasure']>(),
  ],
  band: [
    text('label', 'timeline.bands.label'),
    text('title', 'timeline.bands.long'),
    value('from', 'timeline.bands.from', (b, o) => moment(b.from, o)),
    value('to', 'timeline.bands.to', (b, o) => moment(b.to, o)),
  ],
  wording: [
    text('phrase', 'history.field.phrase'),
    value('decision', 'history.field.decision', (w) => word('history.decision', w.decision)),
    value('recordId', 'history.field.about', (w, o) => called(w.recordId, o)),
  ],
  source: [
    text('title', 'history.field.title'),
    value('zone', 'history.field.zone', (r) => r.zone),
    value('day', 'history.field.source-day', (r) => r.day),
    value('startedAt', 'history.field.source-started', (r, o) => instant(r.startedAt, o)),
    value('aheadSeconds', 'history.field.ahead', (r) => String(r.aheadSeconds)),
    value('senders', 'history.field.senders', (r, o) =>
      r.senders
        .filter((p) => p.participantId)
        .map((p) => `${p.name}: ${called(p.participantId, o)}`)
        .join('; '),
    ),
  ],
  attachment: [
    text('caption', 'capture.picture.caption'),
    text('name', 'capture.picture.name'),
    value('recordId', 'capture.picture.of', (a, o) => called(a.recordId, o)),
    value('lineIds', 'picture.rests', (a, o) => all(a.lineIds ?? [], o)),
    value('source', 'picture.source', (a) => a.source ?? ''),
    value('time', 'picture.time', (a, o) => (a.time ? moment(a.time, o) : '')),
    value('shown', 'picture.shown', (a) => word('picture.shown', a.shown ?? '', 'named')),
    value('position', 'history.field.place', (a) => `#${a.position ?? 0}`),
  ],
}

/** Reads a record as the backend writes it; nothing for an empty text. */
export function readRecord<N extends Noun>(_: N, json: string): RecordOf[N] | undefined {
  return json ? (JSON.parse(json) as RecordOf[N]) : undefined
}

/**
 * Says field by field how one version of a record differs from another. Against nothing, every field
 * that says something is told.
 */
export function compareFields<N extends Noun>(
  noun: N,
  before: RecordOf[N] | undefined,
  after: RecordOf[N] | undefined,
  telling: Telling,
): FieldChange[] {
  return fields[noun].flatMap((field, i) => {
    const tell = (r: RecordOf[N] | undefined) => (r ? field.tell(r, telling) : '')
    const change = { before: tell(before), after: tell(after) }
    if (change.before === change.after) return []
    const id = `${field.of}-${i}`
    if (field.of === 'position') {
      if (!before || !after) return []
      return [{ id, label: field.label(), kind: 'value', before: '', after: t('history.moved') }]
    }
    if ((!before || !after) && isDefault(change.before || change.after)) return []
    return [{ id, label: field.label(), kind: field.kind, ...change }]
  })
}

/** What every new record says by itself is not worth telling. */
function isDefault(told: string): boolean {
  return [t('history.no'), t('factors.category.none'), t('factors.cm.priority.none')].includes(told)
}

/** Names the fields of a noun by their JSON names, each label once. */
export function labelsOf(noun: Noun, names: string[]): string[] {
  const labels = names.flatMap((name) => {
    if (noun === 'debrief' && name === 'summary') return [t('preview.fields')]
    if (noun === 'debrief' && name === 'impact') return [t('prepare.impact')]
    const field = (fields[noun] as Field<unknown>[]).find((f) => f.of === name)
    return field ? [field.label()] : []
  })
  return [...new Set(labels)]
}

/** What a record says, to name it by. */
export function nameOfRecord(noun: Noun, json: string): string {
  const record = readRecord(noun, json)
  if (!record) return ''
  const first = fields[noun].find((f) => f.kind === 'text') as Field<unknown> | undefined
  return first?.tell(record, { names: {}, zone: '' }) ?? ''
}
