import { announce } from '$lib/announce'
import { backend, type Chip, type Chips } from '$lib/backend'
import { changes } from '$lib/changes.svelte'
import { many, t } from '$lib/copy'
import type { OpenDebrief } from '$lib/debrief.svelte'
import { keys } from '$lib/keys.svelte'
import { newQuestion, newWording, nobody } from '$lib/make'
import type { ID, Step } from '$lib/nouns'
import { reading } from '$lib/reading.svelte'
import { newStep, saving, type Saving } from '$lib/saving.svelte'
import { wording, type Scope } from '$lib/wording.svelte'
import { Agenda } from './agenda.svelte'
import { realClocks, type Clocks } from './clock.svelte'
import { Course } from './course.svelte'
import { Dating } from './dating.svelte'
import { Evidence } from './evidence.svelte'
import { Filing, lineDraft, type Context } from './filing.svelte'
import { Ideas } from './ideas.svelte'
import { Kept } from './kept.svelte'
import { Flags, type Carried, type Decided, type OpenFlag } from './flags.svelte'
import {
  Rows,
  countermeasures,
  narratives,
  isQuote,
  isChecked,
  turnStart,
  whoOf,
  type Line,
  type Row,
} from './lines'
import { Reshape } from './reshape.svelte'
import { Offers, type Offered } from './offers.svelte'
import { passage, type Passage } from './passage'
import { Place } from './place.svelte'
import { Standing } from './standing'
import { carryOut } from './typed-commands'
import { Writing } from './writing.svelte'

/** So many lines are drawn at a time: several screens full. */
const page = 150

/**
 * The meeting of one open debrief: its course, the question to ask, lines and flags. It outlives the
 * screen, so that the clock runs and lines are filed while somebody looks at another part.
 */
export class Live extends Course {
  readonly agenda: Agenda
  /** Questions about what was just written. */
  readonly offers: Offers
  readonly standing: Standing
  readonly filing: Filing
  readonly evidence = new Evidence(this)
  readonly flags: Flags
  readonly dating: Dating
  readonly reshape: Reshape
  readonly writing: Writing
  readonly ideas: Ideas
  readonly kept = new Kept(this)
  readonly place: Place
  /** The line that is edited in place. */
  editing = $state.raw<{ id: ID; writing: Writing }>()
  /** What the stage before gathered and what this one is, until somebody goes on. */
  passage = $state.raw<Passage>()
  /** The grammar of a line, unfolded below the field. */
  help = $state(false)
  /** The words to say aloud are unfolded, by stage; the first two stages begin with them. */
  #saying = $state<Record<number, boolean>>({ 1: true, 2: true })
  /** How many of the newest lines are drawn; older ones follow when somebody looks for them. */
  drawn = $state(page)
  #rows = new Rows()
  readonly saving: Saving

