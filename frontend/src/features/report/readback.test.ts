import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Flagged, LeftName, OpenItem } from '$lib/backend'
import { linesMark, linesOf } from '$lib/calibrate/lines'
import { OpenDebrief } from '$lib/debrief.svelte'
import { newEntry, newParticipant } from '$lib/make'
import { OpenWordings } from '$lib/open-wordings.svelte'
import { Saving } from '$lib/saving.svelte'
import { Fake, newWhole } from '$lib/testing/fake'
import { ReadBack, placeOf } from './readback.svelte'

const item = (kind: OpenItem['kind'], fields: Partial<OpenItem> = {}): OpenItem => ({
  kind,
  noun: 'debrief',
  id: 'd',
  field: '',
  text: '',
  ...fields,
})

describe('ReadBack', () => {
  let debrief: OpenDebrief
  let saving: Saving
  let items: OpenItem[]
  let left: LeftName[]
  let searched: string[][]
  let screen: { readonly debrief: OpenDebrief; readonly left: LeftName[]; page: number }
  let readback: ReadBack

  beforeEach(async () => {
    const fake = new Fake().install()
    const whole = newWhole()
    const d = whole.debrief.id
    whole.participants = ['Jo', 'Priya'].map((name, i) => ({
      ...newParticipant(d, i),
      id: name.toLowerCase(),
      name,
    }))
    const said = (who: string, text: string, position: number) =>
      newEntry(
        d,
        { stage: 3, position },
        { text, quote: true, who: { participantId: who, name: '' } },
      )
    whole.entries = [
      { ...said('priya', 'I had told Jo we were looking', 1), id: 'quote' },
      { ...said('jo', 'It was obviously late', 2), id: 'line' },
    ]
    const jo = whole.participants.find((p) => p.id === 'jo')
    if (jo)
      Object.assign(jo, {
        reading: 'agreed',
        readAt: '2026-11-06T12:00:00Z',
        linesMark: linesMark(linesOf(whole, 'jo')),
      })
    fake.add(whole)
    items = []
    left = [
      {
        ...{
          entryId: 'quote',
          text: 'I had told Jo we were looking',
          from: 11,
          to: 13,
          quote: true,
        },
        ...{ who: { participantId: 'jo', name: '' }, role: 'support agent', mark: 'abc' },
      },
    ]
    const flags: Flagged[] = []
    const app = (window as unknown as { go: { app: Record<string, object> } }).go.app
    Object.assign(app, { Versions: { Open: async () => items } })
    Object.assign(app.Wordings ?? {}, { Open: async () => flags })
    saving = new Saving()
    debrief = await OpenDebrief.open(d, saving)
    searched = []
    screen = { debrief, left, page: 1 }
    const pages = {
      find: async (texts: string[]) => {
        searched.push(texts)
        return 3
      },
    }
    const wordings = new OpenWordings(debrief, saving)
    readback = new ReadBack(screen, pages, wordings, saving, () =>
      Date.parse('2026-11-09T12:00:00Z'),
    )
  })

  it('says in one sentence what is open, and counts whoever agreed', async () => {
    expect(readback.agreed.map((a) => a.person.name)).toEqual(['Jo'])
    expect(readback.sentence).toBe('Priya’s account and 1 name are open.')
    items = [
      item('unread', { noun: 'participant' }),
      item('missing', { field: 'lead' }),
      item('idea'),
    ]
    await readback.look()
    expect(readback.sentence).toBe(
      'Priya’s account, 1 name, 1 field of page one and 1 idea are open.',
    )
  })

  it('walks everything, and the pages go along', async () => {
    items = [item('question', { noun: 'question', id: 'q', text: 'Who watches the replica?' })]
    await readback.look()
    const keys = [0, 1, 2, 3].map(() => readback.next()?.key)
    expect(keys).toEqual(['account:priya', 'name:quote:jo:', 'question:q::0', 'account:priya'])
    await vi.waitFor(() => expect(screen.page).toBe(3))
    expect(searched[1]).toEqual(['I had told Jo we were looking'])
    expect(searched[2]).toEqual(['Who watches the replica?'])
  })

  it('shows the lines of who is looked at, or of the first who has still to answer', () => {
    readback.open()
    expect(readback.calibration.shown?.person.name).toBe('Priya')
    readback.open('jo')
    expect([readback.opened, readback.calibration.shown?.person.name]).toEqual([true, 'Jo'])
    readback.next()
    readback.open()
    expect(readback.calibration.shown?.person.name).toBe('Priya')
  })

  it('keeps that somebody may be named as their answer, with its day and the words it is about', async () => {
    const [one] = left
    if (!one) throw new Error('nobody is left')
    readback.decide(one, 'role')
    expect(readback.names).toEqual([])
    readback.decide(one, 'named')
    await saving.flush()
    expect(debrief.find('entry', 'quote')?.naming).toEqual([
      { participantId: 'jo', name: '', as: 'named', at: '2026-11-09T12:00:00Z', mark: 'abc' },
    ])
  })

  it('asks again about other words', () => {
    const [one] = left
    if (!one) throw new Error('nobody is left')
    readback.decide({ ...one, mark: 'another' }, 'named')
    expect(readback.names).toHaveLength(1)
  })

  it('knows where something is mended', () => {
    expect(placeOf(item('owner', { noun: 'countermeasure', id: 'c' }))).toEqual({
      part: 'factors',
      at: 'c',
    })
    expect(placeOf(item('question', { noun: 'question', id: 'q' }))).toEqual({
      part: 'meeting',
      at: 'q',
    })
  })
})
