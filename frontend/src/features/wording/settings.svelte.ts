import { announce } from '$lib/announce'
import { asBackendError, backend, type WordingSettings } from '$lib/backend'
import { t } from '$lib/copy'
import { reading } from '$lib/reading.svelte'
import { wording } from '$lib/wording.svelte'

/** The most characters of a phrase and of a question, as the backend has it. */
const mostPhrase = 100
const mostQuestion = 300

/** The settings of the wording check: each change is kept at once and can be taken back. */
export class SettingsView {
  settings = $state.raw<WordingSettings>()
  /** What was done last, with a way back. */
  told = $state('')
  /** Why something was not kept. */
  problem = $state('')
  /** The file somebody looks at before taking it. */
  chosen = $state.raw<{ file: string; settings: WordingSettings }>()
  #before: WordingSettings[] = $state.raw([])
  /** One change after the other. */
  #queue: Promise<unknown> = Promise.resolve()

  get undoable(): boolean {
    return this.#before.length > 0
  }

  async load() {
    try {
      this.settings = await backend.wordings.settings()
    } catch (thrown) {
      this.problem = asBackendError(thrown).message
    }
  }

  isOn(of: 'offClasses' | 'offLevels', name: string): boolean {
    return !this.settings?.[of].includes(name)
  }

  turn(of: 'offClasses' | 'offLevels', name: string, on: boolean) {
    return this.#change('', (s) => ({
      ...s,
      [of]: on ? s[of].filter((n) => n !== name) : [...s[of], name],
    }))
  }

  /** Why a phrase cannot be added as it stands; empty when it can. */
  refusal(phrase: string, known: string[], question?: string): string {
    const said = phrase.trim()
    const long = (text: string, n: number) =>
      text.length > n ? t('wording.own.long', { n, is: text.length.toLocaleString('en-GB') }) : ''
    if (question !== undefined && (!said || !question.trim())) return t('wording.own.needs')
    if (known.some((k) => k.toLowerCase() === said.toLowerCase()))
      return t('wording.own.known', { phrase: said })
    return long(said, mostPhrase) || long((question ?? '').trim(), mostQuestion)
  }

  addOwn(phrase: string, question: string) {
    return this.#change('', (s) => ({ ...s, own: [...s.own, { phrase, question }] }))
  }

  /** Rewords a phrase or its question; nothing happens when it is the same or empty. */
  editOwn(at: number, field: 'phrase' | 'question', text: string) {
    const own = this.settings?.own[at]
    if (!own || !text.trim() || own[field] === text.trim()) return Promise.resolve(true)
    return this.#change('', (s) => ({
      ...s,
      own: s.own.map((o, i) => (i === at ? { ...o, [field]: text } : o)),
    }))
  }

  removeOwn(at: number) {
    const phrase = this.settings?.own[at]?.phrase ?? ''
    return this.#change(t('wording.own.removed', { phrase }), (s) => ({
      ...s,
      own: s.own.filter((_, i) => i !== at),
    }))
  }

  addIgnored(phrase: string) {
    return this.#change('', (s) => ({ ...s, ignored: [...s.ignored, phrase] }))
  }

  removeIgnored(at: number) {
    const phrase = this.settings?.ignored[at] ?? ''
    return this.#change(t('wording.done.asked-again', { phrase }), (s) => ({
      ...s,
      ignored: s.ignored.filter((_, i) => i !== at),
    }))
  }

  /** Takes back the last change made here. */
  async undo() {
    const before = this.#before.at(-1)
    if (!before) return
    this.#before = this.#before.slice(0, -1)
    await this.#keep(() => before)
    this.told = ''
    announce(t('wording.settings.undone'))
  }

  async export() {
    this.#clear()
    try {
      const { path } = await backend.wordings.exportSettings()
      if (path) this.told = t('wording.exported', { name: path.split(/[/\\]/).at(-1) ?? path })
    } catch (thrown) {
      this.problem = asBackendError(thrown).message
    }
  }

  /** Opens a file and shows what it would change. */
  async choose() {
    this.#clear()
    try {
      const chosen = await backend.wordings.chooseSettings()
      this.chosen = chosen.file ? chosen : undefined
    } catch (thrown) {
      this.chosen = undefined
      this.problem = asBackendError(thrown).message
    }
  }

  /** One word at a time: what was told before is about something else. */
  #clear() {
    this.problem = ''
    this.told = ''
  }

  async take() {
    const chosen = this.chosen
    if (!chosen) return
    this.chosen = undefined
    await this.#change(t('wording.imported', { file: chosen.file }), () => chosen.settings)
  }

  #change(told: string, alter: (s: WordingSettings) => WordingSettings): Promise<boolean> {
    const run = async () => {
      const before = this.settings
      if (!before || !(await this.#keep(alter))) return false
      this.#before = [...this.#before, before]
      this.told = told
      if (told) announce(told)
      return true
    }
    const done = this.#queue.then(run)
    this.#queue = done
    return done
  }

  async #keep(alter: (s: WordingSettings) => WordingSettings): Promise<boolean> {
    this.#clear()
    if (!this.settings || reading.refuse()) return false
    try {
      this.settings = await backend.wordings.saveSettings(alter(this.settings))
      wording.turn++
      return true
    } catch (thrown) {
      this.problem = asBackendError(thrown).message
      return false
    }
  }
}

/** What taking other settings would change, one sentence each; empty when they are the same. */
export function differences(mine: WordingSettings, theirs: WordingSettings): string[] {
  const out: string[] = []
  const gone = (a: string[], b: string[]) => a.filter((x) => !b.includes(x))
  const list = (of: string[]) => of.map((x) => `“${x}”`).join(', ')
  const say = (key: Parameters<typeof t>[0], of: string[]) => {
    if (of.length > 0) out.push(t(key, { list: of.join(', ') }))
  }
  const named = (of: string[], stem: 'wording.class' | 'wording.level') =>
    of.map((n) => t(`${stem}.${n}` as Parameters<typeof t>[0]))
  say('wording.import.off', named(gone(theirs.offClasses, mine.offClasses), 'wording.class'))
  say('wording.import.on', named(gone(mine.offClasses, theirs.offClasses), 'wording.class'))
  say('wording.import.off', named(gone(theirs.offLevels, mine.offLevels), 'wording.level'))
  say('wording.import.on', named(gone(mine.offLevels, theirs.offLevels), 'wording.level'))
  const [phrases, others] = [mine, theirs].map((s) => s.own.map((o) => o.phrase)) as [
    string[],
    string[],
  ]
  const added = gone(others, phrases)
  const removed = gone(phrases, others)
  const asked = theirs.own.filter((o) =>
    mine.own.some((m) => m.phrase === o.phrase && m.question !== o.question),
  )
  if (added.length > 0) out.push(t('wording.import.own.added', { list: list(added) }))
  if (removed.length > 0) out.push(t('wording.import.own.removed', { list: list(removed) }))
  if (asked.length > 0) {
    out.push(t('wording.import.own.asked', { list: list(asked.map((o) => o.phrase)) }))
  }
  const left = gone(theirs.ignored, mine.ignored)
  const again = gone(mine.ignored, theirs.ignored)
  if (left.length > 0) out.push(t('wording.import.ignored.added', { list: list(left) }))
  if (again.length > 0) out.push(t('wording.import.ignored.removed', { list: list(again) }))
  return out
}
