import { asBackendError, backend, type ChangedRecord, type VersionRow } from '$lib/backend'
import { changes } from '$lib/changes.svelte'
import { t } from '$lib/copy'
import type { ID } from '$lib/nouns'
import type { Subject } from '$lib/past.svelte'
import { saving } from '$lib/saving.svelte'
import { shell } from '$lib/shell.svelte'
import { compareFields, labelsOf, nameOfRecord, readRecord, type FieldChange } from './fields'
import { doneOf } from './told'
import { whenOf } from './when'

/** How many versions are read at once. */
const page = 60

/** What is compared with: the record as it is now, or another version's seq. */
export type Against = 'now' | `${number}`

/** The versions of one record, and how two of them differ. */
export class HistoryView {
  versions = $state.raw<VersionRow[]>([])
  more = $state(false)
  ready = $state(false)
  /** The record as it is, as JSON; empty when it is not there. */
  now = $state('')
  seq = $state(0)
  against = $state<Against>('now')
  /** Why something could not be read. */
  said = $state('')
  #records = $state.raw(new Map<number, ChangedRecord>())
  #names = $state.raw<Record<ID, string>>({})

  constructor(readonly subject: Subject) {}

  readonly version = $derived(this.versions.find((v) => v.seq === this.seq))
  readonly record = $derived(this.#records.get(this.seq))
  readonly other = $derived(
    this.against === 'now' ? undefined : this.versions.find((v) => v.seq === Number(this.against)),
  )
  /** The chosen version is as it was written. */
  readonly readable = $derived(Boolean(this.record && !this.record.damaged))
  /** Both versions in the order they came about; the newer may be the one now. */
  readonly pair = $derived.by((): { older: string; newer: string } | undefined => {
    const here = this.#textAt(this.seq)
    const there = this.against === 'now' ? this.now : this.#textAt(Number(this.against))
    if (here === undefined || there === undefined) return undefined
    const later = this.against === 'now' || Number(this.against) > this.seq
    return later ? { older: here, newer: there } : { older: there, newer: here }
  })
  readonly differences = $derived.by((): FieldChange[] => {
    const { noun } = this.subject
    if (!this.pair) return []
    return compareFields(
      noun,
      readRecord(noun, this.pair.older),
      readRecord(noun, this.pair.newer),
      this.#telling(),
    )
  })
  /** The chosen version alone, field by field. */
  readonly alone = $derived.by((): FieldChange[] => {
    const { noun } = this.subject
    const text = this.#textAt(this.seq)
    return text ? compareFields(noun, undefined, readRecord(noun, text), this.#telling()) : []
  })
  readonly isNow = $derived(
    this.pair !== undefined &&
      this.against === 'now' &&
      this.now !== '' &&
      this.differences.length === 0,
  )
  readonly name = $derived.by(() =>
    nameOfRecord(this.subject.noun, this.now || (this.#textAt(this.seq) ?? '')),
  )

  async load() {
    await saving.flush()
    await this.#guard(async () => {
      const read = await backend.histories.list(this.subject.id, 0, page)
      this.versions = read.versions
      this.more = read.more
      this.now = read.now
      this.#names = { ...this.#names, ...read.names }
      this.ready = true
      // The newest is how it is now; what one looks for is before it.
      const first = read.versions[read.now ? 1 : 0] ?? read.versions[0]
      if (first) await this.select(first.seq)
    })
  }

  async older() {
    const last = this.versions.at(-1)
    if (!last || !this.more) return
    await this.#guard(async () => {
      const read = await backend.histories.list(this.subject.id, last.seq, page)
      this.versions = [...this.versions, ...read.versions]
      this.more = read.more
    })
  }

  async select(seq: number) {
    this.seq = seq
    if (this.against === String(seq)) this.against = 'now'
    await this.#fetch(seq)
  }

  async compare(against: Against) {
    this.against = against
    if (against !== 'now') await this.#fetch(Number(against))
  }

  async move(by: number) {
    const at = this.versions.findIndex((v) => v.seq === this.seq)
    const to = this.versions[Math.max(0, Math.min(at + by, this.versions.length - 1))]
    if (at + by >= this.versions.length - 5) void this.older()
    if (to) await this.select(to.seq)
  }

  /** Makes the record what it was; true when it is. */
  async restore(): Promise<boolean> {
    const done = await changes.restore(this.seq)
    if (done) changes.offerNewest(t('history.restored'))
    return done
  }

  /** What a visit did, in words: "Change of an entry: Text, Who". */
  told(v: VersionRow): { done: string; fields: string } {
    const name = doneOf(v.name)
    const change = name.charAt(0).toLocaleLowerCase() + name.slice(1)
    const done =
      v.way === 'do' ? name : t(v.way === 'undo' ? 'history.undone' : 'history.redone', { change })
    if (v.damaged) return { done, fields: t('history.damaged') }
    if (v.made) return { done, fields: t('history.made') }
    if (v.gone) return { done, fields: t('history.removed') }
    return { done, fields: labelsOf(this.subject.noun, v.fields).join(', ') }
  }

  /** "From Today, 14:02 to now". */
  readonly fromTo = $derived.by(() => {
    if (!this.version) return ''
    const [here, there] = [
      whenOf(this.version.at),
      this.other ? whenOf(this.other.at) : t('history.now'),
    ]
    const later = this.against === 'now' || Number(this.against) > this.seq
    return t('history.from-to', later ? { from: here, to: there } : { from: there, to: here })
  })

  // Of a version that was the end, what ended.
  #textAt(seq: number): string | undefined {
    const r = this.#records.get(seq)
    return r && !r.damaged ? r.after || r.before : undefined
  }

  #telling() {
    const open = shell.debrief
    const here = open && this.record?.debriefId === open.id
    return { names: this.#names, zone: here ? open.whole.debrief.zone : '' }
  }

  async #fetch(seq: number) {
    if (this.#records.has(seq)) return
    await this.#guard(async () => {
      const { record, names } = await backend.histories.version(seq)
      this.#records = new Map(this.#records).set(seq, record)
      this.#names = { ...this.#names, ...names }
    })
  }

  async #guard(run: () => Promise<void>) {
    try {
      await run()
    } catch (thrown) {
      this.said = asBackendError(thrown).message
    }
  }
}
