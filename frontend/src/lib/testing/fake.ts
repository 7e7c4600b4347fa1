import type { BackupLook, BackupsState, Restored } from '$lib/backup'
import type {
  ChangedRecord,
  PageOne,
  Reach,
  StepRow,
  Undone,
  VersionPage,
  WordingSettings,
} from '$lib/backend'
import type { FeedState, Glance, StatusLook } from '$lib/board'
import type { Debrief, Meeting, Moment, RecordOf, Ref, Step, Turns, View, Whole } from '$lib/nouns'
import { newID, noMoment } from '$lib/make'
import { idle, type RoomState } from '$lib/room/view'
import type { Decided } from '$lib/session'

import { rowOf } from './row'
import { FakeSearch } from './search'
import { FakeVault } from './vault'
import { newWhole } from './whole'

export { newWhole }

// A bridge in memory, for tests and for looking at screens in a browser. It keeps revisions as the
// backend does, refuses what a test tells it to, and knows no rules.

type Args = [Step, { id: string; rev: number; debriefId: string }]

const lists = {
  Participants: 'participants',
  Entries: 'entries',
  Questions: 'questions',
  Factors: 'factors',
  Helped: 'helped',
  Countermeasures: 'countermeasures',
  Bands: 'bands',
  Wordings: 'wordings',
  Attachments: 'attachments',
  Sources: 'sources',
} as const

/** What the bridge throws: an Error that keeps nothing but a text. */
const refusal = (code: string) => new Error(JSON.stringify({ code, message: `refused: ${code}` }))

export class Fake {
  wholes = new Map<string, Whole>()
  drafts = new Map<string, Record<string, string>>()
  settings: Record<string, string> = {}
  look: StatusLook = { changes: [], left: [], same: 0, file: '' }
  reminder = { count: 0, shown: false }
  feed: FeedState = {
    ...{ folder: '', file: '', edition: 'role-only', at: '', dates: 0, left: [] },
    problem: { code: '', message: '' },
  }
  glance: Glance = { checks: [], next: [], asked: 0, due: 0 }
  /** Every write in order: "participant:ID:REV". */
  log: string[] = []
  steps: Step[] = []
  /** The log of what changed, newest first. */
  changed: StepRow[] = []
  /** What an undo or a redo says it was about. */
  turned: Undone = { name: 'edit-debrief', debriefId: '' }
  /** The versions of whatever record is asked for. */
  history: VersionPage = { versions: [], more: false, now: '', names: {} }
  versions = new Map<number, ChangedRecord>()
  /** The next writes are refused with these codes, one each; "" lets one through. */
  refuse: string[] = []
  /** How long a write takes, in milliseconds. */
  delay = 0
  state = {
    ready: true,
    problem: { code: '', message: '' },
    path: '/tmp/library.db',
    version: 'dev',
    reading: false,
    unreadable: 0,
    firstId: '',
  }
  turns = new Map<string, Turns>()
  copied = ''
  backups: BackupsState = {
    folder: '/tmp/backups',
    own: true,
    ownFolder: '/tmp/backups',
    backups: [],
    concerns: [],
    trouble: { code: '', message: '' },
    instead: false,
    lastAt: '',
    clock: { now: '', last: '', putBack: false },
    kept: [],
  }
  looks: Record<string, Partial<BackupLook>> = {}
  room: RoomState = {
    open: false,
    ended: false,
    hidden: false,
    view: idle(),
    seq: 0,
    displays: [],
    display: '',
  }
  /** What the Room was told to follow, and each time to hide or to come back. */
  followed: [string, string][] = []
  hides: boolean[] = []
  pageOne: PageOne = {
    limits: { lead: 28, title: 10, learning: 30, head: 6, fact: 18, learnings: 3 },
    offers: [],
  }
  wording: WordingSettings = { offClasses: [], offLevels: [], own: [], ignored: [] }

