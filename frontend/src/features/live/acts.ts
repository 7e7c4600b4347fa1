import { tick } from 'svelte'
import { isShared } from '$lib/consent'
import type { Key } from '$lib/copy'
import { chosen, pictures } from '$lib/pictures.svelte'
import { focusRow } from './focus'
import type { Row } from './lines'
import type { Live } from './live.svelte'

/** Something that can be done with a filed line: by a key on the line, or from its menu. */
export interface Act {
  id: string
  label: Key
  keys: string
  /** What kinds of lines it is for; all when it does not say. */
  when?: (row: Row, at: number, live: Live) => boolean
  run: (live: Live, row: Row) => void
}

const again = (id: string | undefined) => id && void tick().then(() => focusRow(id))

const shift = (by: 1 | -1) => (live: Live, row: Row) => {
  if (live.reshape.move(row, by)) again(row.id)
}

const isEntry = (row: Row) => row.noun === 'entry'
const hasWho = (row: Row) =>
  row.noun === 'entry' || row.noun === 'question' || row.noun === 'countermeasure'

/** Removes a line; its neighbour has the focus then. */
function remove(live: Live, row: Row) {
  const at = live.rows.findIndex((r) => r.id === row.id)
  const neighbour = live.rows[at + 1] ?? live.rows[at - 1]
  live.remove(row)
  if (!neighbour || !focusRow(neighbour.id)) live.writing.focus()
}

export const acts: Act[] = [
  {
    id: 'edit',
    label: 'live.line.edit',
    keys: 'Enter',
    run: (live, row) => void live.edit(row.id),
  },
  {
    id: 'retime',
    label: 'capture.retime',
    keys: 'Alt+Shift+T',
    when: isEntry,
    run: (live, row) => void live.edit(row.id, 'time'),
  },
  {
    id: 'assign',
    label: 'capture.assign',
    keys: 'Alt+Shift+W',
    when: (row) => hasWho(row) && !isShared(row.record),
    run: (live, row) => void live.edit(row.id, 'who'),
  },
  {
    id: 'link',
    label: 'capture.link',
    keys: 'Alt+Shift+F',
    when: isEntry,
    run: (live, row) => live.reshape.choose(row),
  },
  {
    id: 'join',
    label: 'capture.join',
    keys: 'Alt+Shift+J',
    when: (row, at) => at > 0 && !isShared(row.record),
    run: (live, row) => void live.reshape.join(row).then(again),
  },
  {
    id: 'picture',
    label: 'picture.attach',
    keys: 'Alt+Shift+E',
    run: (live, row) => live.evidence.attach(row, [chosen]),
  },
  {
    id: 'look',
    label: 'picture.look',
    keys: 'Alt+Shift+V',
    when: (row, _, live) => live.evidence.of(row.id).length > 0,
    run: (live, row) => pictures.look(live.evidence.of(row.id)[0]?.id ?? ''),
  },
  {
    id: 'raise',
    label: 'live.line.raise',
    keys: 'Shift+Up',
    when: (_, at) => at > 0,
    run: shift(-1),
  },
  {
    id: 'lower',
    label: 'live.line.lower',
    keys: 'Shift+Down',
    when: (_, at, live) => at < live.rows.length - 1,
    run: shift(1),
  },
  { id: 'delete', label: 'live.line.delete', keys: 'Delete', run: remove },
]

/** What can be done with a line now. */
export function actsOn(live: Live, row: Row): Act[] {
  if (live.frozen) return []
  const at = live.rows.findIndex((r) => r.id === row.id)
  return acts.filter((a) => a.when?.(row, at, live) ?? true)
}
