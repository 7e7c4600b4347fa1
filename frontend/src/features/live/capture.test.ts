import { beforeEach, describe, expect, it, vi } from 'vitest'
import { newFactor } from '$lib/make'
import type { Entry } from '$lib/nouns'
import { acts, actsOn } from './acts'
import { FakeField, stage, type Stage } from './fake'

let s: Stage
beforeEach(async () => {
  s = await stage()
  s.live.start()
  await s.saving.flush()
})

const texts = () => s.live.rows.map((r) => r.record.text)
const row = (at: number) => {
  const found = s.live.rows[at]
  if (!found) throw new Error(`no row ${at}`)
  return found
}

describe('the day of times without one', () => {
  const undated = async (raw: string) => {
    const line = await s.live.file('paged')
    const time = { at: '', zone: 'UTC', precision: 'minute', raw, problem: 'no-day' } as const
    const entry = { ...(line?.record as Entry), time }
    s.live.debrief.adopt('entry', entry)
    const kept = s.whole().entries.find((e) => e.id === entry.id)
    if (kept) kept.time = { ...time }
    return entry
  }

  it('is asked once, and the answer is one call for all of them', async () => {
    const first = await undated('14:02')
    await undated('14:09')
    expect([s.live.dating.asked, s.live.dating.covers(first.time)]).toEqual([true, true])
    expect(await s.live.dating.answer('today')).toBe(true)
    expect(s.live.dating.asked).toBe(false)
    expect(s.live.debrief.whole.debrief.day).toBe('2026-11-21')
    expect(s.live.debrief.whole.entries.map((e) => e.time.problem)).toEqual(['', ''])
  })

  it('is asked again when the answer is no day, and later on request', async () => {
    await undated('14:02')
    expect(await s.live.dating.answer('soon')).toBe(false)
    expect([s.live.dating.asked, s.live.dating.unread]).toEqual([true, 'soon'])
    s.live.dating.later()
    expect(s.live.dating.asked).toBe(false)
  })

  it('is not what a time counted from the start or a time in two zones asks for', async () => {
    const counted = await undated('T+12m')
    expect([s.live.dating.asked, s.live.dating.covers(counted.time)]).toEqual([false, false])
    expect(s.live.dating.covers({ ...counted.time, raw: '02:30', problem: 'twice' })).toBe(false)
  })

  it('is today in the zone of the debrief', () => {
    s.clock.now = Date.parse('2026-11-21T23:30:00Z')
    expect(s.live.dating.today).toBe('2026-11-21')
    s.live.debrief.whole.debrief.zone = 'Pacific/Auckland'
    expect(s.live.dating.today).toBe('2026-11-22')
  })
})

describe('chips of an opened line', () => {
  async function opened(field = new FakeField()) {
    const line = await s.live.file('Jo: three chats')
    const entry = s.whole().entries.find((e) => e.id === line?.record.id)
    if (entry) entry.time.raw = '14:09'
    await s.live.edit(line?.record.id ?? '')
    const writing = s.live.editing?.writing
    if (!writing) throw new Error('nothing is edited')
    field.text = writing.text
    writing.attach(field)
    return { writing, field }
  }

  it('stay chips until Backspace at the start opens the nearest', async () => {
    const { writing, field } = await opened()
    expect([writing.text, writing.lead]).toEqual(['three chats', '14:09 Jo: '])
    field.caret = 0
    expect(writing.openChip()).toBe(true)
    expect([field.text, writing.lead]).toEqual(['Jo: three chats', '14:09 '])
    field.caret = 0
    writing.openChip()
    expect([field.text, writing.lead, writing.openChip()]).toEqual([
      '14:09 Jo: three chats',
      '',
      false,
    ])
    field.deeds.at(-1)?.back()
    expect(writing.lead).toBe('14:09 ')
  })

  it('are filed with the text, and a line that did not change is not filed', async () => {
    const { writing } = await opened()
    const before = s.filed.length
    await writing.enter()
    expect(s.filed.length).toBe(before)
    const again = await opened()
    again.writing.changed('four chats')
    await again.writing.enter()
    expect(s.filed.at(-1)?.input.text).toBe('14:09 Jo: four chats')
  })

  it('are kept in the draft, so that a crash loses none', async () => {
    const { writing } = await opened()
    writing.changed('four chats')
    await s.saving.flush()
    const draft = `line:${writing.recordId}`
    expect(s.fake.drafts.get(s.live.debrief.id)?.[draft]).toBe('14:09 Jo: four chats')
  })

  it('open as far as the part that is to be typed anew', async () => {
    const one = await opened()
    one.writing.retype('who')
    expect([one.field.text, one.writing.lead, one.field.caret]).toEqual([
      'Jo: three chats',
      '14:09 ',
      3,
    ])
    const two = await opened()
    two.writing.retype('time')
    expect([two.field.text, two.writing.lead, two.field.caret]).toEqual([
      '14:09 Jo: three chats',
      '',
      5,
    ])
  })

  it('wait for the field when a line is opened to be given another time', async () => {
    const line = await s.live.file('Jo: three chats')
    await s.live.edit(line?.record.id ?? '', 'time')
    const field = new FakeField()
    field.text = 'three chats'
    s.live.editing?.writing.attach(field)
    expect([field.text, field.caret]).toEqual(['Jo: three chats', 0])
  })
})