  /** Installs the bridge where the generated bindings look for it. */
  install(): this {
    Object.assign(window, {
      go: { app: this.#services() },
      runtime: { EventsOnMultiple: () => () => undefined },
    })
    return this
  }

  add(whole: Whole): Whole {
    this.wholes.set(whole.debrief.id, whole)
    return whole
  }

  readonly vault = new FakeVault(this, refusal)
  readonly search = new FakeSearch()

  #services() {
    const lines = Object.fromEntries(
      Object.entries(lists).map(([service, list]) => [
        service,
        {
          Save: (step: Step, r: Args[1]) => this.#write(step, list, r),
          Delete: (step: Step, ref: Ref) => this.#delete(step, list, ref),
        },
      ]),
    )
    return {
      ...lines,
      Wordings: {
        ...lines.Wordings,
        Check: async () => [],
        Open: async () => [],
        Settings: async () => this.wording,
        SaveSettings: async (s: WordingSettings) => (this.wording = s),
      },
      Prompts: { Offer: async () => [] },
      Searches: this.search.service(),
      Gists: { PageOne: async () => this.pageOne },
      Interviews: this.vault.service(),
      Meetings: {
        Save: (step: Step, m: Meeting) => this.#head(step, 'meeting', m),
        Tick: (m: Meeting) => this.#head({ id: '', name: 'tick' }, 'meeting', m),
        Decide: async (step: Step, { countermeasure, meeting }: Decided): Promise<Decided> => ({
          countermeasure: {
            ...countermeasure,
            ...(await this.#write(step, 'countermeasures', countermeasure)),
          },
          meeting: await this.#head(step, 'meeting', meeting),
        }),
        Plan: async () => [2, 3, 20, 15, 8, 8, 4],
      },
      Turns: {
        Save: (step: Step, turns: Turns) => this.#keep(step, turns),
        Keep: (turns: Turns) => this.#keep({ id: '', name: 'keep-turns' }, turns),
      },
      Debriefs: this.#debriefs(),
      Room: {
        State: async () => this.room,
        Open: async () => void (this.room.open = true),
        Close: async () => void (this.room.open = false),
        Follow: async (id: string, question: string) => void this.followed.push([id, question]),
        Hide: async (hidden: boolean) => void this.hides.push(hidden),
        Choose: async () => undefined,
        Figure: async () => Promise.reject(refusal('internal')),
      },
      Capture: {
        ParseTime: async (_: string, text: string): Promise<Moment> => ({
          ...noMoment(),
          raw: text,
          problem: text ? 'unreadable' : '',
        }),
      },
      Changes: {
        Undo: async () => this.turned,
        Redo: async () => this.turned,
        TakeBack: async () => ({ name: 'restore-version', debriefId: '' }),
        List: async (before: number, limit: number, debriefId: string) => {
          const steps = this.changed.filter(
            (s) => (!before || s.row < before) && (!debriefId || s.debriefId === debriefId),
          )
          return { steps: steps.slice(0, limit), more: steps.length > limit }
        },
        Reach: async (row: number) => this.#reach(row),
        Walk: async (row: number) => this.#walk(row),
        Detail: async () => ({ records: [], total: 0, names: {} }),
      },
      Histories: {
        List: async () => this.history,
        Version: async (seq: number) => ({ record: this.versions.get(seq), names: {} }),
        Restore: async (seq: number) => {
          this.log.push(`restore:${seq}`)
          return { name: 'restore-version', debriefId: '' }
        },
      },
      Backups: this.#backups(),
      Reminders: {
        Glance: async () => this.glance,
        Answer: async (step: Step, ref: Ref, outcome: string) => {
          this.log.push(`${outcome}:${ref.id}:${ref.rev}`)
          this.steps.push(step)
          this.glance = { ...this.glance, checks: this.glance.checks.slice(1) }
          return outcome === 'unclear' ? '2026-12-05' : ''
        },
        Remind: async (desktop: boolean) => {
          this.log.push(`remind:${desktop}`)
          return this.reminder
        },
      },
      Feed: { State: async () => this.feed },
      Statuses: {
        Paste: async (text: string) => {
          if (!text.includes('OPS')) throw refusal('status-nothing')
          return this.look
        },
        Choose: async () => ({ ...this.look, changes: [], left: [] }),
        Take: async (step: Step, refs: Ref[]) => {
          const code = this.refuse.shift()
          if (code) throw refusal(code)
          this.steps.push(step)
          this.log.push(...refs.map((r) => `take:${r.id}:${r.rev}`))
        },
      },
      Settings: {
        Load: async () => this.settings,
        Save: async (k: string, v: string) => void (this.settings[k] = v),
      },
      Window: {
        State: async () => this.state,
        Retry: async () => this.state,
        Copy: async (text: string) => void (this.copied = text),
        Quit: async () => undefined,
        Flushed: async () => undefined,
        Stop: async () => undefined,
      },
    }
  }

  #backups() {
    const none = { added: 0, changed: 0, deleted: 0, drafts: 0, items: [] }
    return {
      List: async () => this.backups,
      Make: async () => {
        await this.#gate()
        this.log.push('backup')
        return this.backups.backups[0]?.name ?? ''
      },
      ChooseFolder: async () => this.backups,
      UseOwnFolder: async () => this.backups,
      Look: async (name: string): Promise<BackupLook> => ({
        ...{
          name,
          file: name,
          debriefs: [],
          aside: none,
          back: none,
          missing: false,
          unknown: false,
        },
        ...this.looks[name],
      }),
      Restore: async (name: string): Promise<Restored> => {
        await this.#gate()
        this.log.push(`restore:${name}`)
        return {
          ...{ at: new Date().toISOString(), debriefs: 1, passages: 1 },
          ...{ kept: 'own:kept', keptFile: 'kept', keptFolder: '/tmp/backups', keptDamaged: false },
        }
      },
    }
  }

