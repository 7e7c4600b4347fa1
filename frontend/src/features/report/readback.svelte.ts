import { announce } from '$lib/announce'
import { backend, type LeftName, type OpenItem } from '$lib/backend'
import { Calibration, nameOf } from '$lib/calibrate/calibration.svelte'
import type { Account } from '$lib/calibrate/lines'
import { many, t } from '$lib/copy'
import type { OpenDebrief } from '$lib/debrief.svelte'
import type { ID, Naming } from '$lib/nouns'
import type { OpenWordings } from '$lib/open-wordings.svelte'
import { newStep, saving, type Saving } from '$lib/saving.svelte'
import { nameOf as called } from '$lib/who'
import { inText } from '$lib/wording-place'
import type { Spot } from '$lib/wording.svelte'

/** Something that waits for somebody; key tells it from the others. */
export type Open =
  | { key: string; kind: 'account'; account: Account }
  | { key: string; kind: 'name'; left: LeftName }
  | { key: string; kind: 'wording'; spot: Spot }
  | { key: string; kind: 'item'; item: OpenItem }

/** Whoever shows what is printed, and its pages. */
interface Printed {
  readonly debrief: OpenDebrief
  readonly left: LeftName[]
  page: number
}
interface Finds {
  find: (texts: string[]) => Promise<number>
}

/** What is told with the people who read, and not once more. */
const readings = ['unread', 'waiting', 'changed', 'declined']

/** What is still open before a report is handed out. Nothing of it keeps anybody from anything. */
export class ReadBack {
  readonly debrief: OpenDebrief
  readonly calibration: Calibration
  readonly wordings: OpenWordings
  /** What is being looked at. */
  at = $state('')
  /** The panel with somebody's own lines is shown. */
  opened = $state(false)
  #items = $state.raw<OpenItem[]>([])
  #screen: Printed
  #pages: Finds
  #saving: Saving
  #now: () => number
  #turn = 0

  constructor(
    screen: Printed,
    pages: Finds,
    wordings: OpenWordings,
    queue: Saving = saving,
    now: () => number = Date.now,
  ) {
    this.#screen = screen
    this.#pages = pages
    this.#saving = queue
    this.#now = now
    this.debrief = screen.debrief
    this.wordings = wordings
    this.calibration = new Calibration(screen.debrief, now)
  }

