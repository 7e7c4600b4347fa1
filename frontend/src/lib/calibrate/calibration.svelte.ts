import { announce } from '$lib/announce'
import { backend, BackendError } from '$lib/backend'
import { t } from '$lib/copy'
import type { OpenDebrief } from '$lib/debrief.svelte'
import type { Arranged, ID, Participant } from '$lib/nouns'
import { newStep, saving } from '$lib/saving.svelte'
import { accounts, asked, isSettled, type Account } from './lines'

/** What each reads of themselves, and what they said to it. Nothing is sent from here. */
export class Calibration {
  readonly debrief: OpenDebrief
  /** The person whose lines are shown. */
  chosen = $state<ID>('')
  /** Their lines as the backend writes them. */
  text = $state.raw('')
  /** Why they cannot be written. */
  problem = $state('')
  /** What came of what was done last: the panel lies over passing words. */
  said = $state('')
  readonly #now: () => number
  #turn = 0

  constructor(debrief: OpenDebrief, now: () => number = Date.now) {
    this.debrief = debrief
    this.#now = now
  }

  readonly all = $derived.by(() => accounts(this.debrief.whole))
  /** Those who have something to read. */
  readonly asked = $derived.by(() => asked(this.all))
  readonly settled = $derived.by(() => this.asked.filter(isSettled))
  readonly unsent = $derived.by(() =>
    this.asked.filter((a) => ['unsent', 'resend'].includes(a.standing)),
  )

  /** Whose lines are shown: the chosen one's, or else the first with whom something is open. */
  readonly shown = $derived.by(
    (): Account | undefined =>
      this.asked.find((a) => a.person.id === this.chosen) ??
      this.asked.find((a) => !isSettled(a)) ??
      this.asked[0],
  )

  /** The next with whom something is open, after the one that is shown and then from the start. */
  readonly next = $derived.by((): Account | undefined => {
    const at = this.asked.findIndex((a) => a.person.id === this.shown?.person.id)
    const others = [...this.asked.slice(at + 1), ...this.asked.slice(0, Math.max(at, 0))]
    return others.find((a) => !isSettled(a))
  })

  /** The backend writes from the library: what waits is saved before. */
  async read() {
    const turn = ++this.#turn
    const id = this.shown?.person.id
    await saving.flush()
    let [text, problem] = ['', '']
    try {
      if (id) text = (await backend.calibrations.text(this.debrief.id, id)).text
    } catch (thrown) {
      problem = sentence(thrown)
    }
    if (turn === this.#turn) Object.assign(this, { text, problem })
  }

  async copy() {
    await this.read()
    const { shown, text } = this
    if (!shown || !text) return
    await backend.window.copy(text)
    this.#say(t('calibrate.copied', { name: nameOf(shown.person) }))
  }

  /** Asks where to save the lines that are shown. */
  async save(as: 'saveText' | 'savePDF') {
    const id = this.shown?.person.id
    if (!id) return
    await saving.flush()
    await this.#told(async () => {
      const { path, missing } = await backend.calibrations[as](this.debrief.id, id)
      if (!path) return ''
      const said = t('calibrate.saved', { file: fileOf(path) })
      return missing.length > 0 ? `${said} ${t('calibrate.missing')}` : said
    })
  }

  /** Asks for a folder and saves everybody's there. */
  async saveAll(as: 'text' | 'pdf') {
    await saving.flush()
    await this.#told(async () => {
      const { folder, files } = await backend.calibrations.saveAll(this.debrief.id, as)
      return folder && t('calibrate.saved.all', { n: files, folder: fileOf(folder) })
    })
  }

  /** Notes that these people got their lines, as they are now. Whoever had answered is asked anew. */
  send(to: Account[]) {
    const step = newStep('send-lines')
    for (const { person, mark } of to) {
      this.#edit(person.id, step, (p) =>
        Object.assign(p, {
          linesSentAt: this.#at(),
          linesMark: mark,
          ...unread,
        }),
      )
    }
  }

  unsend({ person }: Account) {
    this.#edit(person.id, newStep('send-lines'), (p) =>
      Object.assign(p, { linesSentAt: '', linesMark: '', ...unread }),
    )
  }

  /**
   * Notes an answer; the same one again takes it back. Who agrees to what was sent agrees to that; changes they asked
   * for are in the lines by now.
   */
  answer({ person, mark }: Account, reading: Participant['reading']) {
    this.#edit(person.id, newStep('answer-lines'), (p) => {
      if (p.reading === reading) {
        Object.assign(p, { ...unread, linesMark: p.linesSentAt && p.linesMark })
        return
      }
      const sent = reading === 'agreed' && p.linesSentAt !== '' && p.reading === ''
      Object.assign(p, {
        reading,
        readAt: this.#at(),
        readGiven: '',
        linesMark: sent ? p.linesMark : mark,
      })
    })
  }

  /** Notes how they said so; the same one again takes it back. */
  give({ person }: Account, given: NonNullable<Participant['readGiven']>) {
    this.#edit(person.id, newStep('answer-lines'), (p) => {
      p.readGiven = p.readGiven === given ? '' : given
    })
  }

  /**
   * Shows this person's, or those of the first with whom something is open. It stays with them: what was under the
   * pointer is never another's from one click to the next.
   */
  choose(id: ID = '') {
    this.chosen = id
    this.chosen = this.shown?.person.id ?? ''
    this.said = ''
  }

  /** Changes what goes with the lines, as typing in a field. */
  arrange(alter: (a: Arranged) => void, typing: string) {
    const change = { name: 'edit-debrief', ...(typing ? { typing: `preparation.${typing}` } : {}) }
    const { id } = this.debrief
    void this.debrief.edit('debrief', id, change, (d) => alter(d.preparation))
  }

  #say(text: string) {
    this.said = text
    if (text) announce(text)
  }

  /** Says what came of it, or why nothing did. */
  async #told(run: () => Promise<string>) {
    this.#say(await run().catch(sentence))
  }

  #at = () => new Date(this.#now()).toISOString().replace(/\.\d+Z$/, 'Z')

  #edit(id: ID, step: ReturnType<typeof newStep>, alter: (p: Participant) => void) {
    void this.debrief.edit('participant', id, { name: step.name, step }, alter)
  }
}

/** Nothing was answered. */
const unread = { reading: '', readAt: '', readGiven: '' } as const

/** The ways of saying so. */
export const given = ['in-person', 'on-call', 'written'] as const

export const nameOf = (p: Participant) => p.name.trim() || t('prepare.somebody')
const fileOf = (path: string) => path.split(/[/\\]/).at(-1) ?? path
const sentence = (thrown: unknown) => (thrown instanceof BackendError ? thrown.message : '')
