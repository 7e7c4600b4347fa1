import { tick } from 'svelte'
import type { Command } from '$lib/keys.svelte'
import type { Countermeasures } from './countermeasures.svelte'
import type { FactorBoard } from './factors.svelte'

/** The keys that move the card or the row the focus is in; move keeps the caret in a card's text. */
export function moving(
  board: FactorBoard,
  table: Countermeasures,
  move: (id: string, run: () => void) => void,
): Command[] {
  const factor = () => within('factor')
  const row = () => within('countermeasure')
  const reorder = (by: 1 | -1) => () => {
    const [card, line] = [factor(), row()]
    if (card) move(card, () => board.reorder(card, by))
    else if (line) void keepFocus(() => table.reorder(line, by))
  }
  const sort = (by: 1 | -1) => () => {
    const card = factor()
    if (card) move(card, () => board.move(card, by))
  }
  const either = () => (factor() ?? row()) !== undefined
  const isCard = () => factor() !== undefined
  return [
    { id: 'factors.earlier', label: 'factors.up', keys: 'Alt+Up', when: either, run: reorder(-1) },
    { id: 'factors.later', label: 'factors.down', keys: 'Alt+Down', when: either, run: reorder(1) },
    {
      id: 'factors.left',
      label: 'factors.kind-before',
      keys: 'Alt+Left',
      when: isCard,
      run: sort(-1),
    },
    {
      id: 'factors.right',
      label: 'factors.kind-next',
      keys: 'Alt+Right',
      when: isCard,
      run: sort(1),
    },
  ]
}

/** The record of this kind the focus is in. */
function within(kind: 'factor' | 'countermeasure'): string | undefined {
  return document.activeElement?.closest<HTMLElement>(`[data-${kind}]`)?.dataset[kind]
}

async function keepFocus(run: () => void) {
  const focus = document.activeElement
  run()
  await tick()
  if (focus instanceof HTMLElement) focus.focus()
}
