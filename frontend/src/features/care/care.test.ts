import { expect, test } from 'vitest'
import type { CarePlace, CareState } from '$lib/care'
import { reading } from '$lib/reading.svelte'
import { Saving, newStep } from '$lib/saving.svelte'
import {
  age,
  doneAs,
  foundIn,
  headline,
  lead,
  mending,
  mendingLoses,
  ofAttachments,
  what,
  whereIn,
} from './words'

const state = (fields: Partial<CareState>): CareState => ({
  at: '2026-11-25T14:22:00Z',
  size: 1,
  some: true,
  known: 20,
  asWritten: 14,
  unreadable: 0,
  fromHistory: 0,
  fromBackup: 0,
  older: 0,
  lost: 0,
  debriefs: 1,
  drafts: 0,
  historyLost: 0,
  places: [],
  ...fields,
})

const place = (fields: Partial<CarePlace>): CarePlace => ({
  ...{ debriefId: 'd', title: 'Uploads', noun: 'entry', field: '', name: '', count: 1 },
  ...{ from: 'backup', backupAt: '2026-11-25T14:00:00Z', older: false },
  ...fields,
})

test('the headline counts in words', () => {
  expect(headline(state({ unreadable: 6 }), false)).toBe(
    'Six passages in your library cannot be read.',
  )
  expect(headline(state({ unreadable: 1 }), false)).toMatch(/^One passage /)
  expect(headline(state({ unreadable: 40 }), false)).toMatch(/^40 passages /)
  expect(headline(state({}), false)).toMatch(/^Part of your library/)
  expect(headline(state({ some: false }), false)).toMatch(/cannot be read/)
  expect(headline(undefined, true)).toMatch(/not where it was/)
})

test('mending is called what it is', () => {
  const one = state({ unreadable: 2, fromBackup: 2, places: [place({ count: 2 })] })
  expect(mending(one).title).toMatch(/^Put the two back from the backup of .*\d\d:\d\d$/)
  expect(mending(state({ unreadable: 2, fromHistory: 2 })).title).toMatch(/own history/)
  expect(mending(state({ unreadable: 3, fromBackup: 2, lost: 1 })).act).toBe('Put two back')
  expect(mending(state({ unreadable: 3, lost: 3 })).title).toBe('Go on without the three')
  expect(mending(state({})).title).toBe('Put the library in order')
})

test('what mending loses is never less than it is', () => {
  expect(mendingLoses(state({ unreadable: 2, fromBackup: 2 })).head).toBe('Loses nothing')
  expect(mendingLoses(state({ unreadable: 2, fromBackup: 2, older: 1 })).head).toMatch(/earlier/)
  expect(mendingLoses(state({ unreadable: 2, lost: 2, older: 1 })).head).toBe('Leaves two gaps')
  expect(mendingLoses(state({ historyLost: 3 })).text).toMatch(/Three lines of the history/)
})

test('where something was found and how old a backup is', () => {
  expect(foundIn(place({ from: 'history' }))).toBe('in the history')
  expect(foundIn(place({ from: '' }))).toBe('found nowhere')
  expect(age('2026-11-25T14:00:00Z', '2026-11-25T14:22:00Z')).toBe('verified, 22 min old')
  expect(age('2026-11-25T11:00:00Z', '2026-11-25T14:02:00Z')).toBe('verified, 3 hours old')
  expect(age('2026-11-22T11:00:00Z', '2026-11-25T14:02:00Z')).toBe('verified, 3 days old')
})

test('nothing is queued while the library is only read', async () => {
  reading.on = true
  try {
    const saving = new Saving()
    let ran = false
    const run = async () => {
      ran = true
    }
    expect(await saving.perform(['words'], run)).toBeUndefined()
    expect(
      await saving.remove({ noun: 'entry', id: 'a', debriefId: 'd', rev: 1 }, newStep('x')),
    ).toBe(false)
    expect(ran).toBe(false)
    expect(saving.state.kind).toBe('saved')
  } finally {
    reading.on = false
  }
})

test('an attachment is called one, and said by its name', () => {
  const graph = place({ noun: 'attachment', name: 'graph.png', from: '' })
  const lost = state({ unreadable: 1, lost: 1, places: [graph] })
  expect(headline(lost, false)).toBe('One attachment in your library cannot be read.')
  expect(lead(lost, false)).toMatch(/^Every passage can be read/)
  expect(mendingLoses(lost).text).toMatch(/^Found in no backup\. Every word is there/)
  expect(`${what(graph)} ${whereIn(graph)}`).toBe('1 attachment graph.png, attached to')
  const found = state({ unreadable: 1, fromBackup: 1, places: [{ ...graph, from: 'backup' }] })
  expect(mendingLoses(found).text).toBe('It was found, byte for byte.')
  const done = {
    at: '',
    keptFile: 'damaged-1.db',
    keptFolder: '/stick',
    passages: 4,
    found: 1,
    lost: 0,
  }
  expect(doneAs(done, ofAttachments(found))).toMatch(/^One attachment is back\./)
  expect(doneAs({ ...done, found: 0 }, ofAttachments(lost))).toMatch(/^The library is in order\./)
})

test('an attachment beside passages is counted with them', () => {
  const places = [place({ noun: 'attachment', name: 'graph.png' }), place({})]
  const both = state({ unreadable: 2, fromBackup: 2, places })
  expect(headline(both, false)).toMatch(/^Two passages /)
  expect(ofAttachments(both)).toBe('')
})
