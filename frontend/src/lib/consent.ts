import { asBackendError } from './backend'
import { t } from './copy'
import type { Consent, Entry } from './nouns'

/** Says that a line holds words somebody agreed to share. */
export const isShared = (record: object): boolean =>
  'consent' in record && (record as Entry).consent.as !== ''

/** Says that a line says something else than its speaker agreed to. */
export const differs = (e: Entry): boolean => e.consent.words !== '' && e.consent.words !== e.text

/** How far it was agreed to and in what way, for a line in the shared part. */
export const toldOf = ({ as, scope }: Consent): string =>
  as && scope
    ? t('release.line', {
        as: t(`interview.release.as.${as}`),
        reach: t(`release.line.${scope}`),
      })
    : ''

/** Why words that were agreed to stay as they are; anything else is thrown on. */
export function keptAsAgreed(thrown: unknown): string {
  const told = asBackendError(thrown)
  if (told.code !== 'consent-kept') throw thrown
  return told.message
}
