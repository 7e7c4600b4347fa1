import type { RejectedLine } from '$lib/backend'
import { find, t } from '$lib/copy'

/** Says where something could not be read, what was expected there, and how it begins; name is for what has no file. */
export function unreadText({ file, line, expected, text }: RejectedLine, name: string): string {
  const what = { file: file || name, line, expected: find(`evidence.expected.${expected}`) ?? '' }
  const where = line > 0 ? t('evidence.rejected', what) : t('evidence.rejected.whole', what)
  return text ? t('evidence.rejected.text', { where, text }) : where
}