  constructor(debrief: OpenDebrief, queue: Saving = saving, clocks: Clocks = realClocks) {
    super(debrief, clocks)
    this.saving = queue
    this.ideas = new Ideas(debrief, clocks.wall)
    this.place = new Place(debrief.id, (walked) => this.agenda.resume(walked))
    this.dating = new Dating(debrief, queue, clocks.wall)
    this.agenda = new Agenda(debrief, () => this.#now())
    const rows = () => this.rows
    this.offers = new Offers(debrief, {
      rows,
      stage: () => this.stage,
      read: (text) => backend.capture.read(this.filing.reading(text, this.writing.begun)),
    })
    const context = () => this.here
    this.standing = new Standing(debrief, this.agenda, this.offers)
    this.filing = new Filing(debrief, queue, {
      rows,
      context,
      typed: () => this.writing.text,
      waiting: () => this.evidence.waiting.map((a) => a.id),
      onCommand: (line) => {
        carryOut(this, line)
        // Now it is known whose the words are that were begun meanwhile.
        this.writing.begin()
      },
      onKept: (id, why) => void this.kept.refuse(id, why),
      onFiled: (line, decided, step) => this.#file(line, decided, step),
    })
    this.reshape = new Reshape(debrief, queue, this.filing, rows)
    this.flags = new Flags(debrief, { rows, context, key: () => keys.of('live.flag') })
    this.writing = new Writing(this, '', debrief.drafts.capture ?? '')
    this.#restore()
  }

  readonly rows: Row[] = $derived.by(() => this.#rows.of(this.debrief.whole))
  readonly hiddenRows = $derived.by(() => Math.max(0, this.rows.length - this.drawn))
  readonly drawnRows = $derived.by(() => this.rows.slice(this.hiddenRows))
  readonly turnStart = $derived.by(() => turnStart(this.rows))
  /** The text that is being written: a line that is edited, or the next one. */
  readonly open = $derived.by(() => this.editing?.writing ?? this.writing)

  // Lines.

  /** Which stage it is, and who has the word. */
  get here(): Context {
    return { stage: this.stage, speakerId: this.turns.speakerId }
  }

  /** The name beside the line being written: who had the word when it was begun. */
  readonly owner = $derived.by(() => {
    const { stage, speakerId } = this.writing.begun ?? this.here
    return stage === narratives ? (this.names.get(speakerId) ?? '') : ''
  })

  /** Files a line under whom and where it was begun, with what was decided about it meanwhile. */
  async file(
    text: string,
    decided: Decided[] = [],
    carried?: Carried,
    begun?: Context,
  ): Promise<Line | undefined> {
    this.notice = ''
    // What was said between the stages was read; lines move at Enter anyway.
    if (this.passage?.passed) this.passage = undefined
    const { turn } = this.offers
    const [typed, filed] = [this.offers.carry(), this.filing.file(text, decided, undefined, begun)]
    const line = await this.#settle(filed, carried)
    // What was said may be worth a question.
    void this.offers.look(line, turn, typed)
    return line
  }

  /** Files every line of a pasted text; what was decided and marked in the text before it is the first's. */
  async paste(text: string, decided: Decided[] = [], carried?: Carried, begun?: Context) {
    const typed = this.offers.carry()
    const filed = await this.filing.paste(text, decided, begun)
    void this.offers.look(undefined, this.offers.turn, typed)
    if (filed.length > 0) {
      const n = filed.length.toLocaleString('en-GB')
      changes.offerNewest(many('capture.pasted', filed.length, { n }))
      await this.flags.lookAtAll(filed, carried)
    } else if (carried) this.flags.arrived(carried)
    return filed[0]
  }

  async refile(row: Row, text: string, carried?: Carried): Promise<Line | undefined> {
    const filed = this.filing.edit(row, text)
    void filed.then((line) => {
      if (line && line.record.id !== row.id) this.flags.forget(row.id)
    })
    const line = await this.#settle(filed, carried)
    if (line) void this.offers.look(line, this.offers.turn)
    return line
  }

  async accept(id: ID, person?: ID) {
    await this.filing.accept(id, person)
    await this.flags.refresh()
  }

  /** Takes a line that is not saved back into the field, if nothing stands there. */
  retry(key: ID) {
    const item = this.filing.pending.find((p) => p.key === key)
    if (item && !this.writing.text.trim() && this.filing.takeBack(key))
      this.writing.fill(item.text, item.decided, item.context)
    this.writing.focus()
  }

  /** Back to the text that was being written. */
  returnToText = () => this.open.focus()

  /** Takes an answer about a flag; whoever gave it, by key or by click, goes on writing. */
  answer(run: () => void) {
    run()
    this.returnToText()
  }

  /** Goes on writing with what was typed where nothing takes text. */
  write(text: string) {
    this.returnToText()
    this.open.insert(text)
  }

  /** Goes on with what was typed out of sight; each Enter in it files a line. */
  takeUp(text: string) {
    for (const [i, part] of text.split('\n').entries()) {
      if (i > 0) void this.open.enter()
      if (part) this.write(part)
    }
  }

  /** Files what was decided about a line while it was typed: with the line, and taken back with it. */
  #file(line: Line, decided: Decided[], step: Step) {
    // Each question goes directly below the line: the last is put first.
    for (const { question, ...one } of decided.toReversed()) {
      if (question) this.#putQuestion(line, question, one.rule, step)
      if (!one.rule) continue
      const about = { recordId: line.record.id, field: 'text', ...one }
      const change = { name: step.name, step }
      void this.debrief.put('wording', newWording(this.debrief.id, about), change)
    }
  }

  /** Looks at a line once it is filed; what was marked while it was typed stays until then. */
  async #settle(filed: Promise<Line | undefined>, carried?: Carried): Promise<Line | undefined> {
    if (carried) carried.line = filed
    const line = await filed
    if (line && isChecked(line))
      await this.flags.lookAt(line.record.id, line.record.text, isQuote(line), carried)
    else if (carried) this.flags.arrived(carried)
    return line
  }

  /** Makes two lines of one that is edited. */
  async split(row: Row, first: string, rest: string) {
    const id = await this.reshape.split(row, first, rest)
    // Whoever corrects a line goes on with the next.
    this.writing.focus()
    for (const part of [row.id, id]) {
      await this.#settle(Promise.resolve(this.rows.find((r) => r.id === part)))
    }
  }