describe('what can be done with a line', () => {
  it('is split where the caret is, in one step', async () => {
    const line = await s.live.file('Jo: saw the graph, then paged')
    await s.live.edit(line?.record.id ?? '')
    const writing = s.live.editing?.writing
    const field = new FakeField()
    field.text = writing?.text ?? ''
    writing?.attach(field)
    field.caret = 'saw the graph,'.length
    expect(writing?.split()).toBe(true)
    await vi.waitFor(() => expect(texts()).toEqual(['saw the graph,', 'then paged']))
    expect([s.filed.at(-1)?.step.name, s.live.editing]).toEqual(['split-line', undefined])
  })

  it('is not split at its ends', async () => {
    const line = await s.live.file('one')
    await s.live.edit(line?.record.id ?? '')
    const field = new FakeField()
    field.text = 'one'
    s.live.editing?.writing.attach(field)
    expect(s.live.editing?.writing.split()).toBe(false)
    field.caret = 3
    expect(s.live.editing?.writing.split()).toBe(false)
    expect(s.live.editing).toBeDefined()
  })

  it('is joined with the line above, where they are of a kind', async () => {
    for (const text of ['one', 'two', '# three']) await s.live.file(text)
    await s.live.reshape.join(row(1))
    expect(texts()).toEqual(['one two', 'three'])
    expect(await s.live.reshape.join(row(1))).toBeUndefined()
    expect([texts(), s.joined]).toEqual([['one two', 'three'], ['join-lines']])
    expect(s.saving.state.kind).toBe('saved')
  })

  it('is linked to factors and unlinked', async () => {
    await s.live.file('one')
    const factor = newFactor(s.live.debrief.id, { stage: 1, position: 9 }, { text: 'one pool' })
    await s.live.debrief.put('factor', factor, { name: 'add-factor' })
    s.live.reshape.link(row(0).id, [factor.id])
    await s.saving.flush()
    expect(s.whole().factors[0]?.entryIds).toEqual([row(0).id])
    expect(s.live.reshape.linked(row(0).id)).toEqual([factor.id])
    s.live.reshape.link(row(0).id, [])
    expect(s.live.reshape.linked(row(0).id)).toEqual([])
  })

  it('fits the line', async () => {
    for (const text of ['one', '# two']) await s.live.file(text)
    const on = (at: number) => actsOn(s.live, row(at)).map((a) => a.id)
    expect(on(0)).toEqual(['edit', 'retime', 'assign', 'link', 'picture', 'lower', 'delete'])
    expect(on(1)).toEqual(['edit', 'join', 'picture', 'raise', 'delete'])
    expect(new Set(acts.map((a) => a.keys)).size).toBe(acts.length)
  })
})

describe('pasted lines', () => {
  it('are one call and one step, however many', async () => {
    const filed = await s.live.filing.paste(
      Array.from({ length: 1000 }, (_, i) => `line ${i}`).join('\n'),
    )
    expect([filed.length, s.filed.length, texts().length]).toEqual([1000, 1, 1000])
    expect([texts()[0], texts()[999]]).toEqual(['line 0', 'line 999'])
    await s.live.file('and on')
    expect(texts().at(-1)).toBe('and on')
    expect(s.live.filing.pending).toEqual([])
  })

  it('go one by one where they are refused together, so that one is told', async () => {
    s.fake.refuse = ['too-long', '', 'too-long']
    void s.live.filing.paste('one\nvery long\nthree')
    await vi.waitFor(() => expect(texts()).toEqual(['one', 'three']))
    expect(s.live.filing.pending.map((p) => p.text)).toEqual(['very long'])
    expect(new Set(s.filed.map((f) => f.step.id)).size).toBe(1)
  })

  it('wait for a full disk all together', async () => {
    s.fake.refuse = ['disk-full']
    void s.live.filing.paste('one\ntwo')
    await s.saving.flush()
    expect(s.saving.unsavedText()).toBe('one\ntwo')
    await s.saving.flush()
    expect(texts()).toEqual(['one', 'two'])
  })

  it('ask about somebody new once, and one answer is for all of theirs', async () => {
    await s.live.filing.paste('Bob: one\nBob: two\nEve: three')
    expect([s.live.filing.asks.size, s.live.filing.shown.size]).toEqual([3, 2])
    await s.live.accept(row(0).id)
    const bob = s.whole().participants.find((p) => p.name === 'Bob')
    expect(s.live.debrief.whole.entries.map((e) => [e.text, e.who.participantId])).toEqual([
      ['one', bob?.id],
      ['two', bob?.id],
      ['Eve: three', ''],
    ])
    s.live.filing.leaveAsk(row(2).id)
    expect(s.live.filing.asks.size).toBe(0)
  })
})
