import { asBackendError, backend, type SourceLook } from '$lib/backend'
import { t } from '$lib/copy'
import type { OpenDebrief } from '$lib/debrief.svelte'
import type { ID, Source, SourceSender } from '$lib/nouns'
import { newStep, saving, type Saving } from '$lib/saving.svelte'
import { task } from '$lib/task.svelte'
import { toasts } from '$lib/ui/toasts.svelte'

/** Something that was read, and what somebody says of it. */
export interface Offered {
  look: SourceLook
  zone: string
  day: string
  startedAt: string
  /** Left out when all are brought in. */
  out: boolean
}

/** So many people of a source are asked about; the others are listed. */
const mostAsked = 5

/** What was read and is not brought in yet, and the way there. */
export class Bringing {
  offered = $state<Offered[]>([])
  open = $state(false)
  /** What was typed last is read when this is settled. */
  settled: Promise<void> = Promise.resolve()
  readonly debrief: OpenDebrief
  /** Whose name was sure when it was read: a choice made since is still shown. */
  #known = new Set<string>()
  #saving: Saving

  constructor(debrief: OpenDebrief, queue: Saving = saving) {
    this.debrief = debrief
    this.#saving = queue
  }

  file = () => this.#read(() => backend.sources.chooseFile(this.debrief.id))
  folder = () => this.#read(() => backend.sources.chooseFolder(this.debrief.id))
  paste = (text: string) =>
    this.#read(async () =>
      text.trim() ? [await backend.sources.paste(this.debrief.id, text)] : [],
    )

  /** Reads what was dropped on the window. */
  dropped = (handle: string) =>
    this.#read(() => backend.sources.readDropped(this.debrief.id, handle))

  async #read(read: () => Promise<SourceLook[]>) {
    const looks = await task.run(t('evidence.reading'), read)
    if (!looks?.length) return
    this.offered = [...this.offered, ...looks.map((look) => this.#offer(look))]
    this.open = true
  }

  #offer(look: SourceLook): Offered {
    const { zone, day, started } = this.debrief.whole.debrief
    const first = started.at ? started.at.slice(0, 10) : day
    for (const p of look.senders) if (p.participantId) this.#known.add(`${look.handle} ${p.name}`)
    const known =
      look.summary.format !== 'unknown' && look.summary.messages + look.summary.system > 0
    return {
      look,
      zone: '',
      day: first,
      startedAt: '',
      out: !known || look.hereId !== '',
      ...(look.need === 'zone' ? { zone: zone || '' } : {}),
    }
  }

  /** Reads one again, as what somebody says it is. */
  async as(offered: Offered, format: string) {
    const at = this.offered.indexOf(offered)
    const look = await task.run(t('evidence.reading'), () =>
      backend.sources.as(this.debrief.id, offered.look.handle, format),
    )
    if (look && at >= 0) this.offered[at] = this.#offer(look)
  }

  /** Who of a source has to be asked about: people in it that nobody here is known to be, who wrote most first. */
  unsure({ look }: Offered): SourceSender[] {
    if (this.debrief.whole.participants.length === 0) return []
    return look.senders
      .filter((p) => !p.bot && !this.#known.has(`${look.handle} ${p.name}`))
      .slice(0, mostAsked)
  }

  get chosen(): Offered[] {
    return this.offered.filter((o) => !o.out)
  }

  /** Brings in what is not left out, each as a step of its own; resolves with the first. */
  async bring(): Promise<ID> {
    await this.settled
    let first: ID = ''
    for (const offered of this.chosen) {
      const made = await this.#bring(offered)
      if (!made) return first
      first ||= made.id
      this.offered = this.offered.filter((o) => o !== offered)
    }
    this.close()
    return first
  }

  async #bring({ look, zone, day, startedAt }: Offered): Promise<Source | undefined> {
    const step = newStep('bring-source')
    const input = {
      debriefId: this.debrief.id,
      handle: look.handle,
      zone: look.need === 'zone' || look.need === 'day' ? zone : '',
      day: look.need === 'day' ? day : '',
      startedAt: look.need === 'start' ? startedAt : '',
      aheadSeconds: 0,
      senders: $state.snapshot(look.senders),
    }
    const made = await this.#saving.perform(
      [],
      () => backend.sources.bring(step, input),
      undefined,
      step,
    )
    if (!made) return undefined
    this.debrief.adopt('source', made)
    return made
  }

  /** Lets go of what is not brought in. */
  close() {
    for (const { look } of this.offered) {
      void backend.sources
        .drop(look.handle)
        .catch((thrown: unknown) => toasts.say(asBackendError(thrown).message))
    }
    this.offered = []
    this.open = false
  }
}
