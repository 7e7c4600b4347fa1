import { keepBlind } from './blind'
import { BackendError, asBackendError, backend, type Undone } from './backend'
import { find, many, t } from './copy'
import type { ListNoun, OpenDebrief } from './debrief.svelte'
import type { ID, Step } from './nouns'
import { keys } from './keys.svelte'
import { order } from './order'
import { past } from './past.svelte'
import { reading } from './reading.svelte'
import { newStep, saving } from './saving.svelte'
import { shell } from './shell.svelte'
import { toasts } from './ui/toasts.svelte'

type Reload = () => Promise<void>

/** Something done that is no step of the log, where the log stood then, and how it is taken back and done again. */
interface Beside {
  at: number
  back: () => Promise<void>
  again?: () => Promise<void>
}

/** The one log of what was done, across screens: takes back, brings back, and shows the result. */
class Changes {
  #lists = new Set<Reload>()
  /** The open debrief itself was taken back, and that was said. */
  #vanished = false
  /** The newest last. */
  #beside: Beside[] = []
  /** Taken back, and not done again yet; the newest last. */
  #gone: Beside[] = []

  constructor() {
    // A new step where one of these stood: that one was walked past.
    order.follow((turn) => {
      if (turn !== 'step') return
      this.#beside = this.#beside.filter((b) => b.at < order.stands)
      this.#gone = []
    })
  }

  /** A screen that shows more than the open debrief (the library's list) is read again too. */
  follow(reload: Reload): () => void {
    this.#lists.add(reload)
    return () => this.#lists.delete(reload)
  }

  /** What was done last is taken back, whether it is a step of the log or stands beside it. */
  undo = () => {
    const newest = this.#beside.at(-1)
    if (newest?.at === order.stands) return this.#takeBack(newest)
    return this.#turn(backend.changes.undo, 'undone', -1)
  }
  redo = () => {
    const next = this.#gone.at(-1)
    if (next?.again && next.at === order.stands + 1) return this.#doAgain(next, next.again)
    return this.#turn(backend.changes.redo, 'redone', 1)
  }

  /**
   * Keeps what was done beside the log (settings of the library, say) for undo, in its turn; says so,
   * with an offer to take it back, where something is told. With again it can be brought back too.
   */
  did(back: () => Promise<void>, told = '', again?: () => Promise<void>) {
    order.walked(1)
    const deed: Beside = { at: order.stands, back, ...(again ? { again } : {}) }
    this.#gone = []
    this.#beside = [...this.#beside.filter((b) => b.at < deed.at), deed]
    if (told) this.#sayUndo(told, () => void this.#takeBack(deed))
  }

  async #takeBack(deed: Beside) {
    if (!this.#beside.includes(deed)) return
    this.#beside = this.#beside.filter((b) => b !== deed)
    if (deed.at === order.stands) {
      order.walked(-1)
      if (deed.again) this.#gone = [...this.#gone, deed]
    }
    await deed.back()
  }

