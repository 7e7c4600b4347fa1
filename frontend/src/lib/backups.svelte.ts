import { backend } from './backend'
import type { BackupRow, BackupsState } from './backup'
import { find, t } from './copy'
import { toasts } from './ui/toasts.svelte'

/** What is known of backups, for the footer, the library's column and the screen of backups. */
export class Backups {
  state = $state.raw<BackupsState>()

  load = async () => {
    this.state = await backend.backups.list()
  }

  /** Reads now and whenever there is something new to say; returns how to stop. Made for $effect. */
  follow = () => {
    const load = () => void this.load().catch(() => undefined)
    load()
    const unhear = backend.backups.onNews(load)
    // A stick that is pulled out says nothing, and today becomes yesterday.
    const timer = setInterval(load, everyMs)
    return () => {
      unhear()
      clearInterval(timer)
    }
  }
}

const everyMs = 10 * 60_000

export const backups = new Backups()

const lang = 'en-GB'

/** When a backup was made: "today 14:00", "yesterday 17:00", "Tue 24 Nov, 09:00". at is RFC 3339. */
export function when(at: string, now = new Date(), seconds = false): string {
  const then = new Date(at)
  const time = then.toLocaleTimeString(lang, {
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds ? { second: '2-digit' } : {}),
  })
  const days = daysBetween(then, now)
  if (days === 0) return t('backups.when.today', { time })
  if (days === 1) return t('backups.when.yesterday', { time })
  return t('backups.when.day', { day: dayOf(then, now), time })
}

/** When a backup was made, to the second where another of the same list is from the same minute. */
export function whenAmong(all: Pick<BackupRow, 'at'>[], at: string, now = new Date()): string {
  const minute = when(at, now)
  return when(at, now, all.filter((b) => when(b.at, now) === minute).length > 1)
}

/** Why a backup was made, in words; empty where nothing says so. */
export function reasonOf(row: Pick<BackupRow, 'reason'>): string {
  return row.reason ? find(`backups.reason.${row.reason.replaceAll(' ', '-')}`) : ''
}

function dayOf(then: Date, now: Date): string {
  const year = then.getFullYear() === now.getFullYear() ? undefined : 'numeric'
  return then
    .toLocaleDateString(lang, { weekday: 'short', day: 'numeric', month: 'short', year })
    .replace(',', '')
}

/** How many days of the calendar lie between; a day with the clocks changed is a day. */
function daysBetween(then: Date, now: Date): number {
  const day = (d: Date) => Date.UTC(d.getFullYear(), d.getMonth(), d.getDate())
  return Math.round((day(now) - day(then)) / 86_400_000)
}

/** What somebody has to know about where words are kept, in sentences; empty when all is well. */
export function concernsOf(state: BackupsState, now = new Date()): string[] {
  const out = [...state.concerns]
  if (state.trouble.code) out.push(`${state.trouble.message} ${lastOf(state, now)}`)
  if (state.clock.now) {
    const key = state.clock.putBack ? 'backups.clock.back' : 'backups.clock'
    out.push(t(key, { now: moment(state.clock.now), last: moment(state.clock.last) }))
  }
  return out
}

function lastOf(state: BackupsState, now: Date): string {
  if (state.instead) return t('backups.instead')
  if (!state.lastAt) return t('backups.since.never')
  return t('backups.since', { when: when(state.lastAt, now) })
}

/** A moment of the laptop's own clock, with its day: "21 Nov 2026, 14:02". */
function moment(at: string): string {
  return new Date(at).toLocaleString(lang, { dateStyle: 'medium', timeStyle: 'short' })
}

/** Puts a path into the clipboard and says so. */
export async function copyPath(path: string) {
  await backend.window.copy(path)
  toasts.say(t('backups.folder.copied'))
}

/** Copies where a damaged library was kept as it was; made for the toast that says so. */
export function pathAction(kept: { keptFile: string; keptFolder: string }) {
  const separator = kept.keptFolder.includes('\\') ? '\\' : '/'
  const path = `${kept.keptFolder}${separator}${kept.keptFile}`
  return { label: t('backups.folder.copy'), run: () => void copyPath(path) }
}
