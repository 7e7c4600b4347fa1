import type { SearchAnswer } from '$lib/backend-search'

interface Asked {
  typed: string
  order: string
  limit: number
  each: number
  debriefId: string
}

/** What a search finds when nothing does. */
export const nothingFound: SearchAnswer = {
  ...{ hits: [], debriefs: [], instead: [], chips: [] },
  ...{ more: false, following: false, cut: false, asked: true, me: '' },
}

/** A search that answers what a test tells it to. */
export class FakeSearch {
  /** Every question in order. */
  asked: Asked[] = []
  values: Record<string, string[]> = {}
  me = ''
  answer: (asked: Asked) => SearchAnswer | Promise<SearchAnswer> = ({ typed }) => ({
    ...nothingFound,
    asked: typed.trim() !== '',
  })

  service() {
    return {
      Find: async (asked: Asked) => {
        this.asked.push(asked)
        return { ...(await this.answer(asked)), me: this.me }
      },
      Values: async (name: string, typed: string) =>
        (this.values[name] ?? []).filter((v) => v.toLowerCase().startsWith(typed.toLowerCase())),
      Me: async (name: string) => void (this.me = name),
    }
  }
}
