import { asBackendError, backend } from '$lib/backend'
import { t } from '$lib/copy'
import type { OpenDebrief } from '$lib/debrief.svelte'
import type { Interview, NoteProblem, Passage } from '$lib/interview'
import { keys } from '$lib/keys.svelte'
import type { ID } from '$lib/nouns'
import { reading } from '$lib/reading.svelte'
import { toasts } from '$lib/ui/toasts.svelte'
import { vault, type Keeper } from '$lib/vault.svelte'
import { Asking } from './asking.svelte'
import { Papers } from './papers.svelte'
import { isSigned, Sharing } from './sharing.svelte'
import {
  agreed,
  askPrompt,
  fileLine,
  heed,
  lastRelease,
  newInterview,
  newPassage,
  said,
  waits,
} from './passages'
import { isoDate } from '$lib/due'
import { isDue } from './destroying'
import { Purging } from './purging.svelte'
import { Sealing } from './sealing.svelte'
import { Talk } from './talk.svelte'

/** How many passages are drawn at first, and more each time the earlier ones are asked for: a web view lays out few rows quickly. */
const drawnAtOnce = 150

/** What was removed, and where it stood: a passage, or the picture or the words of one that stays. */
interface Removed {
  interviewId: ID
  passage: Passage
  index: number
}

/** The open notes of a debrief. They are in memory while the vault is open, and nowhere else. */
export class Notes {
  list = $state<Interview[]>([])
  problems = $state.raw<NoteProblem[]>([])
  /** Something keeps the list from being read: a sentence. */
  trouble = $state.raw<{ code: string; message: string }>()
  read = $state(false)
  openId = $state<ID>('')
  /** The passage in hand; empty for the line being typed. */
  atId = $state<ID>('')
  /** What can be put back, the last one last. */
  #gone = $state.raw<Removed[]>([])
  /** The passage in hand that shows no words any more. It holds them until it is left. */
  #emptied = $state<ID>('')
  /** What a passage said before its words were taken away, letter by letter or at once. */
  #whole = { id: '', text: '' }
  /** How many passages are drawn, the newest. */
  drawn = $state(drawnAtOnce)
  /** Somebody is being added. */
  adding = $state(false)
  asking = $state.raw<Asking>()
  /** The released passage that is looked at. */
  sharing = $state.raw<Sharing>()
  purging = $state.raw<Purging>()
  readonly sealing = new Sealing((id) => this.list.find((i) => i.id === id))
  readonly talk = new Talk(
    () => this.one,
    () => this.changed(),
    () => void backend.interviews.touch().catch(() => undefined),
  )

  readonly papers = new Papers(this)

  constructor(public debrief: OpenDebrief) {}

  /** What was removed last. */
  get removed(): Removed | undefined {
    return this.#gone.at(-1)
  }

  get one(): Interview | undefined {
    return this.list.find((i) => i.id === this.openId)
  }

  get at(): Passage | undefined {
    return this.one?.passages.find((p) => p.id === this.atId)
  }

  /** Reads them. Words that are being typed are not read over. */
  async load() {
    await this.sealing.flush()
    try {
      const { interviews, problems } = await backend.interviews.list(this.debrief.id)
      const list = this.#withUnsealed(interviews)
      Object.assign(this, { list, problems, trouble: undefined, read: true })
      if (!this.one) this.openId = this.list.find((i) => i.state !== 'declined')?.id ?? ''
      void this.papers.sweep()
    } catch (thrown) {
      const { code, message } = asBackendError(thrown)
      this.trouble = { code, message }
      if (code === 'vault-locked') void vault.look()
    }
  }

