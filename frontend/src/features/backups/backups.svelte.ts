import { announce } from '$lib/announce'
import { asBackendError, backend, BackendError } from '$lib/backend'
import type { BackupLook, BackupRow, Checked, Difference, Restored } from '$lib/backup'
import { backups, pathAction, when } from '$lib/backups.svelte'
import { many, t } from '$lib/copy'
import { saving } from '$lib/saving.svelte'
import { shell } from '$lib/shell.svelte'
import { task } from '$lib/task.svelte'
import { toasts } from '$lib/ui/toasts.svelte'

/** The screen of backups: the list, the one that is looked at, and what is done with it. */
export class BackupsView {
  /** The name of the one that is looked at; empty for a file from elsewhere, or none. */
  selected = $state('')
  look = $state.raw<BackupLook>()
  /** Why the one that is looked at cannot be read. */
  problem = $state('')
  /** Restoring was asked for and waits to be confirmed. */
  asking = $state(false)
  checked = $state.raw<Checked>()
  #turn = 0

  get rows(): BackupRow[] {
    return backups.state?.backups ?? []
  }

  readonly row = $derived(this.rows.find((r) => r.name === this.selected))

  /** Reads the list and looks at the newest, unless one is looked at already. */
  async load() {
    await this.#said(backups.load)
    if (!this.look && !this.row) await this.select(this.rows[0]?.name ?? '')
  }

  /** Looks at a backup. The answer to an older question is not shown over a newer one. */
  async select(name: string) {
    this.selected = name
    await this.#lookWith(name ? () => backend.backups.look(name) : undefined)
  }

  async move(by: number) {
    const at = this.rows.findIndex((r) => r.name === this.selected)
    const next = this.rows[Math.min(Math.max(at + by, 0), this.rows.length - 1)]
    if (next && next.name !== this.selected) await this.select(next.name)
  }

  async #lookWith(ask?: () => Promise<BackupLook>) {
    const turn = ++this.#turn
    this.asking = false
    this.problem = ''
    this.look = undefined
    if (!ask) return
    try {
      const look = await ask()
      if (turn === this.#turn) this.look = look
    } catch (thrown) {
      if (turn === this.#turn) this.problem = asBackendError(thrown).message
    }
  }

  /** Looks at a file from elsewhere. */
  async pick() {
    try {
      const look = await backend.backups.pickFile()
      if (!look.name) return
      this.selected = ''
      await this.#lookWith(() => Promise.resolve(look))
    } catch (thrown) {
      this.selected = ''
      await this.#lookWith(() => Promise.reject(thrown as BackendError))
    }
  }

  async make() {
    const name = await task.run(t('backups.making'), backend.backups.make)
    await this.#said(backups.load)
    if (name === undefined) return
    toasts.say(t(backups.state?.instead ? 'backups.made.instead' : 'backups.made'))
    await this.select(name)
  }

  async check() {
    this.checked = (await task.run(t('backups.checking'), backend.backups.check)) ?? this.checked
    if (this.checked) announce(saidOf(this.checked))
  }

  async chooseFolder() {
    await this.#goTo(backend.backups.chooseFolder)
  }

  async useOwnFolder() {
    await this.#goTo(backend.backups.useOwnFolder)
  }

  async #goTo(ask: typeof backend.backups.chooseFolder) {
    const before = backups.state?.folder
    await this.#said(async () => (backups.state = await ask()))
    const path = backups.state?.folder ?? ''
    if (path !== before) toasts.say(t('backups.folder.changed', { path }))
    if (!this.row && this.selected) await this.select(this.rows[0]?.name ?? '')
  }

  /** Puts what is looked at in the library's place and begins anew with it. */
  async restore() {
    const name = this.look?.name
    if (!name) return
    const at = this.row?.at ?? ''
    this.asking = false
    shell.letGo()
    await saving.flush()
    const done = await task.run(t('backups.restoring'), () => backend.backups.restore(name))
    if (done) {
      await shell.again()
      const see = { label: t('backups.restored.see'), run: () => void shell.library('backups') }
      toasts.say(restoredAs(done, at), done.keptDamaged ? pathAction(done) : see)
    } else if (!(await backend.window.state()).ready) {
      await shell.again()
    }
  }

  async #said(work: () => Promise<unknown>) {
    try {
      await work()
    } catch (thrown) {
      toasts.say(asBackendError(thrown).message)
    }
  }
}

/** What a restore did, in words; at is when the backup was made, empty for a file from elsewhere. */
export function restoredAs(done: Restored, at: string): string {
  const said = { when: at ? when(at) : done.keptFile, file: done.keptFile, folder: done.keptFolder }
  if (done.keptDamaged) return t('backups.restored.damaged', said)
  if (!done.kept) return t('backups.restored.none', said)
  return t(at ? 'backups.restored' : 'backups.restored.file', said)
}

/** How much differs. */
export function sizeOf(d: Difference): number {
  return d.added + d.changed + d.deleted + d.drafts
}

/** What a difference counts, in words. */
export function countsOf(d: Difference): string[] {
  return (['added', 'changed', 'deleted', 'drafts'] as const)
    .filter((how) => d[how] > 0)
    .map((how) => t(`backups.aside.${how}`, { n: d[how] }))
}

/** What happens when one restores, so that nobody is surprised. */
export function promiseOf(look: BackupLook, at: string): string {
  if (look.missing) return t('backups.restore.kept.missing')
  if (look.unknown) return t('backups.restore.kept.unknown')
  const n = sizeOf(look.aside)
  const lost =
    n === 0
      ? t('backups.restore.lost.none')
      : many('backups.restore.lost', n, { when: at ? when(at) : look.file })
  return `${t('backups.restore.kept')} ${lost}`
}

/** The result of a check in one sentence. */
export function saidOf(checked: Checked): string {
  if (checked.sound) {
    return t('backups.checked.sound', {
      debriefs: many('backups.debriefs', checked.debriefs),
      passages: many('backups.passages', checked.passages),
      changes: many('backups.changes', checked.changes),
    })
  }
  return t('backups.checked.damage', {
    what: many('backups.checked.places', checked.damage.length),
  })
}

/** A file's size for a person: "3.2 MB". */
export function megabytes(bytes: number): string {
  const mb = bytes / 1e6
  return `${mb < 10 ? Math.max(mb, 0.1).toFixed(1) : Math.round(mb)} MB`
}
