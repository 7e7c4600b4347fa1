import { beforeEach, describe, expect, it } from 'vitest'
import { Saving } from '$lib/saving.svelte'
import { shell } from '$lib/shell.svelte'
import { Fake, newWhole } from '$lib/testing/fake'
import { library } from '$lib/testing/sample'
import { toasts } from '$lib/ui/toasts.svelte'
import { factsOf, nextOf, stateOf } from './facts'
import { LibraryView, daysUntil } from './library.svelte'

describe('LibraryView', () => {
  let fake: Fake
  let view: LibraryView

  beforeEach(async () => {
    fake = new Fake().install()
    for (const whole of library()) fake.add(whole)
    shell.last = ''
    view = new LibraryView(new Saving())
    await view.load()
  })

  const titles = (name: string) =>
    view.groups.find((g) => g.name === name)?.rows.map((r) => r.title)
  const row = (title: string) => {
    const found = view.rows.find((r) => r.title === title)
    if (!found) throw new Error(`no row ${title}`)
    return found
  }

  it('puts what is in hand before what is closed, and the sample apart', () => {
    expect(titles('hand')?.length).toBe(6)
    expect(titles('closed')).toEqual([
      'One region less on a Tuesday',
      'Backup volume at 97 %, seen on a walk past',
      'Duplicate order e-mails',
    ])
    expect(titles('sample')).toEqual(['GitLab.com database outage of 31 January 2017'])
  })

  it('keeps notes apart: they are not in hand', async () => {
    fake.add(
      newWhole({ title: 'Alerts were quiet for an hour', kind: 'near-miss', state: 'noted' }),
    )
    await view.load()
    expect(titles('hand')?.length).toBe(6)
    expect(titles('noted')).toEqual(['Alerts were quiet for an hour'])
    expect(view.groups.map((g) => g.name)).toEqual(['hand', 'noted', 'closed', 'sample'])
    const noted = row('Alerts were quiet for an hour')
    expect([stateOf(noted), nextOf(noted)]).toEqual(['Noted', 'Grow it, or put it with another'])
  })

  it('filters by kind and by words of the title, whatever their case and accents', () => {
    view.filter('tabletop')
    expect(view.order.map((r) => r.kind)).toEqual(['tabletop'])
    view.filter('all')
    view.find('RÉBUILD checkout')
    expect(view.order.map((r) => r.title)).toEqual([
      'Checkout timeouts after the price index rebuild',
    ])
    expect(view.selected).toBe('checkout')
    view.find('inc-0318')
    expect(view.order.map((r) => r.title)).toEqual(['Login delays for new tenants'])
    view.find('nothing of the kind')
    expect(view.selected).toBe('')
  })

  it('moves the selection and draws what it reaches', async () => {
    for (let i = 0; i < 500; i++) fake.add(newWhole({ title: `Debrief ${i}` }))
    await view.load()
    expect(view.rows.length).toBe(510)
    view.move(-9999)
    expect(view.selected).toBe(view.order[0]?.id)
    view.move(300)
    expect(view.selected).toBe(view.order[300]?.id)
    expect(view.limit).toBeGreaterThan(300)
  })

  it('renames in place', async () => {
    await view.rename(row('Login delays for new tenants'), ' Slow logins ')
    expect(row('Slow logins').title).toBe('Slow logins')
    expect(view.renaming).toBe('')
  })

  it('removes at once, selects the neighbour, and offers to undo', async () => {
    const order = view.order.map((r) => r.id)
    const gone = row('Image uploads stalled in two regions')
    await view.remove(gone)
    expect(view.rows.some((r) => r.id === gone.id)).toBe(false)
    expect(view.selected).toBe(order[order.indexOf(gone.id) + 1])
    expect(toasts.all.at(-1)?.action?.label).toBe('Undo')
  })

  it('duplicates under a title of its own', async () => {
    await view.duplicate(row('Duplicate order e-mails'))
    expect(view.row?.title).toBe('Copy of Duplicate order e-mails')
  })

  it('opens a new debrief in its preparation', async () => {
    await view.create()
    expect(shell.part).toBe('prepare')
    expect(shell.debrief?.whole.debrief.title).toBe('')
    await shell.library()
  })

  it('makes one debrief of two quick clicks', async () => {
    await view.load()
    const before = view.rows.length
    await Promise.all([view.create(), view.create()])
    await shell.library()
    await view.load()
    expect(view.rows.length).toBe(before + 1)
  })

  it('says what keeps it from showing the list', async () => {
    Object.assign(window, {
      go: {
        app: {
          Debriefs: {
            List: () => Promise.reject({ code: 'library-gone', message: 'It was moved.' }),
          },
        },
      },
    })
    await view.load()
    expect(view.problem).toBe('It was moved.')
  })
})

describe('words of a row', () => {
  it('say facts, state and what comes next', () => {
    const [checkout] = library()
    const fake = new Fake().install()
    if (checkout) fake.add(checkout)
    return new LibraryView(new Saving()).load().then(async () => {
      const view = new LibraryView(new Saving())
      await view.load()
      const row = view.rows[0]
      if (!row) throw new Error('no row')
      expect(factsOf(row)).toBe('INC-0311, 5 people, 5 entries')
      expect(stateOf({ ...row, state: 'follow-up' })).toBe('Follow-up, 0 of 1 done')
      expect(stateOf({ ...row, state: 'signed-off', version: '1.1' })).toBe(
        'Signed off 1.1, 0 of 1 done',
      )
      const all = { ...row, countermeasures: 5, finished: 5, checked: 3 }
      expect(stateOf({ ...all, state: 'follow-up' })).toBe('Follow-up, 3 of 5 checked')
      const closed = {
        ...all,
        state: 'closed',
        checked: 5,
        closedAt: '2026-11-04T10:00:00Z',
      } as const
      expect(stateOf(closed)).toMatch(/^Closed 4 Nov/)
      expect(nextOf({ ...closed, nextDue: '' })).toBe('5 of 5 checked')
      expect(nextOf({ ...closed, nextDue: '', notPursued: 1 })).toBe('5 checked, 1 not pursued')
      expect(nextOf({ ...row, nextDue: '', state: 'ready' })).toBe('The meeting can start')
      expect(factsOf({ ...row, reference: '', participants: 1, entries: 0, factors: 0 })).toBe(
        '1 person',
      )
    })
  })
})

describe('daysUntil', () => {
  it('counts days as a calendar does', () => {
    const late = new Date(2026, 10, 21, 23, 59)
    expect([
      daysUntil('2026-11-22', late),
      daysUntil('2026-11-21', late),
      daysUntil('2026-11-20', late),
    ]).toEqual([1, 0, -1])
  })
})