  /** Those that could not be sealed yet are here as they were typed, and nowhere else. */
  #withUnsealed(sealed: Interview[]): Interview[] {
    const own = this.list.filter((i) => this.sealing.has(i.id))
    const others = sealed.filter((i) => !own.some((mine) => mine.id === i.id))
    return own.length > 0 ? [...others, ...own] : sealed
  }

  /** Lets go of every word. */
  empty() {
    this.talk.stop()
    this.sealing.end()
    this.papers.empty()
    Object.assign(this, { list: [], problems: [], openId: '', atId: '' })
    this.#gone = []
    this.#emptied = ''
    this.#whole = { id: '', text: '' }
    Object.assign(this, { asking: undefined, sharing: undefined })
    Object.assign(this, { purging: undefined, adding: false })
  }

  /** The name now, or the one they had when they were met. */
  nameOf(one: Interview): string {
    const person = this.debrief.whole.participants.find((p) => p.id === one.participantId)
    return person?.name || person?.alias || person?.role || one.name
  }

  /** Says that the open interview was changed. */
  changed() {
    if (this.one && !reading.on) this.sealing.changed(this.one.id)
  }

  /** The line being typed. */
  write(text: string) {
    if (!this.one) return
    this.one.draft = text
    this.sealing.typed(this.one.id)
  }

  /** What a passage shows. */
  shownOf(passage: Passage): string {
    return passage.id === this.#emptied ? '' : passage.text
  }

  /** The words of a passage. One that is emptied holds what it said until it is left, whatever happens before that. */
  rewrite(passage: Passage, text: string) {
    const { id } = passage
    const shown = this.shownOf(passage)
    if (text.length >= shown.length) this.#whole = { id, text }
    else if (this.#whole.id !== id) this.#whole = { id, text: shown }
    this.#emptied = text ? '' : id
    passage.text = text || this.#whole.text
    if (this.one) this.sealing.typed(this.one.id, [passage.id])
  }

  edit(change: (one: Interview) => void) {
    if (!this.one || reading.refuse()) return
    change(this.one)
    this.changed()
  }

  /** Opens one; what was typed in the other is sealed, and its timer rests. */
  open(id: ID) {
    if (id === this.openId) return
    this.talk.stop()
    void this.sealing.flush()
    Object.assign(this, { openId: id, atId: '', drawn: drawnAtOnce })
    this.asking = this.sharing = this.purging = undefined
  }

  add(participantId: ID, name: string) {
    if (reading.refuse()) return
    const { zone } = this.debrief.whole.debrief
    const person = this.debrief.whole.participants.find((p) => p.id === participantId)
    const one = newInterview(this.debrief.id, {
      ...{ participantId, name, zone: person?.zone || zone },
      // What was agreed in the talk before is likely to be agreed again.
      destroyOn: this.one?.destroyOn ?? '',
    })
    this.list.push(one)
    this.open(one.id)
    this.changed()
  }

  /** Files the line being typed: every line of it, if several were pasted. */
  file() {
    const { one } = this
    if (!one) return
    const lines = one.draft.split('\n')
    const before = one.passages.at(-1)?.id ?? ''
    const { when } = one
    one.draft = ''
    for (const line of lines) fileLine(one, line)
    const from = one.passages.findLastIndex((p) => p.id === before)
    // A question of one's own may take the place of one that waited.
    if ((before && from < 0) || one.when !== when) this.changed()
    else
      this.sealing.typed(
        one.id,
        one.passages.slice(Math.max(0, from)).map((p) => p.id),
      )
    void this.sealing.flush()
  }

  ask(prompt: string) {
    this.edit((one) => askPrompt(one, prompt))
  }

  /**
   * Removes a passage, and says which one is in hand then: the line being typed. One whose words are shared stays:
   * they could not be taken back any more.
   */
  remove(id: ID): ID {
    const { one } = this
    const index = one?.passages.findIndex((p) => p.id === id) ?? -1
    const passage = one?.passages[index]
    if (this.#emptied === id) this.#emptied = ''
    if (!one || !passage || reading.refuse()) return ''
    if (agreed(passage)) {
      toasts.say(
        isSigned(this)
          ? t('release.signed')
          : t('release.first', { key: keys.told('Alt+Shift+B') }),
      )
      return id
    }
    one.passages.splice(index, 1)
    if (passage.text || passage.prompt || passage.paperId || passage.releases.length > 0)
      this.#keep(one, passage, index)
    this.changed()
    return ''
  }

  #keep(one: Interview, passage: Passage, index: number) {
    const passageThen = $state.snapshot(passage)
    this.#gone = [...this.#gone, { interviewId: one.id, index, passage: passageThen }]
    void this.papers.sweep()
  }

  /** Removes the picture of a passage; its words stay. */
  removeFrom(passage: Passage) {
    const { one } = this
    if (!one) return
    this.#keep(one, passage, -1)
    passage.paperId = ''
    this.changed()
  }

  /** Brings back what was removed last, and says which passage it is in; empty for one of another interview. */
  putBack(): ID {
    const { removed } = this
    const one = this.list.find((i) => i.id === removed?.interviewId)
    this.#gone = this.#gone.slice(0, -1)
    if (!removed || !one) return ''
    putIn(one, removed)
    this.sealing.changed(one.id)
    return one === this.one ? removed.passage.id : ''
  }

  /** Draws more of the earlier passages, up to one of them at least. */
  reveal(id: ID = '') {
    const all = this.one ? said(this.one) : []
    const at = all.findIndex((p) => p.id === id)
    if (!id) this.drawn += drawnAtOnce
    else if (at >= 0) this.drawn = Math.max(this.drawn, all.length - at + 20)
  }

  /** Opens the interview above or below in the list. */
  openNext(by: 1 | -1) {
    const here = this.list.findIndex((i) => i.id === this.openId)
    const to = this.list[Math.min(this.list.length - 1, Math.max(0, here + by))]
    if (to) this.open(to.id)
  }

  /** A passage that is left without words goes, and can be put back; the question it answered waits again. */
  settle(id: ID) {
    const { one } = this
    const p = one?.passages.find((q) => q.id === id)
    if (!one || !p || waits(p)) return
    const { text, id: of } = this.#whole
    this.#whole = { id: '', text: '' }
    if (this.shownOf(p).trim()) return
    if (of === id) p.text = text
    if (p.paperId) return this.#bare(one, p)
    const asks = p.prompt !== '' && one.passages.at(-1) === p
    this.remove(id)
    if (asks && one.passages.at(-1) !== p) one.passages.push(newPassage('', p.prompt))
  }

  /** Leaves a picture without words. */
  #bare(one: Interview, passage: Passage) {
    this.#emptied = ''
    if (!passage.text.trim() || reading.refuse()) return
    this.#keep(one, passage, one.passages.indexOf(passage))
    passage.text = ''
    this.changed()
  }

  /** The passage above or below the one in hand; empty leads to the line being typed. */
  step(by: 1 | -1): ID {
    const all = this.one ? said(this.one) : []
    const here = all.findIndex((p) => p.id === this.atId)
    const to = here < 0 ? (by < 0 ? all.length - 1 : all.length) : here + by
    return all[Math.max(0, to)]?.id ?? ''
  }

  toggleOff(passage: Passage | undefined) {
    if (!passage || reading.refuse()) return
    passage.offRecord = !passage.offRecord
    if (passage.offRecord && this.asking?.passageId === passage.id) this.asking = undefined
    this.changed()
  }

  /** Why the passage in hand is not asked for, in a sentence; empty when it is. */
  get unasked(): string {
    if (!this.at || !this.shownOf(this.at).trim()) return t('interview.release.none')
    if (this.one?.offRecord) return t('interview.release.off.all')
    return this.at.offRecord ? t('interview.release.off') : ''
  }

  /** Asks for a passage, or for a part of it, if it may be asked for. */
  askFor(passage = this.at, part = ''): boolean {
    if (!this.one || !passage || passage.offRecord || this.one.offRecord) return false
    if (!this.shownOf(passage).trim() || reading.refuse()) return false
    this.sharing = undefined
    this.purging = undefined
    this.asking = new Asking(this, this.one, passage, part)
    return true
  }

  /** Shows what came of a passage that was released. */
  show(passage = this.at): Sharing | undefined {
    const release = passage && lastRelease(passage)
    if (!this.one || !passage || release?.answer !== 'agreed') return undefined
    this.asking = this.purging = undefined
    this.sharing = new Sharing(this, this.one, passage, release)
    return this.sharing
  }

  /** Those whose agreed time to be destroyed has come. */
  get due(): Interview[] {
    const today = isoDate(new Date())
    return this.list.filter((i) => isDue(i, this.debrief.whole.debrief.state, today))
  }

  /** Opens the panel in which some are destroyed, of those that are here or of others. */
  purge(ids: ID[], all = this.list) {
    this.asking = this.sharing = undefined
    this.purging = new Purging(this, all, ids)
  }

  /** Lets go of those that were destroyed. */
  drop(ids: ID[]) {
    this.talk.stop()
    this.list = this.list.filter((i) => !ids.includes(i.id))
    this.#gone = this.#gone.filter((g) => !ids.includes(g.interviewId))
    if (!this.one) Object.assign(this, { openId: '', atId: '' })
  }

  /** Brings back an earlier version, or one passage of it. What stands now is sealed and kept first. */
  async takeBack(rev: number, passageId: ID) {
    await this.sealing.flush()
    const { one } = this
    if (!one || this.sealing.refused) return
    const back = await backend.interviews.takeBack($state.snapshot(one), rev, passageId)
    this.list = this.list.map((i) => (i.id === back.id ? back : i))
  }

  /** Goes on with the words that are here; the others stay as an earlier version. */
  async mine() {
    const { interviews } = await backend.interviews.list(this.debrief.id)
    for (const theirs of interviews) {
      const mine = this.list.find((i) => i.id === theirs.id)
      if (!mine || mine.rev === theirs.rev) continue
      heed(mine, theirs)
      this.sealing.changed(mine.id)
    }
    await this.sealing.flush()
  }
}