  async #doAgain(deed: Beside, again: () => Promise<void>) {
    this.#gone = this.#gone.filter((b) => b !== deed)
    order.walked(1)
    this.#beside = [...this.#beside, deed]
    await again()
  }

  /** Reads everything that is shown again: something was changed that no screen did by itself. */
  async again() {
    for (const open of held()) await this.#again(open)
    await this.listed()
  }

  /** Reads the lists anew: a debrief was made or taken out beside the one that is open. */
  async listed() {
    for (const reload of this.#lists) await reload()
  }

  /** Walks the log to a step, and says how far that was; nothing when it was refused. */
  async walk(row: number, way: 'undo' | 'redo'): Promise<string | undefined> {
    const done = await this.#carryOut(() => backend.changes.walk(row))
    if (done) order.walked(way === 'undo' ? -done.length : done.length)
    return done && many(`changed.walked.${way}`, done.length)
  }

  /** Makes a record what it was in a version: a new step. True when it is. */
  async restore(seq: number): Promise<boolean> {
    const done = await this.#carryOut(async () => [await backend.histories.restore(seq)])
    if (done) order.walked(1)
    return Boolean(done)
  }

  /** Deletes a record and offers to bring it back. */
  remove(debrief: OpenDebrief, noun: ListNoun, id: ID, name: string, told: string) {
    const step = newStep(name)
    void debrief.remove(noun, id, { name, step })
    this.offer(told, step)
  }

  /** Says what was removed and offers to bring it back, whatever is done meanwhile. */
  offer(told: string, step: Step) {
    const back = () => backend.changes.takeBack(step.id)
    const run = () => void this.#turn(back, 'undone', undefined, step.name)
    this.#sayUndo(told, run)
  }

  /** Says what was done and offers to take it back, as long as nothing else was done since. */
  offerNewest(told: string) {
    const row = saving.flush().then(newest)
    row.catch(() => undefined) // then there is nothing to offer but the list
    this.#sayUndo(told, () => void this.#undoIf(row))
  }

  #sayUndo(told: string, run: () => void) {
    toasts.say(told, { label: t('ui.undo'), keys: 'Ctrl+Z', run, undoes: true })
  }

  async #undoIf(row: Promise<number>) {
    await saving.flush()
    try {
      if ((await newest()) === (await row)) return await this.undo()
    } catch (thrown) {
      return toasts.say(asBackendError(thrown).message)
    }
    past.changed = true
    toasts.say(t('changed.since'))
  }

  // What brings back by a new step goes on in the log, however it is told.
  async #turn(run: () => Promise<Undone>, said: 'undone' | 'redone', by?: number, name?: string) {
    const done = await this.#carryOut(async () => [await run()])
    if (!done?.[0]) return
    order.walked(by ?? (done[0].name === 'bring-back' ? 1 : -1))
    if (this.#vanished) return
    const change = find(`change.${name ?? done[0].name}`, t('change.something'))
    const title = await titleBeyond(done[0].debriefId)
    const own = find(`ui.${said}.${done[0].name}`, '')
    const text =
      own && !title
        ? own
        : title
          ? t(`ui.${said}.in`, { change, title })
          : t(`ui.${said}`, { change })
    toasts.say(text, undefined, { stands: true })
  }

  async #carryOut(run: () => Promise<Undone[]>): Promise<Undone[] | undefined> {
    if (reading.refuse()) return undefined
    await saving.flush()
    // Taking back what was not yet saved would take back the wrong thing.
    if (saving.state.kind === 'problem') return void toasts.say(saving.state.message)
    this.#vanished = false
    try {
      const done = await run()
      await this.#show(done)
      return done
    } catch (thrown) {
      return void toasts.say(asBackendError(thrown).message)
    }
  }

  /** Reads again what is on the screen and concerned. */
  async #show(done: Undone[]) {
    for (const open of held()) {
      if (done.some((d) => d.debriefId === open.id || d.debriefId === '')) await this.#again(open)
    }
    await this.listed()
  }

  // Undoing "new debrief" leaves nothing to show. Whoever types on has to see what happened, and their
  // words must not go nowhere.
  async #again(open: OpenDebrief) {
    try {
      await open.reload()
    } catch (thrown) {
      if (thrown instanceof BackendError && thrown.code === 'not-found') await this.#leave(open)
      else throw thrown
    }
  }

  async #leave(gone: OpenDebrief) {
    if (gone === shell.held) return shell.letGo()
    this.#vanished = true
    const back = { label: t('ui.bring-back'), keys: 'Ctrl+Shift+Z', run: () => void this.redo() }
    toasts.say(t('ui.vanished'), back)
    keepBlind((words) => {
      const run = () => void backend.window.copy(words)
      toasts.say(t('ui.vanished.typed', { words, key: keys.told('Ctrl+Shift+Z') }), {
        label: t('ui.copy'),
        run,
      })
    })
    await shell.library()
  }
}

/** What is open, and what is in a meeting that goes on. */
const held = () => [shell.debrief, shell.held].filter((d) => d !== undefined)

/** The title, or the last there was, of a debrief that is not the open one; empty for that one. */
async function titleBeyond(id: ID): Promise<string> {
  if (!id || shell.debrief?.id === id) return ''
  try {
    const { steps } = await backend.changes.list(0, 1, id)
    return steps[0] ? steps[0].title.trim() || t('changed.no-debrief') : ''
  } catch {
    return '' // it was done all the same, and that is what is said
  }
}

/** The newest step that stands. */
async function newest(): Promise<number> {
  const { steps } = await backend.changes.list(0, 1, '')
  return steps[0]?.row ?? 0
}

export const changes = new Changes()
