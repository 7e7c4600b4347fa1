import { asBackendError, backend, type Alike } from '$lib/backend'
import { changes } from '$lib/changes.svelte'
import { many, t } from '$lib/copy'
import { titleOf } from '$lib/format'
import type { ID, Step } from '$lib/nouns'
import type { Row } from '$lib/row'
import { newStep, saving } from '$lib/saving.svelte'
import { shell } from '$lib/shell.svelte'
import { toasts } from '$lib/ui/toasts.svelte'

/** Notes are debriefs in the state noted; these are what can become of them. */
export const isNote = (row: Pick<Row, 'state'>) => row.state === 'noted'

/** What a note may be put into: what is not signed off, and no sample. */
export const takesNotes = (row: Row) =>
  !row.sample && !['signed-off', 'follow-up', 'closed'].includes(row.state)

/** Makes a draft of a note, and goes on to preparing it. */
export async function grow(id: ID) {
  const step = newStep('grow-note')
  if (await did(step, () => backend.signals.grow(step, id))) await shell.open(id, 'prepare')
}

/** Makes one debrief of several notes, in one step, and goes on to preparing it. */
export async function growTogether(ids: ID[]) {
  const [first] = ids
  if (!first) return
  const step = newStep('merge-notes')
  const run = async () => {
    await backend.signals.merge(step, first, ids)
    await backend.signals.grow(step, first)
  }
  if (await did(step, run)) await shell.open(first, 'prepare')
}

/** Puts notes into a debrief or into another note; says whether that was done. */
export async function merge(into: Row, notes: ID[]): Promise<boolean> {
  const step = newStep('merge-notes')
  if (!(await did(step, () => backend.signals.merge(step, into.id, notes)))) return false
  const n = notes.filter((id) => id !== into.id).length
  changes.offerNewest(many('signal.merged', n, { title: titleOf(into) }))
  // It may be held by a meeting that goes on.
  if (shell.held?.id === into.id) await shell.held.reload()
  await changes.listed()
  return true
}

/** Carries something out in its turn. What is refused is said, and nothing waits for it. */
async function did(step: Step, run: () => Promise<void>): Promise<boolean> {
  const said = (thrown: unknown) => (toasts.say(asBackendError(thrown).message), false)
  const done = await saving.perform([], () => run().then(() => true, said), step.name, step)
  return done === true
}

/** The notes of the library, and which of them are about the same. */
export class Notes {
  alike = $state.raw<Alike[]>([])
  #asked = ''

  /** Looks at notes, newest first; at the same ones again only when they changed. */
  async look(notes: Row[]) {
    const key = notes.map((n) => `${n.id}:${n.rev}`).join()
    if (key === this.#asked) return
    this.#asked = key
    if (notes.length < 2) return void (this.alike = [])
    const found = await backend.signals.together(notes.map((n) => n.id)).catch(() => [])
    if (key === this.#asked) this.alike = found
  }

  /** Keeps them from being offered together again; undo offers them. */
  async apart({ ids }: Alike) {
    const keep = async (apart: boolean) => {
      await backend.signals.apart(ids, apart)
      const asked = this.#asked
      const found = await backend.signals.together(
        asked.split(',').map((k) => k.split(':')[0] ?? ''),
      )
      if (asked === this.#asked) this.alike = found
    }
    await keep(true)
    changes.did(
      () => keep(false),
      t('signal.apart.done'),
      () => keep(true),
    )
  }
}
