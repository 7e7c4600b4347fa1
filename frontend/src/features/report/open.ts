import type { OpenItem, Since } from '$lib/backend'
import { find, many, t } from '$lib/copy'
import { groupsOf, type Way } from '$lib/difference/difference'

/** One kind of what is open: how many, in a sentence, and the first of them. */
export interface OpenKindLine {
  kind: string
  said: string
  first: string[]
}

/** How many of a kind are named. */
const named = 3

/** What is open, one line a kind, in the order it is told. */
export function linesOf(items: OpenItem[], wordings: string[]): OpenKindLine[] {
  const all = [
    ...items.map((i) => ({ kind: i.kind as string, text: i.field ? fieldName(i.field) : i.text })),
    ...wordings.map((text) => ({
      kind: 'wording',
      text: t('preview.open.phrase', { phrase: text }),
    })),
  ]
  return [...new Set(all.map((a) => a.kind))].map((kind) => {
    const texts = all.flatMap((a) => (a.kind === kind ? [a.text] : []))
    const more = texts.length > named ? [t('signoff.more', { n: texts.length - named })] : []
    return {
      kind,
      said: many(`signoff.kind.${kind as 'unread'}`, texts.length),
      first: [...texts.slice(0, named), ...more],
    }
  })
}

const fieldName = (field: string) => find(`preview.${field}`, field)

const ways: Way[] = ['changed', 'added', 'removed']

/** What changed, counted: never more than is so, and no word of anybody. */
export function noteOf({ difference }: Since): string {
  const groups = groupsOf(difference)
  return ways
    .map((way) => {
      const list = groups.flatMap(({ noun, lines }) => {
        const n = lines.filter((l) => l.way === way).length
        return n > 0 ? [t('signoff.note.one', { n, what: nounName(noun) })] : []
      })
      return list.length > 0 ? t(`signoff.note.${way}`, { list: list.join(', ') }) : ''
    })
    .filter(Boolean)
    .join(' ')
}

const nounName = (noun: string) => find(`bundle.noun.${noun}`, noun).toLowerCase()
