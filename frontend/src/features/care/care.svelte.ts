import { announce } from '$lib/announce'
import { asBackendError, backend } from '$lib/backend'
import type { BackupRow, Difference } from '$lib/backup'
import { pathAction, whenAmong } from '$lib/backups.svelte'
import type { CareState } from '$lib/care'
import { care } from '$lib/care.svelte'
import { t } from '$lib/copy'
import { shell } from '$lib/shell.svelte'
import { task } from '$lib/task.svelte'
import { toasts } from '$lib/ui/toasts.svelte'
import { doneAs, headline, ofAttachments } from './words'

export type Choice = 'mend' | 'back' | 'read' | 'begin'

/** The choices of a library that is damaged or missing. */
export class CareView {
  readonly missing: boolean
  state = $state.raw<CareState>()
  /** Why what can be read could not be put together. */
  trouble = $state('')
  backups = $state.raw<BackupRow[]>([])
  choice = $state<Choice>('mend')
  /** The backup chosen on the right. */
  backup = $state('')
  /** What going back to it sets aside; undefined while that is not known. */
  aside = $state.raw<Difference>()
  looked = $state(false)

  constructor(code: string) {
    this.missing = code === 'library-missing'
  }

  /** The choices there are, in their order. */
  choices = $derived.by((): Choice[] => {
    const back: Choice[] = this.chosen ? ['back'] : []
    if (this.missing) return [...back, 'begin']
    return this.state?.some ? ['mend', ...back, 'read'] : back
  })

  chosen = $derived.by(() => this.backups.find((b) => b.name === this.backup))
  newest = $derived.by(() => this.backups.find((b) => b.verified))

  /** Looks at what there is: everything shown was really found. */
  look = async () => {
    this.trouble = ''
    await this.#list()
    const label = this.missing ? '' : t('care.looking')
    this.state = await task.run(label, () =>
      backend.care.look().catch((thrown: unknown) => {
        const { code, message } = asBackendError(thrown)
        if (code !== 'cancelled') this.trouble = message
        return undefined
      }),
    )
    this.looked = true
    if (!this.choices.includes(this.choice)) this.choice = this.choices[0] ?? 'mend'
    announce(headline(this.state, this.missing))
    if (this.backup) await this.#compare(this.backup)
  }

  async #list() {
    try {
      this.backups = (await backend.backups.list()).backups
    } catch {
      this.backups = []
    }
    this.backup = this.newest?.name ?? this.backups[0]?.name ?? ''
  }

  /** Chooses a backup on the right, which is choosing to go back. */
  async pick(name: string) {
    this.backup = name
    if (this.choices.includes('back')) this.choice = 'back'
    await this.#compare(name)
  }

  async #compare(name: string) {
    this.aside = undefined
    const aside = await backend.care.aside(name).catch(() => undefined)
    if (this.backup === name) this.aside = aside
  }

  /** How many lines going back sets aside; undefined when that cannot be told. */
  get asideCount(): number | undefined {
    const a = this.aside
    return a && this.state?.some ? a.added + a.changed + a.drafts : undefined
  }

  /** Carries out what is chosen. */
  async act() {
    if (task.running || !this.choices.includes(this.choice)) return
    switch (this.choice) {
      case 'mend':
        return this.mend()
      case 'back':
        return this.goBack()
      case 'read':
        return this.read()
      case 'begin':
        return this.begin()
    }
  }

  async mend() {
    const attached = this.state ? ofAttachments(this.state) : ''
    const done = await task.run(t('care.mending'), backend.care.putBack)
    if (!done) return
    await shell.again()
    toasts.say(doneAs(done, attached), pathAction(done))
  }

  async goBack() {
    const { chosen, aside } = this
    if (!chosen) return
    const done = await task.run(t('care.going'), () => backend.backups.restore(chosen.name))
    if (!done) return
    care.aside = aside?.items.filter((i) => i.how !== 'deleted') ?? []
    await shell.again()
    const at = whenAmong(this.backups, chosen.at)
    const values = { when: at, file: done.keptFile, folder: done.keptFolder }
    if (done.keptFile) toasts.say(t('care.back.done', values), pathAction(done))
    else toasts.say(t('care.back.done.missing', values))
  }

  /** Opens what could be put together, to be read. */
  async read() {
    if (!this.state?.some || task.running) return
    await this.#said(async () => {
      await backend.care.read()
      await shell.look()
    })
  }

  async begin() {
    await this.#said(async () => {
      await backend.care.begin()
      await shell.again()
    })
  }

  /** Asks for a backup anywhere and puts it in place. */
  async restoreFile() {
    const done = await task.run(t('care.going'), backend.care.restoreFile)
    if (!done?.at) return
    await shell.again()
    toasts.say(t('care.file.done'))
  }

  async saveCopy() {
    const name = await task.run(t('care.copy'), backend.care.saveCopy)
    if (name) toasts.say(t('care.copied', { name }))
  }

  async saveReadable() {
    const name = await task.run(t('care.readable.doing'), backend.care.saveReadable)
    if (name) toasts.say(t('care.readable.done', { name }))
  }

  /** Copies what somebody who helps has to know. */
  async details(): Promise<boolean> {
    const text = await task.run('', backend.care.details)
    if (!text) return false
    await backend.window.copy(text)
    announce(t('care.details.copied'))
    return true
  }

  /** Tries to open it again: the reason may be gone. */
  again = () => shell.again()

  async #said(run: () => Promise<void>) {
    try {
      await run()
    } catch (thrown) {
      toasts.say(asBackendError(thrown).message)
    }
  }
}
