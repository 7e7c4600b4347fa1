import { find, t } from '$lib/copy'

/** What was done, as the head of a row: "Change of an entry". */
export function doneOf(name: string): string {
  const words = find(`change.${name}`, t('change.unknown'))
  return words.charAt(0).toLocaleUpperCase() + words.slice(1)
}