  remove(row: Row) {
    if (this.editing?.id === row.id) this.stopEditing()
    changes.remove(this.debrief, row.noun, row.id, 'delete-line', t('live.line.deleted'))
    this.flags.forget(row.id)
  }

  /** Opens a line in place, with what was typed into it and is not filed; with a kind, to type that part of it anew. */
  async edit(id: ID, retype?: Chip['kind']): Promise<void> {
    if (this.frozen || this.editing?.id === id) return
    await this.editing?.writing.leave()
    const text = this.debrief.drafts[lineDraft(id)]
    const typed = text ? { chips: [], text } : await this.#typed(id)
    if (!typed) return
    const filed = text ? '' : typed.chips.map((c) => c.text).join('') + typed.text
    const writing = new Writing(this, id, typed.text, filed, typed.chips)
    this.editing = { id, writing }
    if (retype) writing.retype(retype)
  }

  async #typed(id: ID): Promise<Chips | undefined> {
    try {
      await this.saving.flush()
      return await backend.capture.typed(this.debrief.id, id)
    } catch {
      return undefined
    }
  }

  stopEditing = () => (this.editing = undefined)

  /** Draws older lines, at least down to one of them. */
  reveal(id?: ID) {
    const at = id ? this.rows.findIndex((r) => r.id === id) : this.hiddenRows
    if (at >= 0 && at <= this.hiddenRows) this.drawn = this.rows.length - at + page
  }

  /** Text that was being typed when the app ended comes back where it was. */
  #restore() {
    const row = this.rows.find((r) => this.debrief.drafts[lineDraft(r.id)])
    if (row) void this.edit(row.id)
  }

  // Questions and wording.

  #now() {
    const { turn, speaker } = this
    return {
      stage: this.stage,
      ...this.agendaOf,
      speaker: turn && {
        ...turn,
        parts: speaker?.parts ?? [],
        newcomer: speaker?.newcomer ?? false,
      },
      idea: this.stage === countermeasures ? this.ideas.asking(this.flags.list) : undefined,
    }
  }

  /** Goes to a stage; forwards, with a word about the one before and the one to come. */
  override goTo(stage: number) {
    const from = this.sitting.stage
    super.goTo(stage)
    if (this.stage === from || this.sitting.stage !== stage) return
    this.offers.clear()
    if (stage === countermeasures) this.ideas.arrive()
    this.passage =
      !this.session && this.play.cards.length === 0 && from > 0 && stage > from
        ? passage(
            this.debrief.whole,
            this.people,
            this.filing.pending,
            [from, stage],
            (id) => this.heard(id),
            new Date(this.clock.now),
          )
        : undefined
    if (this.passage) {
      const { gathered, next } = this.passage
      announce([gathered, next].filter(Boolean).join(' '))
    }
  }

  /** What is being written belongs to whoever has the word until now. */
  protected override turning() {
    if (!this.frozen && !this.debrief.onlyRead && !reading.on) this.writing.finish()
  }

  protected override said(id: ID): boolean {
    return (
      super.said(id) ||
      this.filing.pending.some(
        ({ text, context }) =>
          context?.stage === narratives && context.speakerId === id && !/^[/?#!+]/.test(text),
      )
    )
  }

  override nextSpeaker() {
    super.nextSpeaker()
    this.#turned()
  }

  override speak(id: ID) {
    super.speak(id)
    this.#turned()
  }

  #turned() {
    this.offers.clear()
    this.passage = undefined
  }

  /** The next question, or the one before. */
  walk(by: 1 | -1) {
    this.passage = undefined
    this.agenda.walk(by)
  }

  /** Shows a question of the agenda that somebody chose. */
  showQuestion(index: number) {
    this.passage = undefined
    this.agenda.show(index)
  }

  /** Somebody types: what was said between the stages was read. Its room stays until something else moves. */
  typed() {
    if (this.passage && !this.passage.passed) this.passage = { ...this.passage, passed: true }
  }

  /** Files a question about a line below it, and puts it on top to be read out. */
  askAbout(offer: Offered) {
    if (this.offers.isTyped(offer)) return this.#askSoon(offer)
    const line = this.rows.find((r) => r.id === offer.lineId)
    const slot = this.offers.list.find((s) => s.lineId === offer.lineId && s.text === offer.text)
    if (this.frozen || !line || slot?.asked) return
    const { id, stage, position } = line.record
    const place = { stage, position: this.filing.below(position) }
    const question = { text: offer.text, aboutId: id, who: whoOf(line) ?? nobody() }
    void this.debrief.put('question', newQuestion(this.debrief.id, place, question), {
      name: 'ask-question',
    })
    this.#feature(offer)
  }

  /** Of a line that is still being typed: its question stands below it once it is filed. */
  #askSoon(offer: Offered) {
    if (this.frozen || offer.soon) return
    this.writing.askSoon(offer.text, (soon) => this.offers.soon(offer, soon))
    this.#feature(offer)
  }

  #feature(offer: Offered) {
    this.passage = undefined
    this.agenda.feature(offer)
    announce(t('live.wording.done.asked'))
  }

  /** Files the question on top as asked. */
  markAsked() {
    const { text, ideaId = '' } = this.agenda.current
    if (this.frozen || this.agenda.asked.has(text)) return
    const speaker = this.turn
    const who = speaker ? { participantId: speaker.id, name: '' } : nobody()
    const place = { stage: this.stage, position: this.filing.reserve() }
    const question = newQuestion(this.debrief.id, place, { text, who, aboutId: ideaId })
    void this.debrief.put('question', question, { name: 'ask-question' })
  }

  openQuestion(text: string) {
    const place = { stage: this.stage, position: this.filing.reserve() }
    const question = newQuestion(this.debrief.id, place, { text, state: 'open' })
    void this.debrief.put('question', question, { name: 'add-question' })
  }

  /**
   * Turns a flag into a question directly below its line. A line that is still being written stays as it
   * is: its questions go with it when it is filed.
   */
  async ask(open: OpenFlag, index: number): Promise<void> {
    const question = open.flag.questions[index]
    if (!question) return
    this.flags.drop(open)
    announce(t('live.wording.done.asked'))
    if (this.#keepWithText(open, { decision: 'asked', scope: '', question })) return
    const id = await this.#idOf(open)
    const line = this.rows.find((r) => r.id === id)
    if (!line) return
    const step = newStep('ask-question')
    this.#putQuestion(line, question, open.flag.rule, step)
    await this.#decide(open, line.id, 'asked', { name: step.name, step })
    await this.flags.refresh()
  }

  #putQuestion(line: Line, text: string, rule: string, step: Step) {
    const { id, stage, position } = line.record
    const place = { stage, position: this.filing.below(position) }
    const question = { text, aboutId: id, rule, who: whoOf(line) ?? nobody() }
    void this.debrief.put('question', newQuestion(this.debrief.id, place, question), {
      name: step.name,
      step,
    })
  }

  /** Keeps a decision with the text that is being written for the first time; false when there is none. */
  #keepWithText(open: OpenFlag, made: Pick<Decided, 'decision' | 'scope' | 'question'>): boolean {
    const { surface } = this.flags
    if (!open.typed || open.carried || open.recordId || !surface) return false
    const { rule, class: kind, phrase } = open.flag
    surface.decide({ rule, class: kind, phrase, ...made })
    return true
  }

  /** The line a flag is on, once that is filed. */
  async #idOf(open: OpenFlag): Promise<ID> {
    return open.recordId || ((await open.carried?.line)?.record.id ?? '')
  }

  /** Says that a flagged phrase stays: somebody's own words, or left here or in the whole debrief. */
  async keep(open: OpenFlag, decision: 'quote' | 'left', scope: Scope = ''): Promise<void> {
    if (scope) this.flags.dropAlike(open)
    else this.flags.drop(open)
    announce(t(scope ? 'wording.done.debrief' : `live.wording.done.${decision}`))
    if (!scope && this.#keepWithText(open, { decision, scope })) return
    // What counts for the whole debrief needs no line that is filed.
    const id = scope ? open.recordId || this.debrief.id : await this.#idOf(open)
    if (id) await this.#decide(open, id, decision, { name: 'wording' }, scope)
    await this.flags.refresh()
  }

  /** Never asks about a phrase again. */
  ignore(open: OpenFlag) {
    this.flags.dropAlike(open)
    void wording.ignore(open.flag.phrase)
  }

  #decide(
    open: OpenFlag,
    recordId: ID,
    decision: 'asked' | 'quote' | 'left',
    change: Parameters<OpenDebrief['put']>[2],
    scope: Scope = '',
  ) {
    const { rule, class: kind, phrase } = open.flag
    const record = newWording(this.debrief.id, {
      recordId,
      field: 'text',
      rule,
      class: kind,
      phrase,
      decision,
      scope,
    })
    return this.debrief.put('wording', record, change)
  }

  get saying(): boolean {
    return this.#saying[this.stage] ?? false
  }

  set saying(open: boolean) {
    this.#saying[this.stage] = open
  }
}
