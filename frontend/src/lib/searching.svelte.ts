import type { SearchOrder } from './backend-search'
import type { ID } from './nouns'
import { shell, type HomeName, type PlaceName } from './shell.svelte'

/** Where somebody was before the search. */
type Place = { id: ID; part: PlaceName } | { home: HomeName }

/** The search of everything: what was asked last, in this window only, and where one was before. */
class Searching {
  query = $state('')
  order = $state<SearchOrder>('newest')
  #from: Place = { home: 'library' }

  /** Goes to the search; words that were typed elsewhere take the place of those asked last. */
  open = async (query?: string) => {
    if (query !== undefined) this.query = query
    const { debrief, part, home } = shell
    if (!debrief && home === 'search') return
    this.#from = debrief ? { id: debrief.id, part } : { home }
    await shell.library('search')
  }

  /** Goes back to where one was. */
  leave = async () => {
    const from = this.#from
    if ('home' in from) return shell.library(from.home)
    await shell.open(from.id, from.part).catch(() => shell.library())
  }
}

export const searching = new Searching()
