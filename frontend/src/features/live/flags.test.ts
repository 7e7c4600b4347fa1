import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { stage, type, type Stage } from './fake'
import { restMs } from './flags.svelte'
import { settled } from '$lib/wording.svelte'
import { pieces } from './pieces'

describe('flags', () => {
  let s: Stage
  beforeEach(async () => {
    vi.useFakeTimers()
    s = await stage()
    s.live.start()
    await vi.runOnlyPendingTimersAsync()
  })
  afterEach(() => vi.useRealTimers())

  const rest = () => vi.advanceTimersByTimeAsync(restMs + 5)
  const phrases = () => s.live.flags.list.map((f) => f.flag.phrase)

  it('looks when typing rests, not before', async () => {
    type(s, 'we should have looked')
    await vi.advanceTimersByTimeAsync(restMs - 50)
    expect(phrases()).toEqual([])
    type(s, 'we should have looked at')
    await vi.advanceTimersByTimeAsync(restMs - 50)
    expect(phrases()).toEqual([])
    await vi.advanceTimersByTimeAsync(100)
    expect(phrases()).toEqual(['should have'])
    expect(s.field.marks).toMatchObject([{ from: 3, to: 14 }])
  })

  it('leaves the word alone that is being typed', async () => {
    type(s, 'we should have')
    await rest()
    expect(phrases()).toEqual([])
    type(s, 'we should have ')
    await rest()
    expect(phrases()).toEqual(['should have'])
  })

  it('never looks at quotes, questions and commands', async () => {
    for (const text of [
      '> we should have looked',
      '? what should have happened',
      '/open we should have',
    ]) {
      type(s, text)
      await rest()
      expect(phrases()).toEqual([])
    }
    type(s, '> we should have looked')
    void s.live.writing.enter()
    await rest()
    expect(phrases()).toEqual([])
  })

  it('keeps a flag through Enter, and the card with it', async () => {
    type(s, 'we should have looked at it')
    await rest()
    expect(s.live.flags.current?.typed).toBe(true)
    void s.live.writing.enter()
    await rest()
    expect(s.live.flags.current).toMatchObject({ typed: false, flag: { phrase: 'should have' } })
  })

  it('stays later when it was put off', async () => {
    type(s, 'we should have looked at it')
    await rest()
    s.live.flags.later()
    void s.live.writing.enter()
    await rest()
    expect(s.live.flags.current).toBeUndefined()
    expect(s.live.flags.next()?.flag.phrase).toBe('should have')
  })

  it('turns a flag into a question directly below, as one step', async () => {
    type(s, 'we should have looked at it')
    void s.live.writing.enter()
    await rest()
    await s.live.file('next line')
    const open = s.live.flags.list[0]
    if (open) void s.live.ask(open, 1)
    await rest()
    expect(s.live.rows.map((r) => r.record.text)).toEqual([
      'we should have looked at it',
      'What made sense?',
      'next line',
    ])
    const [first, question] = s.live.rows
    expect(question?.record).toMatchObject({ aboutId: first?.id, rule: 'test/should have' })
    expect(s.whole().wordings.map((w) => w.decision)).toEqual(['asked'])
    const [a, b] = s.fake.steps.slice(-2)
    expect(a?.id).toBe(b?.id)
    expect(s.live.flags.count).toBe(0)
    expect(s.live.flags.turned).toBe(1)
  })

  it('asks about a line in mid-sentence, and files the question with the line', async () => {
    type(s, 'we should have looked at ')
    await rest()
    const open = s.live.flags.current
    if (open) void s.live.ask(open, 0)
    await rest()
    expect(s.field.text).toBe('we should have looked at ')
    expect(s.live.rows).toEqual([])
    expect(phrases()).toEqual([])
    expect(s.live.writing.decided).toMatchObject([{ question: 'What were you seeing?' }])
    type(s, 'we should have looked at it')
    void s.live.writing.enter()
    void s.live.file('the next')
    await rest()
    expect(s.live.rows.map((r) => r.record.text)).toEqual([
      'we should have looked at it',
      'What were you seeing?',
      'the next',
    ])
    expect(s.live.rows[1]?.record).toMatchObject({ aboutId: s.live.rows[0]?.id })
    expect(s.whole().wordings.map((w) => w.decision)).toEqual(['asked'])
    expect(phrases()).toEqual([])
    // With its line it is one step, also while the next line waits: taken back, all of it goes.
    const [line, next] = s.filed
    expect(new Set(s.fake.steps.slice(-2).map((x) => x.id))).toEqual(new Set([line?.step.id]))
    expect(next?.step.id).not.toBe(line?.step.id)
  })

  it('takes a question back that was asked in mid-sentence', async () => {
    type(s, 'we should have looked at ')
    await rest()
    const open = s.live.flags.current
    if (open) void s.live.ask(open, 0)
    await rest()
    s.field.deeds[0]?.back()
    await rest()
    expect(s.live.writing.decided).toEqual([])
    expect(phrases()).toEqual(['should have'])
    void s.live.writing.enter()
    await rest()
    expect(s.live.rows).toHaveLength(1)
  })

  it('keeps the card at every moment between Enter and the filed line', async () => {
    type(s, 'we should have looked at it')
    await rest()
    const seen = new Set<unknown>()
    const look = () => seen.add(`${s.live.flags.current?.flag.phrase} ${s.live.flags.count}`)
    s.fake.delay = 200
    void s.live.writing.enter()
    for (let i = 0; i < 60; i++) {
      look()
      await vi.advanceTimersByTimeAsync(5)
    }
    look()
    expect(s.live.rows).toHaveLength(1)
    expect(s.live.flags.current?.typed).toBe(false)
    expect([...seen]).toEqual(['should have 1'])
  })

  it('asks about a line that is on its way once it is filed', async () => {
    type(s, 'we should have looked at it')
    await rest()
    s.fake.delay = 200
    void s.live.writing.enter()
    const open = s.live.flags.current
    if (open) void s.live.ask(open, 1)
    void s.live.paste('after it')
    await vi.advanceTimersByTimeAsync(2000)
    expect(s.live.rows.map((r) => r.record.text)).toEqual([
      'we should have looked at it',
      'What made sense?',
      'after it',
    ])
    expect(phrases()).toEqual([])
  })

  it('looks again at a refused line that is written again, with what was decided', async () => {
    type(s, 'we should have looked at it')
    await rest()
    s.fake.refuse = ['too-long']
    void s.live.writing.enter()
    await rest()
    expect(s.live.rows).toEqual([])
    s.live.retry(s.live.filing.pending[0]?.key ?? '')
    await rest()
    expect(s.field.text).toBe('we should have looked at it')
    expect(s.live.flags.list).toHaveLength(1)
    const open = s.live.flags.current
    expect(open).toMatchObject({ typed: true })
    if (open) void s.live.ask(open, 0)
    s.fake.refuse = ['too-long']
    void s.live.writing.enter()
    await rest()
    s.live.retry(s.live.filing.pending[0]?.key ?? '')
    await rest()
    expect(s.live.writing.decided).toMatchObject([{ decision: 'asked' }])
    expect(s.live.flags.count).toBe(0)
  })

  it('looks at text that was being written when the app ended', async () => {
    type(s, 'we should have looked at it')
    await rest()
    s.field.marks = []
    const reopened = s.reopen()
    await rest()
    const again = await reopened
    await rest()
    expect(again.flags.list.map((f) => f.flag.phrase)).toEqual(['should have'])
    expect(s.field.marks).toMatchObject([{ from: 3, to: 14 }])
  })

  it('remembers a decision about a line that is not filed yet', async () => {
    type(s, 'we should have looked at it')
    await rest()
    const open = s.live.flags.current
    if (open) await s.live.keep(open, 'left')
    expect(phrases()).toEqual([])
    type(s, 'we should have looked at it, all of us')
    await rest()
    expect(phrases()).toEqual([])
    void s.live.writing.enter()
    await rest()
    expect(phrases()).toEqual([])
    expect(s.whole().wordings.map((w) => [w.decision, w.phrase])).toEqual([['left', 'should have']])
  })

  it('takes back a decision about a line that is not filed yet, and brings it back', async () => {
    type(s, 'we should have looked at it')
    await rest()
    const open = s.live.flags.current
    if (open) await s.live.keep(open, 'left')
    await rest()
    const [deed] = s.field.deeds
    deed?.back()
    await rest()
    expect(phrases()).toEqual(['should have'])
    deed?.run()
    await rest()
    expect(phrases()).toEqual([])
    void s.live.writing.enter()
    await rest()
    // The next line is another one: what was decided about this one is not about that.
    deed?.back()
    deed?.run()
    type(s, 'you should have waited')
    await rest()
    expect(phrases()).toEqual(['should have'])
    expect(s.whole().wordings).toHaveLength(1)
  })

  it('says nothing about a faint phrase until somebody asks', async () => {
    type(s, 'it went down because of that')
    await rest()
    expect(phrases()).toEqual(['because'])
    expect(s.live.flags.current).toBeUndefined()
    expect(s.field.marks).toMatchObject([{ class: 'fl faint' }])
    expect(s.live.flags.next()?.flag.phrase).toBe('because')
  })

  it('leaves a phrase in the whole debrief, before its line is filed', async () => {
    await s.live.file('they should have asked')
    type(s, 'we should have looked at it')
    await rest()
    const open = s.live.flags.current
    if (open) await s.live.keep(open, 'left', 'debrief')
    await rest()
    expect(phrases()).toEqual([])
    void s.live.writing.enter()
    await rest()
    await s.live.file('you should have waited')
    await rest()
    expect(phrases()).toEqual([])
    expect(s.whole().wordings.map((w) => [w.decision, w.scope])).toEqual([['left', 'debrief']])
  })

  it('folds a pile into a count', async () => {
    for (let i = 0; i < 7; i++) {
      s.live.flags.later()
      await s.live.file(`${i} we should have looked`)
    }
    expect(s.live.flags.count).toBe(7)
    expect(s.live.flags.current).toBeUndefined()
    expect(s.live.flags.next()).toBeDefined()
  })

  it('folds a pile that is pasted after a line whose card is shown', async () => {
    type(s, 'first: we should have looked at it')
    await rest()
    void s.live.writing.enter()
    await rest()
    expect(s.live.flags.current).toBeDefined()
    void s.live.paste(Array.from({ length: 8 }, (_, i) => `${i} we should have looked`).join('\n'))
    await rest()
    expect(s.live.flags.count).toBe(9)
    expect(s.live.flags.current).toBeUndefined()
  })

  it('folds again once whoever went through them writes on', async () => {
    await s.live.file('first: we should have looked')
    s.live.flags.next()
    for (let i = 0; i < 6; i++) {
      type(s, `${i} we should have looked`)
      void s.live.writing.enter()
      await rest()
    }
    expect(s.live.flags.count).toBe(7)
    expect(s.live.flags.current).toBeUndefined()
  })

  it('goes to the newest line first, in a line by place, and then to older ones', async () => {
    await s.live.file('one should have looked')
    await s.live.file('two obviously should have looked')
    expect(phrases()).toEqual(['obviously', 'should have', 'should have'])
    expect(s.live.flags.next()?.flag.phrase).toBe('obviously')
    const second = s.live.flags.next()
    const third = s.live.flags.next()
    expect([second, third].map((f) => f?.flag.phrase)).toEqual(['should have', 'should have'])
    expect(third?.recordId).toBe(s.live.rows[0]?.id)
    await s.live.file('three should have looked')
    expect(s.live.flags.next(false)?.recordId).toBe(s.live.rows[2]?.id)
  })

  it('waits while the caret is in the last word of a phrase', () => {
    const flag = { utf16Start: 3, utf16End: 14 } as Parameters<typeof settled>[0][number]
    const text = 'we should have been'
    expect([9, 11, 14, 15, 3].map((caret) => settled([flag], text, caret).length)).toEqual([
      1, 0, 0, 1, 1,
    ])
  })

  it('takes a text apart at its marks, and drops marks of an older text', () => {
    const flag = { utf16Start: 3, utf16End: 9, phrase: 'should' } as Parameters<
      typeof pieces
    >[1][number]
    expect(pieces('we should', [flag])).toEqual([
      { text: 'we ', mark: '' },
      { text: 'should', mark: 'fl' },
    ])
    expect(pieces('we could have', [flag])).toEqual([{ text: 'we could have', mark: '' }])
  })
})