  #debriefs() {
    return {
      List: async (limit: number, offset: number) => {
        const rows = [...this.wholes.values()]
          .map(rowOf)
          .sort((a, b) => b.createdAt.localeCompare(a.createdAt))
        return { rows: rows.slice(offset, limit ? offset + limit : undefined), total: rows.length }
      },
      New: async () => this.add(newWhole()).debrief,
      Load: async (id: string): Promise<View> => ({
        whole: structuredClone(this.#whole(id)),
        turns: this.turnsOf(id),
        derived: { toDetect: noSpan, toNotice: noSpan, toMitigate: noSpan, toResolve: noSpan },
        drafts: this.drafts.get(id) ?? {},
      }),
      Save: async (step: Step, d: Debrief) => ({
        debrief: await this.#head(step, 'debrief', d),
        derived: { toDetect: noSpan, toNotice: noSpan, toMitigate: noSpan, toResolve: noSpan },
      }),
      Rename: async (_: Step, id: string, title: string) =>
        void (this.#whole(id).debrief.title = title),
      Duplicate: async (_: Step, id: string, title: string) => {
        const copy = structuredClone(this.#whole(id))
        Object.assign(copy.debrief, { id: newID(), title, sample: false })
        return this.add(copy).debrief.id
      },
      Delete: async (_: Step, ref: Ref) => void this.wholes.delete(ref.id),
      SaveDraft: async (id: string, field: string, text: string) => {
        await this.#gate()
        this.drafts.set(id, { ...this.drafts.get(id), [field]: text })
      },
    }
  }

  #reach(row: number): Reach {
    const undone = this.changed.find((s) => s.row === row)?.state === 'undone'
    const steps = this.changed.filter((s) =>
      undone ? s.state === 'undone' && s.row <= row : s.state === 'done' && s.row >= row,
    )
    const ids = [...new Set(steps.map((s) => s.debriefId))]
    const debriefs = ids.map((debriefId) => {
      const own = steps.filter((s) => s.debriefId === debriefId)
      return { debriefId, title: own[0]?.title ?? '', steps: own.length }
    })
    return { way: undone ? 'redo' : 'undo', steps: steps.length, debriefs }
  }

  #walk(row: number) {
    const { way, steps } = this.#reach(row)
    const [from, to] =
      way === 'undo' ? (['done', 'undone'] as const) : (['undone', 'done'] as const)
    const concerned = (s: StepRow) =>
      s.state === from && (way === 'undo' ? s.row >= row : s.row <= row)
    this.changed = this.changed.map((s) => (concerned(s) ? { ...s, state: to } : s))
    return Array.from({ length: steps }, () => ({ name: 'edit-entry', debriefId: '' }))
  }

  #whole(id: string): Whole {
    const whole = this.wholes.get(id)
    if (!whole) throw refusal('not-found')
    return whole
  }

  async #gate() {
    if (this.delay) await new Promise((r) => setTimeout(r, this.delay))
    const code = this.refuse.shift()
    if (code) throw refusal(code)
  }

  async #head<N extends 'debrief' | 'meeting'>(
    step: Step,
    noun: N,
    record: RecordOf[N],
  ): Promise<RecordOf[N]> {
    await this.#gate()
    const whole = this.#whole(record.debriefId)
    const next = {
      ...structuredClone(record),
      rev: this.#revision(noun, whole[noun].rev, record, step),
    }
    Object.assign(whole, { [noun]: next })
    return next
  }

  /** Like the library, it forgets the turns of a meeting that has ended. */
  turnsOf(debriefId: string): Turns {
    const kept = this.#whole(debriefId).meeting.endedAt ? undefined : this.turns.get(debriefId)
    if (!kept) this.turns.delete(debriefId)
    return structuredClone(kept ?? newTurns(debriefId))
  }

  async #keep(step: Step, turns: Turns): Promise<Turns> {
    await this.#gate()
    if (this.#whole(turns.debriefId).meeting.endedAt) throw refusal('invalid')
    const { rev } = this.turnsOf(turns.debriefId)
    const next = {
      ...structuredClone(turns),
      rev: this.#revision('turns', rev || turns.rev, turns, step),
    }
    this.turns.set(turns.debriefId, next)
    return next
  }

  async #write(step: Step, list: (typeof lists)[keyof typeof lists], record: Args[1]) {
    await this.#gate()
    const all = this.#whole(record.debriefId)[list] as Args[1][]
    const at = all.findIndex((r) => r.id === record.id)
    const rev = this.#revision(list, all[at]?.rev ?? 0, record, step)
    const next = { ...structuredClone(record), rev }
    if (at < 0) all.push(next)
    else all[at] = next
    return next
  }

  async #delete(step: Step, list: (typeof lists)[keyof typeof lists], ref: Ref) {
    await this.#gate()
    this.log.push(`delete:${ref.id}`)
    this.steps.push(step)
    const all = this.#whole(ref.debriefId)[list] as Args[1][]
    all.splice(
      all.findIndex((r) => r.id === ref.id),
      1,
    )
  }

  #revision(noun: string, stored: number, record: Args[1], step: Step): number {
    if (record.rev !== stored) throw refusal('conflict')
    this.log.push(`${noun}:${record.id}:${record.rev}`)
    this.steps.push(step)
    return stored + 1
  }
}

const noSpan = { known: false, seconds: 0, about: false, text: '' }

/** The turns of a meeting in which nobody has spoken. */
const newTurns = (debriefId: string): Turns => ({
  ...{ id: `turns-${debriefId}`, debriefId, rev: 0 },
  ...{ speakerId: '', heardIds: [], passedIds: [], orderIds: [] },
})
