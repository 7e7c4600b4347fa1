import { when, whenAmong } from '$lib/backups.svelte'
import type { CarePlace, CareState, PutBack } from '$lib/care'
import { isKey, many, t } from '$lib/copy'
import { counted, word } from '$lib/number'

/** "the one", "the six". */
export const the = (n: number): string => counted('care.the', n)

export function headline(state: CareState | undefined, missing: boolean): string {
  if (missing) return t('care.title.missing')
  if (!state?.some) return t('care.title.nothing')
  if (state.unreadable === 0) return t('care.title.part')
  return counted(`care.title${ofAttachments(state)}`, state.unreadable)
}

/** The end of a key's name when everything that cannot be read is an attachment: they are no passages to a reader. */
export function ofAttachments(state: CareState): '' | '.attachment' {
  const attached = state.places.filter((p) => p.noun === 'attachment')
  const n = attached.reduce((sum, p) => sum + p.count, 0)
  return n > 0 && n === state.unreadable ? '.attachment' : ''
}

export function lead(state: CareState | undefined, missing: boolean): string {
  if (missing) return t('care.lead.missing')
  if (!state?.some) return t('care.lead.nothing')
  if (ofAttachments(state)) return t('care.lead.attachment')
  return t(state.unreadable ? 'care.lead' : 'care.lead.part')
}

/** How old the newest backup is: "verified, 22 min old". */
export function age(at: string, now: string): string {
  const minutes = Math.round((Date.parse(now) - Date.parse(at)) / 60_000)
  if (minutes < 1) return t('care.newest.now')
  if (minutes < 60) return t('care.newest.minutes', { n: minutes })
  const hours = Math.round(minutes / 60)
  if (hours < 24) return many('care.newest.hours', hours)
  return many('care.newest.days', Math.round(hours / 24))
}

/** The one backup everything that was found is from, or empty. */
function oneBackup(state: CareState): string {
  const from = new Set(state.places.filter((p) => p.from === 'backup').map((p) => p.backupAt))
  return from.size === 1 && state.fromHistory === 0 ? ([...from][0] ?? '') : ''
}

/** What mending is called, and what it leaves as it is. */
export function mending(state: CareState): { title: string; text: string; act: string } {
  const found = state.fromHistory + state.fromBackup
  const all = the(state.unreadable)
  const from = oneBackup(state)
  const text = from ? t('care.mend.since', { when: when(from) }) : t('care.mend.text')
  if (state.unreadable === 0) return { title: t('care.mend.part'), text, act: t('care.mend.part') }
  if (found === 0) {
    const title = t('care.mend.without', { the: all })
    return { title, text, act: title }
  }
  if (state.lost > 0) {
    const title = t('care.mend.some', { found: word(found), the: all })
    return { title, text, act: t('care.mend.do.some', { found: word(found) }) }
  }
  const act = t('care.mend.do', { the: all })
  if (from) return { title: t('care.mend.backup', { the: all, when: when(from) }), text, act }
  const key = state.fromBackup === 0 ? 'care.mend.history' : 'care.mend.both'
  return { title: t(key, { the: all }), text, act }
}

/** What mending loses, as the trial showed. */
export function mendingLoses(state: CareState): { head: string; text: string } {
  const history = state.historyLost ? ` ${counted('care.loses.history', state.historyLost)}` : ''
  if (state.lost > 0) {
    return {
      head: counted('care.loses.gaps', state.lost),
      text: t(`care.loses.gaps${ofAttachments(state)}.text`) + history,
    }
  }
  if (state.older > 0) {
    return {
      head: counted('care.loses.older', state.older),
      text: t('care.loses.older.text') + history,
    }
  }
  const text = state.unreadable
    ? counted(`care.loses.nothing${ofAttachments(state)}`, state.unreadable)
    : t('care.loses.nothing.part')
  return { head: t('care.loses.nothing'), text: text + history }
}

/** "2 lines", or what was being typed. */
export function what(place: CarePlace): string {
  if (place.noun === '')
    return place.field ? t('care.draft') : many('care.noun.passage', place.count)
  return many(`care.noun.${place.noun}`, place.count)
}

/** In what of a debrief: "Narrative and timeline of". */
export function whereIn(place: CarePlace): string {
  if (place.name) return t('care.in.attachment', { name: place.name })
  const key = `care.in.${place.noun}`
  return isKey(key) ? t(key) : t('care.in.other')
}

export const titleFor = (place: CarePlace): string => place.title.trim() || t('care.untitled')

export function foundIn(place: CarePlace, backups: { at: string }[] = []): string {
  if (place.from === 'backup') {
    return t('care.found.backup', { when: whenAmong(backups, place.backupAt) })
  }
  return t(place.from === 'history' ? 'care.found.history' : 'care.found.none')
}

/** What mending did, and where the file is that was there before. */
export function doneAs(done: PutBack, attached: '' | '.attachment'): string {
  const values = { file: done.keptFile, folder: done.keptFolder }
  return done.found
    ? counted(`care.done${attached}`, done.found, values)
    : t('care.done.none', values)
}
