import { show } from '$lib/binding'
import { catalogue, where, whereOf, type Known, type Where } from '$lib/catalogue'
import { find, t } from '$lib/copy'
import { finds } from '$lib/fold'
import { keys } from '$lib/keys.svelte'

/** The commands of one place. */
export interface Group {
  where: Where
  all: Known[]
}

/** Every command with its keys: what counts on the screen first, then what counts everywhere. */
export function groups(query: string): Group[] {
  const here = new Set(keys.all.map((c) => whereOf(c.id)))
  const rank = (w: Where) => (w === 'everywhere' ? 1 : here.has(w) ? 0 : 2)
  return [...where]
    .sort((a, b) => rank(a) - rank(b))
    .map((w) => ({
      where: w,
      all: catalogue.filter((c) => whereOf(c.id) === w && finds(query, words(c))),
    }))
    .filter((g) => g.all.length > 0)
}

/** What a command is found by: its name, its keys, where it counts, and other words for it. */
function words(command: Known): string {
  const binding = keys.binding(command)
  return [
    t(command.label),
    binding,
    show(binding),
    t(`keys.where.${whereOf(command.id)}`),
    find(`palette.also.${command.id}`),
  ].join(' ')
}
