import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { BackupLook, BackupRow, BackupsState, Checked } from '$lib/backup'
import { backups, concernsOf, reasonOf, when, whenAmong } from '$lib/backups.svelte'
import { shell } from '$lib/shell.svelte'
import { Fake } from '$lib/testing/fake'
import { toasts } from '$lib/ui/toasts.svelte'
import { BackupsView, countsOf, megabytes, promiseOf, restoredAs, saidOf } from './backups.svelte'

const row = (name: string, at: string): BackupRow => ({
  ...{ name, at, size: 1_200_000, debriefs: 2, passages: 141, verified: true, own: true },
  ...{ reason: '', changed: false },
})
const none = { added: 0, changed: 0, deleted: 0, drafts: 0, items: [] }
const look = (fields: Partial<BackupLook> = {}): BackupLook => ({
  ...{ name: 'own:a', file: 'a.db', debriefs: [], aside: none, back: none },
  ...{ missing: false, unknown: false, ...fields },
})

describe('BackupsView', () => {
  let fake: Fake
  let view: BackupsView

  beforeEach(async () => {
    fake = new Fake().install()
    fake.backups.backups = [
      row('own:b', '2026-11-25T14:00:00Z'),
      row('own:a', '2026-11-25T13:00:00Z'),
    ]
    shell.again = vi.fn().mockResolvedValue(undefined)
    toasts.all = []
    view = new BackupsView()
    await view.load()
  })

  it('looks at the newest first and follows the arrows, no further than the ends', async () => {
    expect(view.look?.name).toBe('own:b')
    await view.move(-1)
    expect(view.look?.name).toBe('own:b')
    await view.move(1)
    await view.move(1)
    expect(view.look?.name).toBe('own:a')
  })

  it('shows the answer to the newest question only', async () => {
    const slow = view.select('own:b')
    await view.select('own:a')
    await slow
    expect(view.look?.name).toBe('own:a')
  })

  it('takes back the question when another backup is looked at', async () => {
    view.asking = true
    await view.select('own:a')
    expect(view.asking).toBe(false)
  })

  it('restores what is looked at, begins anew and says where the state before is', async () => {
    await view.select('own:a')
    await view.restore()
    expect(fake.log).toEqual(['restore:own:a'])
    expect(shell.again).toHaveBeenCalledOnce()
    expect(toasts.all[0]?.text).toMatch(/What was there before is the newest backup/)
  })

  it('stays where it is when a restore is refused and the library is open again', async () => {
    fake.refuse = ['backup-damaged']
    await view.restore()
    expect(shell.again).not.toHaveBeenCalled()
    expect(toasts.all[0]?.text).toBe('refused: backup-damaged')
  })

  it('shows the problem when the library is not open after a refused restore', async () => {
    fake.refuse = ['backup-damaged']
    fake.state.ready = false
    await view.restore()
    expect(shell.again).toHaveBeenCalledOnce()
  })

  it('says when a backup had to go to the app’s own folder', async () => {
    fake.backups = { ...fake.backups, instead: true, trouble: { code: 'x', message: 'Away.' } }
    await view.make()
    expect(toasts.all[0]?.text).toMatch(/own folder, because the chosen one/)
  })
})

describe('what is said of backups', () => {
  const now = new Date(2026, 10, 25, 15, 0)
  const at = (day: number, hour: number) => new Date(2026, 10, day, hour).toISOString()

  it('says when, by the calendar and not by hours', () => {
    expect(when(at(25, 14), now)).toBe('today 14:00')
    expect(when(at(24, 23), now)).toBe('yesterday 23:00')
    expect(when(at(20, 9), now)).toBe('Fri 20 Nov, 09:00')
    expect(when(new Date(2025, 0, 3, 9).toISOString(), now)).toBe('Fri 3 Jan 2025, 09:00')
  })

  it('promises what a restore keeps and names what would not be in it', () => {
    const aside = { ...none, added: 2, drafts: 1 }
    expect(promiseOf(look({ aside }), '')).toMatch(
      /^What is there now is kept as a backup first\. 3 changes made since a\.db would not be in it/,
    )
    expect(promiseOf(look(), '')).toMatch(/Nothing was written since/)
    expect(promiseOf(look({ missing: true }), '')).toMatch(/no library now/)
    expect(promiseOf(look({ unknown: true }), '')).toMatch(/copied as it is first/)
    expect(countsOf(aside)).toEqual(['2 written', '1 being typed'])
  })

  it('says where the state before is', () => {
    const done = {
      at: '',
      debriefs: 1,
      passages: 1,
      kept: 'own:x',
      keptFile: 'x.db',
      keptFolder: '/stick/backups',
      keptDamaged: false,
    }
    expect(restoredAs(done, at(25, 14))).toMatch(/newest backup in the list/)
    expect(restoredAs({ ...done, kept: '', keptDamaged: true }, '')).toMatch(
      /kept as x\.db in \/stick\/backups/,
    )
    expect(restoredAs({ ...done, kept: '' }, at(25, 14))).not.toMatch(/before/)
  })

  it('tells backups of one minute apart, and says why they were made', () => {
    const all = [row('a', '2026-11-25T14:00:05Z'), row('b', '2026-11-25T14:00:41Z')]
    const told = new Set(all.map((b) => whenAmong(all, b.at)))
    expect(told.size).toBe(2)
    expect(whenAmong(all.slice(1), all[1]?.at ?? '')).toBe(when('2026-11-25T14:00:00Z'))
    expect(reasonOf({ reason: 'before a restore' })).toMatch(/before a backup was restored/)
    expect(reasonOf({ reason: '' })).toBe('')
  })

  it('puts a check into words', () => {
    const checked: Checked = {
      at: '',
      sound: true,
      debriefs: 1,
      passages: 141,
      changes: 3,
      damage: [],
    }
    expect(saidOf(checked)).toBe(
      'Everything reads as it was written: 1 debrief, 141 passages, 3 changes.',
    )
    const damage = [{ title: 'A', noun: 'entry', what: 'Cannot be read' }]
    expect(saidOf({ ...checked, sound: false, damage })).toMatch(
      /^In one place it is not as it was/,
    )
  })

  it('says megabytes as a person would', () => {
    expect([1000, 1_240_000, 12_400_000].map(megabytes)).toEqual(['0.1 MB', '1.2 MB', '12 MB'])
  })

  it('tells what is worth knowing, and nothing when all is well', () => {
    const state: BackupsState = new Fake().backups
    expect(concernsOf(state, now)).toEqual([])
    const trouble = { code: 'backup-disk-full', message: 'There is no room.' }
    expect(concernsOf({ ...state, trouble, lastAt: at(25, 14) }, now)).toEqual([
      'There is no room. The last backup is from today 14:00.',
    ])
    expect(concernsOf({ ...state, trouble, instead: true }, now)[0]).toMatch(/own folder/)
    const clock = { now: at(20, 9), last: at(25, 14), putBack: false }
    expect(concernsOf({ ...state, clock }, now)[0]).toMatch(
      /says 20 Nov 2026, 09:00.*25 Nov 2026, 14:00/,
    )
  })

  it('reads the state for whoever shows it', async () => {
    const fake = new Fake().install()
    fake.backups.folder = '/somewhere'
    await backups.load()
    expect(backups.state?.folder).toBe('/somewhere')
  })
})
