import { asBackendError, backend, type Mapping, type Part, type SourceLook } from '$lib/backend'
import { announce } from '$lib/announce'
import { many, t } from '$lib/copy'
import type { OpenDebrief } from '$lib/debrief.svelte'
import type { ID, Source, SourceSender } from '$lib/nouns'
import { newStep, saving, type Saving } from '$lib/saving.svelte'
import { looked, pictures } from '$lib/pictures.svelte'
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
  /** What somebody says of a table that is read again for it. */
  said?: Mapping | undefined
  /** What the column that was set last took from another, which gets it back when that was in passing. */
  taken?: { part: Part; by: number; from: number } | undefined
}

/** Nothing of it is brought in until somebody says so: it is not known, here already, or not all of it could be read. */
const waits = ({ summary, hereId }: SourceLook) =>
  !isRead(summary) || hereId !== '' || summary.rejected > 0

/** Something of it could be read. */
export const isRead = ({ format, messages, system, series = 0 }: SourceLook['summary']) =>
  format !== 'unknown' && messages + system + series > 0

/** What a column may be taken for, in the order of the list. */
export const parts: Part[] = [
  'time',
  'day',
  'who',
  'text',
  'zone',
  'until',
  'channel',
  'kind',
  'id',
]

/** So many people of a source are asked about; the others are listed. */
const mostAsked = 5

/** So many pictures are brought in without a look at them. */
const mostAtOnce = 20

/** What was read and is not brought in yet, and the way there. */
export class Bringing {
  offered = $state<Offered[]>([])
  open = $state(false)
  /** What was typed last is read when this is settled. */
  settled: Promise<void> = Promise.resolve()
  /** Told when a picture or a file was brought in. */
  onfile: () => void = () => undefined
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
    const wasOpen = this.open
    this.open = true // how far it has come is shown there
    const looks = (await task.run(t('evidence.reading'), read)) ?? []
    // A few pictures alone need no look: there is nothing to say of them. A folder of many is asked about.
    const few = looks.length <= mostAtOnce
    const all = looks.map((look) => this.#offer(look, few))
    if (!this.open) {
      this.#drop(all) // nobody waits for it any more
      return
    }
    if (all.length === 0) {
      this.open = wasOpen
      return
    }
    this.offered = [...this.offered, ...all]
    if (few && this.offered.every((o) => o.look.attach === 'picture')) await this.bring()
  }

  #offer(look: SourceLook, few = true): Offered {
    const { zone, day, started } = this.debrief.whole.debrief
    const first = started.at ? started.at.slice(0, 10) : day
    for (const p of look.senders) if (p.participantId) this.#known.add(`${look.handle} ${p.name}`)
    return {
      look,
      zone: '',
      day: first,
      startedAt: '',
      out: look.attach ? !few || look.hereId !== '' : waits(look),
      ...(look.need === 'zone' ? { zone: zone || '' } : {}),
    }
  }

  /** Reads one again, as what somebody says it is. */
  async as(offered: Offered, format: string) {
    const looks = await task.run(t('evidence.reading'), () =>
      backend.sources.as(this.debrief.id, offered.look.handle, format),
    )
    if (looks) this.#replace(offered, looks)
  }

  /** Takes a column of a table for something, or for nothing; what it or another was for that is over. */
  take(offered: Offered, column: number, part: Part | '') {
    const now = offered.said ?? offered.look.table?.mapping
    if (!now) return
    const was = parts.find((p) => now[p] === column)
    const change: Partial<Mapping> = {}
    if (was)
      change[was] =
        was === offered.taken?.part && column === offered.taken.by ? offered.taken.from : -1
    offered.taken = part && now[part] >= 0 ? { part, by: column, from: now[part] } : undefined
    if (part) change[part] = column
    void this.map(offered, change)
  }

  /** Says something of a table, which is read again for it at once. What is read of it meanwhile is out of date. */
  async map(offered: Offered, change: Partial<Mapping>) {
    const now = offered.said ?? offered.look.table?.mapping
    if (!now) return
    const isUnderWay = offered.said !== undefined
    offered.said = { ...now, ...change }
    if (isUnderWay) task.stop()
    else await this.#reread(offered)
  }

  async #reread(offered: Offered) {
    let asked: Mapping | undefined
    let look: SourceLook | undefined
    while (asked !== offered.said) {
      asked = offered.said
      const mapping = $state.snapshot(asked)
      if (!mapping) return
      look = await task.run(t('evidence.reading'), () =>
        backend.sources.map(this.debrief.id, offered.look.handle, mapping),
      )
    }
    offered.said = undefined
    if (!look) return
    this.#replace(offered, [look])
    const { messages, rejected } = look.summary
    const unread = rejected > 0 ? many('evidence.unread', rejected) : ''
    announce([many('evidence.messages', messages), unread].filter(Boolean).join('; '))
  }

  /** Says where the clocks of one stood; what a table says itself of all its times gives way to that. */
  async clock(offered: Offered, zone: string) {
    offered.zone = zone
    if (offered.look.table?.mapping.zoneName) await this.map(offered, { zoneName: '' })
  }

  /** Puts what was read again in the place of what was there; what was said of it stays. */
  #replace(was: Offered, looks: SourceLook[]) {
    const at = this.offered.indexOf(was)
    if (at < 0) return
    const whose = new Map(was.look.senders.map((p) => [p.name, p.participantId]))
    const again = looks.map((look): Offered => {
      const now = this.#offer(look)
      for (const p of look.senders) p.participantId = whose.get(p.name) ?? p.participantId
      const isSame = was.look.need === look.need
      return {
        ...now,
        zone: isSame ? was.zone : was.zone || now.zone,
        day: was.day || now.day,
        startedAt: was.startedAt,
        taken: was.taken,
        out: now.out || (was.out && !waits(was.look)),
      }
    })
    this.offered.splice(at, 1, ...again)
  }

  /** Lets go of one. */
  discard(offered: Offered) {
    this.#drop([offered])
    this.offered = this.offered.filter((o) => o !== offered)
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
      if (offered.look.attach) {
        if (!(await this.#attach(offered))) return first
      } else {
        const made = await this.#bring(offered)
        if (!made) return first
        first ||= made.id
      }
      this.offered = this.offered.filter((o) => o !== offered)
    }
    this.close()
    return first
  }

  /** Keeps a picture or a file as it is. */
  async #attach({ look }: Offered): Promise<boolean> {
    const { debrief } = this
    const made = await pictures.keep(debrief, looked(look.handle), debrief.id, this.#saving)
    if (!made) return false
    this.#letGo(look)
    this.onfile()
    return true
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
      partial: look.summary.rejected > 0,
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

  /** Lets go of what is not brought in, and of what is being read. */
  close() {
    if (task.running) task.stop()
    this.#drop(this.offered)
    this.offered = []
    this.open = false
  }

  #drop(all: Offered[]) {
    for (const { look } of all) this.#letGo(look)
  }

  #letGo({ handle }: SourceLook) {
    backend.sources
      .drop(handle)
      .catch((thrown: unknown) => toasts.say(asBackendError(thrown).message))
  }
}
