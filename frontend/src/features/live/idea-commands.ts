import { tick } from 'svelte'
import type { Command } from '$lib/keys.svelte'
import { countermeasures } from './lines'
import type { Live } from './live.svelte'

// What is done about the idea that is talked about, by key or by button.

/** Puts the caret into a field of the idea. */
export async function focusField(field: string) {
  await tick()
  document.querySelector<HTMLElement>(`[data-idea] [data-field="${field}"]`)?.focus()
}

/** Asks for what is missing; said twice, it is committed to as it stands. */
export function commit(live: Live) {
  const { ideas } = live
  const missing = ideas.current ? ideas.missing(ideas.current) : ''
  if (!ideas.current || !missing || ideas.filling === 'commit') return decide(live, 'commit')
  ideas.filling = 'commit'
  void focusField(missing)
}

/** Asks why; said twice, it is not pursued without a reason. */
export function not(live: Live) {
  const { ideas } = live
  if (ideas.current?.reason.trim() || ideas.filling === 'not') return decide(live, 'not')
  ideas.filling = 'not'
  void focusField('reason')
}

export function decide(live: Live, action: 'commit' | 'soak' | 'not') {
  live.ideas.decide(action)
  live.returnToText()
}

export function later(live: Live) {
  live.ideas.later()
}

/** The keys for the idea that is talked about. */
export function ideaCommands(live: Live): Command[] {
  const when = () =>
    live.stage === countermeasures && live.ideas.current !== undefined && live.mayDecide
  return [
    {
      id: 'live.commit',
      label: 'factors.cm.commit',
      keys: 'Alt+C',
      once: true,
      when,
      run: () => commit(live),
    },
    {
      id: 'live.soak',
      label: 'factors.cm.soak.key',
      keys: 'Alt+S',
      once: true,
      when,
      run: () => decide(live, 'soak'),
    },
    {
      id: 'live.not',
      label: 'factors.cm.not',
      keys: 'Alt+N',
      once: true,
      when,
      run: () => not(live),
    },
    {
      id: 'live.later',
      label: 'ideas.later.long',
      keys: 'Alt+O',
      once: true,
      when,
      run: () => later(live),
    },
    {
      id: 'live.answer',
      label: 'ideas.answer',
      keys: 'Alt+G',
      when,
      run: () => void focusField('answer'),
    },
  ]
}
