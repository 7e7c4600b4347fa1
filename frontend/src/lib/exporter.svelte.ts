import {
  asBackendError,
  backend,
  type Edition,
  type Exported,
  type Sheet,
  type Wish,
} from './backend'
import { many, t } from './copy'
import type { ID } from './nouns'
import { saving } from './saving.svelte'
import { task } from './task.svelte'
import { toasts } from './ui/toasts.svelte'

export const editions: Edition[] = ['role-only', 'named', 'public']

/** The PDF of the role-only edition as it stands, for whoever wishes for something else of it. */
export const usual: Wish = {
  form: 'pdf',
  edition: 'role-only',
  paper: 'A4',
  version: '',
  cover: '',
  openWith: '',
  changeWith: '',
}

/** The last part of a path: files are called by their names. */
export const fileName = (path: string) => path.split(/[/\\]/).at(-1) ?? path

/**
 * Hands reports out: asks where to, writes, says what was written and shows it in its folder.
 * What was refused goes to whoever asked; true means that something was written.
 */
class Exporter {
  /** Something is asked for, or written. */
  busy = $state(false)

  write(debriefId: ID, wish: Wish): Promise<boolean> {
    return this.#put(
      () => backend.exports.write(debriefId, wish),
      ({ pages }, name) =>
        pages > 0 ? many('preview.exported', pages, { name }) : t('export.written', { name }),
    )
  }

  figure(debriefId: ID, wish: Wish, sheet: Sheet): Promise<boolean> {
    return this.#put(
      () => backend.exports.figure(debriefId, wish, sheet),
      (_, name) => t('export.written', { name }),
    )
  }

  folder(debriefId: ID, wish: Wish): Promise<boolean> {
    return this.#put(
      () => backend.exports.folder(debriefId, wish),
      ({ files }, name) => many('export.folder.written', files, { name }),
    )
  }

  async #put(work: () => Promise<Exported>, say: (done: Exported, name: string) => string) {
    if (this.busy) return false
    this.busy = true
    try {
      await saving.flush()
      const done = await task.follow(t('export.writing'), work, { asks: true })
      if (!done.path) return false
      toasts.say(say(done, fileName(done.path)), showing())
      return true
    } catch (thrown) {
      const refused = asBackendError(thrown)
      if (refused.code === 'cancelled') return false
      throw refused
    } finally {
      this.busy = false
    }
  }
}

/** What a toast offers that says what was written. */
export const showing = () => ({ label: t('export.show'), run: () => void show() })

/** Shows what was written last; where nothing can, says where it is. */
async function show() {
  try {
    const { path, opened } = await backend.exports.show()
    if (!opened) toasts.say(t('export.shown.not', { path }))
  } catch (thrown) {
    toasts.say(asBackendError(thrown).message)
  }
}

export const exporter = new Exporter()
