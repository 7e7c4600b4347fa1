import type { Command } from '$lib/keys.svelte'
import { commands } from './commands'
import type { Live } from './live.svelte'

/** What of a meeting can be done from any other screen. */
const anywhere = new Set([
  'live.speaker',
  'live.stage',
  'live.stage-back',
  'live.down',
  'live.up',
  'live.asked',
  'live.pin',
  'live.take',
  'live.pause',
  'live.pass',
  'live.invite',
  'live.talking',
  'live.stop-turn',
  'live.hand',
  'live.hand-less',
  'live.ideas',
])

/** The keys of a meeting while its own screen is not in view. */
export function commandsAnywhere(live: Live): Command[] {
  const all = commands(live, () => undefined, undefined)
  return all.filter((c) => anywhere.has(c.id)).map(({ hint: _, ...command }) => command)
}