  /** Asks anew what is open; the backend answers from the library. */
  async look() {
    const turn = ++this.#turn
    await this.#saving.flush()
    const items = await backend.versions.open(this.debrief.id).catch(() => this.#items)
    if (turn === this.#turn) this.#items = items
  }

  readonly agreed = $derived.by(() =>
    this.calibration.asked.filter((a) => ['agreed', 'changed'].includes(a.standing)),
  )
  readonly accounts = $derived.by((): Open[] =>
    this.calibration.asked
      .filter((account) => !this.agreed.includes(account))
      .map((account) => ({ key: `account:${account.person.id}`, kind: 'account', account })),
  )
  // What is only read, or signed off, is decided about no more.
  readonly names = $derived.by((): Open[] =>
    (this.debrief.onlyRead ? [] : this.#screen.left)
      .filter((left) => !this.#decided(left))
      .map((left) => ({
        key: `name:${left.entryId}:${left.who.participantId}:${left.who.name}`,
        kind: 'name',
        left,
      })),
  )
  readonly phrases = $derived.by((): Open[] =>
    (this.debrief.onlyRead ? [] : this.wordings.spots).map((spot) => ({
      key: keyOf(spot),
      kind: 'wording',
      spot,
    })),
  )
  readonly items = $derived.by((): Open[] =>
    this.#items
      .filter((item) => !readings.includes(item.kind))
      .map((item, i) => ({
        key: `${item.kind}:${item.id}:${item.field}:${i}`,
        kind: 'item',
        item,
      })),
  )

  /** Everything, in the order it is walked. */
  readonly all = $derived.by(() => [
    ...this.accounts,
    ...this.names,
    ...this.phrases,
    ...this.items,
  ])

  /** The name and the phrase that are shown: what is looked at, or else the first. */
  readonly name = $derived.by(() => this.#shown(this.names))
  readonly phrase = $derived.by(() => this.#shown(this.phrases))

  #shown(of: Open[]): Open | undefined {
    return of.find((o) => o.key === this.at) ?? of[0]
  }

  /** Shows somebody's own lines: of who is looked at, or else of the first with whom something is open. */
  open(id?: ID) {
    const at = this.accounts.find((o) => o.key === this.at)
    this.calibration.choose(id ?? (at?.kind === 'account' ? at.account.person.id : ''))
    this.opened = this.calibration.asked.length > 0
  }

  /** Looks at the next thing that is open, after the last from the start. */
  next(): Open | undefined {
    const at = this.all.findIndex((o) => o.key === this.at)
    const next = this.all[(at + 1) % this.all.length]
    if (!next) return undefined
    this.go(next)
    announce(t('readback.at', { n: this.all.indexOf(next) + 1, count: this.all.length }))
    return next
  }

  /** Looks at something, and turns to its page where that can be told. */
  go(open: Open) {
    this.at = open.key
    void this.#turnTo(open)
  }

  async #turnTo(open: Open) {
    const page = await this.#pages.find(this.#textsOf(open)).catch(() => 0)
    if (page > 0 && this.at === open.key) this.#screen.page = page
  }

  /** Words by which its page is found, the best first. */
  #textsOf(open: Open): string[] {
    if (open.kind === 'name') return [open.left.text]
    if (open.kind === 'account') {
      const own = this.debrief.whole.entries.filter(
        (e) => e.who.participantId === open.account.person.id,
      )
      return own.map((e) => e.consent.words || e.text)
    }
    if (open.kind === 'wording') {
      const { before, phrase, after } = this.excerpt(open.spot)
      return [before + phrase + after, phrase + after]
    }
    return open.item.noun === 'debrief' ? [this.debrief.whole.debrief.title] : [open.item.text]
  }

  excerpt = (spot: Spot) => inText(this.wordings.textOf(spot), spot)

  /** Whose words a phrase stands in; empty for nobody's. */
  speaker({ noun, recordId }: Spot): string {
    const entry = noun === 'entry' ? this.debrief.find('entry', recordId) : undefined
    return entry ? called(entry.who, this.debrief.whole.participants) : ''
  }

  /** What somebody is called who is named. */
  whom = (left: LeftName) => called(left.who, this.debrief.whole.participants)

  /** Notes what was decided about a name: one step. "named" is that person's own answer. */
  decide(left: LeftName, as: Naming['as']) {
    const step = newStep('decide-name')
    const { participantId, name } = left.who
    const at = new Date(this.#now()).toISOString().replace(/\.\d+Z$/, 'Z')
    const naming = { participantId, name, as, at, mark: left.mark }
    void this.debrief.edit('entry', left.entryId, { name: step.name, step }, (e) => {
      e.naming = [...(e.naming ?? []).filter((n) => !isOf(n, left)), naming]
    })
    announce(t(`readback.done.${as}`, { name: this.whom(left), role: left.role }))
  }

  /** It was decided since the pages were set. */
  #decided(left: LeftName): boolean {
    const entry = this.debrief.find('entry', left.entryId)
    return entry?.naming?.some((n) => isOf(n, left) && n.mark === left.mark) ?? false
  }

  /** What is open, in one sentence: "Priya’s account, 2 names and 3 wordings are open." */
  readonly sentence = $derived.by((): string => {
    const [only] = this.accounts
    const one = this.accounts.length === 1 && only?.kind === 'account'
    const parts = [
      one
        ? t('readback.open.account', { name: nameOf(only.account.person) })
        : counted('accounts', this.accounts.length),
      counted('names', this.names.length),
      counted('wordings', this.phrases.length),
      ...kinds.map(([key, of]) => counted(key, this.#count(of))),
    ].filter(Boolean)
    if (parts.length === 0) return t('readback.open.nothing')
    const list = new Intl.ListFormat('en-GB').format(parts)
    return t(this.all.length === 1 ? 'readback.open.one' : 'readback.open.other', { list })
  })

  #count(of: string[]): number {
    return this.items.filter((o) => o.kind === 'item' && of.includes(o.item.kind)).length
  }
}

/** How the rest is counted. */
const kinds: [Counted, string[]][] = [
  ['fields', ['missing', 'long']],
  ['changes', ['owner', 'due']],
  ['ideas', ['idea']],
  ['questions', ['question']],
]

type Counted = 'accounts' | 'names' | 'wordings' | 'fields' | 'changes' | 'ideas' | 'questions'
const counted = (key: Counted, n: number) => (n > 0 ? many(`readback.open.${key}`, n) : '')

const isOf = (n: Naming, { who }: LeftName) =>
  n.participantId === who.participantId && n.name === who.name

const keyOf = ({ recordId, field, flag }: Spot): string =>
  `wording:${recordId}:${field}:${flag.utf16Start}:${flag.rule}`

/** The part of a debrief where something is mended, and the record there. */
export function placeOf({ noun, id }: OpenItem): { part: 'factors' | 'meeting'; at: ID } {
  return { part: noun === 'countermeasure' ? 'factors' : 'meeting', at: id }
}
