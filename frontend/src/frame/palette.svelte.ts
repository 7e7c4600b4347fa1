import { asBackendError, backend } from '$lib/backend'
import { find, t } from '$lib/copy'
import { finds, fold } from '$lib/fold'
import { titleOf } from '$lib/format'
import { keys, type Command } from '$lib/keys.svelte'
import type { ID } from '$lib/nouns'
import type { Row } from '$lib/row'
import { shell } from '$lib/shell.svelte'
import { toasts } from '$lib/ui/toasts.svelte'
import { recent } from './recent'

/** Something that can be done or gone to. */
export interface Item {
  id: string
  label: string
  /** The key that does the same, or empty. */
  keys: string
  run: () => void
  /** Other words somebody may look for it by. */
  also?: string
  /** It was done from here not long ago. */
  recent?: boolean
}

/** How many debriefs are offered beside the commands. */
const mostDebriefs = 8

/** Keys that only move: whoever looks for a command does not look for them. */
const moving = /^(Up|Down|Left|Right|PageUp|PageDown|Home|End|Escape|Enter|Space)$/

/** What can be done here and now, by name; and the debriefs one can go to. */
export class PaletteView {
  query = $state('')
  at = $state(0)
  #rows = $state.raw<Row[]>([])
  // What can be done depends on where the focus is, which the palette takes away.
  readonly #commands: Item[] = byUse(possible().map(asItem))
  readonly #offers = keys.offers

  readonly items = $derived.by((): Item[] => {
    const query = this.query.trim()
    const found = this.#commands.filter((item) => finds(query, item.label))
    const also = this.#commands.filter(
      (item) => !found.includes(item) && finds(query, `${item.label} ${item.also ?? ''}`),
    )
    if (!query) return found
    const start = fold(query)
    const first = found.filter((item) => fold(item.label).startsWith(start))
    return [
      ...first,
      ...found.filter((item) => !first.includes(item)),
      ...also,
      ...this.#offered(query),
      ...this.#debriefs(query),
    ]
  })

  readonly item = $derived(this.items[this.at])

  /** Reads the titles; until they are there the commands are. */
  async load() {
    this.#rows = (await backend.debriefs.list(0, 0)).rows
  }

  find(query: string) {
    this.query = query
    this.at = 0
  }

  move(by: number) {
    const n = this.items.length
    this.at = n === 0 ? 0 : (this.at + by + n) % n
  }

  /** Does what was chosen, and remembers it for the next time. */
  choose(item: Item) {
    if (this.#commands.includes(item)) recent.note(item.id)
    item.run()
  }

  #offered(query: string): Item[] {
    return this.#offers
      .filter((offer) => finds(query, offer.label))
      .map((offer) => ({ ...offer, keys: '' }))
  }

  #debriefs(query: string): Item[] {
    return this.#rows
      .filter(
        (row) => row.id !== shell.debrief?.id && finds(query, `${titleOf(row)} ${row.reference}`),
      )
      .slice(0, mostDebriefs)
      .map((row) => ({
        id: row.id,
        label: t('palette.open', { title: titleOf(row) }),
        keys: '',
        run: () => void open(row.id),
      }))
  }
}

async function open(id: ID) {
  try {
    await shell.open(id)
  } catch (thrown) {
    toasts.say(asBackendError(thrown).message)
  }
}

/** The commands in force that can be done now, each once, the screen's before the window's. */
function possible(): Command[] {
  const all = keys.all.filter(
    (c) => !moving.test(c.keys) && c.id !== 'app.palette' && (c.when?.() ?? true),
  )
  const own = (c: Command) => !/^(app|window)\./.test(c.id)
  const sorted = [...all.filter(own), ...all.filter((c) => !own(c))]
  return sorted.filter((c, i) => sorted.findIndex((other) => t(other.label) === t(c.label)) === i)
}

/** What was done from here last comes first. */
function byUse(items: Item[]): Item[] {
  const used = recent.ids.flatMap((id) => items.find((item) => item.id === id) ?? [])
  const first = used.map((item) => ({ ...item, recent: true }))
  return [...first, ...items.filter((item) => !used.includes(item))]
}

function asItem(command: Command): Item {
  return {
    id: command.id,
    label: t(command.label),
    also: find(`palette.also.${command.id}`),
    keys: keys.binding(command),
    run: () => command.run(new KeyboardEvent('keydown')),
  }
}
