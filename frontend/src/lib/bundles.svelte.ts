import { asBackendError, backend, type ImportWay, type OpenedBundle } from './backend'
import { changes } from './changes.svelte'
import { many, t, type Key } from './copy'
import { fileName, showing } from './exporter.svelte'
import { titleOf } from './format'
import type { ID } from './nouns'
import { order } from './order'
import { saving } from './saving.svelte'
import { toasts } from './ui/toasts.svelte'

/** What was refused: a heading and the sentence that says why. */
interface Refused {
  title: Key
  message: string
}

/** One debrief as a file of its own: saving one, opening one, and what to do with it. */
export class Bundles {
  /** The file that is being looked at. */
  opened = $state.raw<OpenedBundle>()
  refused = $state.raw<Refused>()
  /** The debrief that was asked for last, for the library's list to select; a new object each time. */
  shown = $state.raw<{ id: ID }>()
  /** A native dialog is open, or an import under way: nothing else begins meanwhile. */
  busy = $state(false)

  /** Asks where to put a debrief and writes it. */
  async save(id: ID) {
    await this.#alone('bundle.unsaved', async () => {
      await saving.flush()
      // A file that lacks what was typed last would be taken for the whole.
      if (saving.state.kind === 'problem') {
        this.refused = { title: 'bundle.unsaved', message: saving.state.message }
        return
      }
      const { path, secrets } = await backend.bundles.save(id)
      if (path) toasts.say(t('bundle.saved', { name: fileName(path) }), showing())
      if (secrets > 0) toasts.say(many('bundle.secrets', secrets), showing())
    })
  }

  /** Asks for a file and shows what is in it. */
  async choose() {
    await this.#alone('bundle.refused', async () => {
      await saving.flush()
      const opened = await backend.bundles.choose()
      // What can be chosen now can be pressed at once.
      this.busy = false
      if (opened.handle) this.opened = opened
    })
  }

  /** Takes the opened file into the library and shows its debrief there. */
  async take(way: ImportWay) {
    const opened = this.opened
    if (!opened) return
    await this.#alone('bundle.not-imported', async () => {
      await saving.flush()
      const id = await backend.bundles.import(opened.handle, way)
      this.opened = undefined
      await this.#show(id)
      order.walked(1)
      changes.offerNewest(t(`bundle.done.${way}`, { title: titleOf(opened) }))
    })
  }

  /** Shows the debrief that is here already. */
  async show() {
    const opened = this.opened
    this.close()
    if (opened) await this.#show(opened.id)
  }

  /** Lets go of the file; nothing is changed. */
  close() {
    const handle = this.opened?.handle
    this.opened = undefined
    this.refused = undefined
    if (handle) void backend.bundles.forget(handle).catch(() => undefined)
  }

  async #show(id: ID) {
    await changes.again()
    this.shown = { id }
  }

  async #alone(title: Key, work: () => Promise<void>) {
    if (this.busy) return
    this.busy = true
    this.refused = undefined
    try {
      await work()
    } catch (thrown) {
      this.opened = undefined
      this.refused = { title, message: asBackendError(thrown).message }
    } finally {
      this.busy = false
    }
  }
}

export const bundles = new Bundles()
