import { backend, type OldReportLook } from '$lib/backend'
import { changes } from '$lib/changes.svelte'
import { many, t } from '$lib/copy'
import type { ID } from '$lib/nouns'
import { order } from '$lib/order'
import { reading } from '$lib/reading.svelte'
import { newStep, saving, type Saving } from '$lib/saving.svelte'
import { task } from '$lib/task.svelte'

/** A report that was read, and whether it is brought in. */
export interface OfferedReport {
  look: OldReportLook
  out: boolean
}

/** Old reports on their way into the library: read, looked at, chosen, brought in as one step. */
export class OldReports {
  open = $state(false)
  offered = $state<OfferedReport[]>([])
  /** Files that hold no report. */
  unread = $state<string[]>([])
  /** Where the clocks stood that do not say so; empty for nobody said. */
  zone = $state('')
  #saving: Saving

  constructor(queue: Saving = saving) {
    this.#saving = queue
  }

  show = () => {
    if (!reading.refuse()) this.open = true
  }
  file = () => this.#read(() => backend.oldReports.chooseFile())
  folder = () => this.#read(() => backend.oldReports.chooseFolder())
  dropped = (handle: string) => this.#read(() => backend.oldReports.readDropped(handle))

  async #read(read: () => Promise<OldReportLook[]>) {
    if (reading.refuse()) return
    const looks = await task.run(t('oldreport.reading'), read)
    if (!looks?.length) return
    this.offered = [
      ...this.offered,
      ...looks
        .filter((look) => look.handle)
        .map((look) => ({ look, out: !look.likely || look.hereSince !== '' })),
    ]
    this.unread = [...this.unread, ...looks.filter((l) => !l.handle).map((l) => l.file)]
    this.open = true
  }

  readonly chosen = $derived(this.offered.filter((o) => !o.out))

  /** How many of the chosen tell times without a zone. */
  readonly zoneless = $derived(this.chosen.filter((o) => o.look.need).length)

  /** What there is to choose from: what is here already is not brought in again. */
  readonly choosable = $derived(this.offered.filter((o) => !o.look.hereSince))

  takeAll(take: boolean) {
    for (const offered of this.choosable) offered.out = !take
  }

  /** Brings in what is chosen. Stopped or refused, nothing is written and all is still offered. */
  async bring(): Promise<ID[]> {
    const handles = this.chosen.map((o) => o.look.handle)
    if (handles.length === 0 || reading.refuse()) return []
    await this.#saving.flush()
    const step = newStep('bring-old-reports')
    const made = await task.run(t('oldreport.bringing'), () =>
      backend.oldReports.bring(step, handles, this.zone),
    )
    if (!made) return []
    this.close()
    await changes.again()
    order.walked(1)
    changes.offerNewest(many('oldreport.done', made.length))
    return made
  }

  /** Lets go of what was read; nothing is changed. */
  close() {
    this.open = false
    this.offered = []
    this.unread = []
    this.zone = ''
    void backend.oldReports.forget().catch(() => undefined)
  }
}