/** Puts a passage where it stood, or what it lost into one that stayed. */
function putIn(one: Interview, { index, passage }: Removed) {
  const stayed = one.passages.find((p) => p.id === passage.id)
  if (stayed) {
    stayed.paperId ||= passage.paperId
    stayed.text ||= passage.text
    return
  }
  // Its question waits no more.
  const there = one.passages[index]
  const answers = there && waits(there) && there.prompt === passage.prompt
  one.passages.splice(index, answers ? 1 : 0, passage)
}

let notes: Notes | undefined

/** Those of every debrief whose words are not all sealed, and the open ones: none is forgotten for another. */
class Kept implements Keeper {
  all = $state.raw<Notes[]>([])

  get state(): Keeper['state'] {
    const states = this.all.map((n) => n.sealing.state)
    return states.find((s) => s === 'problem') ?? states.find((s) => s === 'saving') ?? 'saved'
  }

  get problem(): string {
    return this.all.map((n) => n.sealing.problem).find(Boolean) ?? ''
  }

  flush = async () => {
    await Promise.all(this.all.map((n) => n.sealing.flush()))
  }

  /** Lets go of those that are sealed, but for the open ones. */
  letGo() {
    this.all = this.all.filter((n) => n === notes || n.sealing.state !== 'saved')
  }
}

const kept = new Kept()

/** The notes of a debrief; the same ones while the vault is open, wherever one goes meanwhile. */
export function notesOf(debrief: OpenDebrief): Notes {
  if (notes?.debrief === debrief) return notes
  forget()
  const owed = kept.all.find((n) => n.debrief.id === debrief.id && n.sealing.state !== 'saved')
  if (owed) {
    owed.debrief = debrief
    return (notes = owed)
  }
  const made = (notes = new Notes(debrief))
  kept.all = [...kept.all, made]
  vault.keeper = kept
  const end = vault.whenLocked(() => {
    end()
    made.empty()
    if (notes === made) notes = undefined
    kept.letGo()
    if (kept.all.length === 0) vault.keeper = undefined
  })
  return made
}

/** Those of another debrief are sealed before they are let go of. */
function forget() {
  const before = notes
  before?.talk.stop()
  if (before) void before.sealing.flush().then(() => kept.letGo())
}
