import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Entry } from '$lib/nouns'
import { toasts } from '$lib/ui/toasts.svelte'
import { stage, type, type Stage } from './fake'

const texts = (s: Stage) => s.live.rows.map((r) => r.record.text)

describe('the course of a meeting', () => {
  let s: Stage
  beforeEach(async () => {
    s = await stage()
  })

  it('starts, moves both ways and ends, one step each', async () => {
    expect(s.live.step).toBe('start')
    s.live.advance()
    await s.saving.flush()
    expect(s.whole().debrief.state).toBe('live')
    expect(new Set(s.fake.steps.map((x) => x.id)).size).toBe(1)
    s.live.goTo(3)
    s.live.goTo(2)
    s.live.goTo(7)
    expect(s.live.step).toBe('end')
    s.live.advance()
    await s.saving.flush()
    expect(s.whole().debrief.state).toBe('read-back')
    expect(s.whole().meeting.endedAt).not.toBe('')
  })

  it('gives the word to one after the other, whoever is new first', async () => {
    const sam = s.live.debrief.whole.participants[2]
    if (sam) sam.newcomer = true
    s.live.start()
    s.live.goTo(3)
    const heard: string[] = []
    for (let i = 0; i < 3; i++) {
      heard.push(s.live.turns.speakerId)
      s.live.nextSpeaker()
    }
    expect(heard).toEqual(['Sam', 'Ines', 'Jo'])
    expect(s.live.turns.speakerId).toBe('')
    expect(s.live.step).toBe('stage')
  })

  it('asks with the name of the speaker and walks the prompts', () => {
    s.live.start()
    s.live.goTo(3)
    expect(s.live.agenda.current.text).toMatch(/^Ines, where does/)
    s.live.agenda.walk(-1)
    expect(s.live.agenda.index).toBe(s.live.agenda.questions.length - 1)
    s.live.agenda.walk(1)
    s.live.agenda.walk(1)
    expect(s.live.agenda.current.text).toBe('How did you find out that something was going on?')
    s.live.nextSpeaker()
    expect(s.live.agenda.current.text).toMatch(/^Jo, where does/)
  })

  it('files the question on top as asked, once', async () => {
    s.live.start()
    s.live.goTo(3)
    s.live.markAsked()
    s.live.markAsked()
    await s.saving.flush()
    expect(s.whole().questions.map((q) => [q.state, q.who.participantId])).toEqual([
      ['asked', 'Ines'],
    ])
  })
})

describe('lines', () => {
  let s: Stage
  beforeEach(async () => {
    s = await stage()
    s.live.start()
    await s.saving.flush()
  })

  it('shows a line at once, keeps the order of Enters and frees the field', async () => {
    for (const text of ['one', 'two', '# three', 'four']) {
      type(s, text)
      void s.live.writing.enter()
      expect(s.field.text).toBe('')
    }
    expect(s.live.filing.pending.map((p) => p.text)).toEqual(['one', 'two', '# three', 'four'])
    await s.saving.flush()
    expect(s.live.filing.pending).toEqual([])
    expect(texts(s)).toEqual(['one', 'two', 'three', 'four'])
    expect(s.live.rows.map((r) => r.noun)).toEqual(['entry', 'entry', 'factor', 'entry'])
  })

  it('keeps the same rows for lines that did not change', async () => {
    await s.live.file('one')
    const before = s.live.rows[0]
    await s.live.file('two')
    expect(s.live.rows[0]).toBe(before)
  })

  it('keeps a line that cannot be saved, and files it again when it is changed', async () => {
    s.fake.refuse = ['too-long']
    void s.live.file('very long')
    await vi.waitFor(() => expect(s.live.filing.pending[0]?.problem).toBeTruthy())
    expect(s.saving.state.kind).toBe('problem')
    expect(s.saving.unsavedText()).toContain('very long')
    const key = s.live.filing.pending[0]?.key ?? ''
    s.live.retry(key)
    expect(s.field.text).toBe('very long')
    await s.saving.flush()
    expect(s.saving.state.kind).toBe('saved')
    await s.live.writing.enter()
    expect(texts(s)).toEqual(['very long'])
  })

  it('makes one step of a paste', async () => {
    s.live.writing.paste('one\n\ntwo\nthree\n')
    await s.saving.flush()
    expect(texts(s)).toEqual(['one', 'two', 'three'])
    expect(new Set(s.filed.map((f) => f.step.id)).size).toBe(1)
  })

  it('obeys commands in the order of lines', async () => {
    s.live.goTo(3)
    s.live.writing.paste('mine\n/next\nyours\n/person sam\nhers\n/stage 4\nours')
    await s.saving.flush()
    const entries = s.live.debrief.whole.entries
    expect(entries.map((e) => [e.text, e.who.participantId, e.stage])).toEqual([
      ['mine', 'Ines', 3],
      ['yours', 'Jo', 3],
      ['hers', 'Sam', 3],
      ['ours', '', 4],
    ])
  })

  it('offers somebody new, and gives them the line in one step', async () => {
    const line = await s.live.file('Bob: restarted the indexer')
    expect(s.live.filing.asks.size).toBe(1)
    await s.live.accept(line?.record.id ?? '')
    expect(s.live.filing.asks.size).toBe(0)
    const bob = s.whole().participants.find((p) => p.name === 'Bob')
    expect(s.live.debrief.whole.entries.map((e) => [e.text, e.who.participantId])).toEqual([
      ['restarted the indexer', bob?.id],
    ])
  })

  it('edits a line in place, restores it at Esc and files it when it is left', async () => {
    const line = await s.live.file('one')
    const id = line?.record.id ?? ''
    await s.live.edit(id)
    s.live.editing?.writing.changed('one and more')
    s.live.editing?.writing.restore()
    expect([texts(s), s.live.editing]).toEqual([['one'], undefined])
    await s.live.edit(id)
    const writing = s.live.editing?.writing
    writing?.changed('two')
    await writing?.leave()
    expect(texts(s)).toEqual(['two'])
  })

  it('reads a time after the speaker’s own lines, not after somebody else’s', async () => {
    s.live.goTo(3)
    const line = await s.live.file('14:00 mine')
    const time = { at: '2026-11-03T14:00:00Z', zone: 'UTC', raw: '', problem: '' } as const
    s.live.debrief.adopt('entry', {
      ...(line?.record as Entry),
      time: { ...time, precision: 'minute' },
    })
    await s.live.file('14:10 mine')
    s.live.nextSpeaker()
    await s.live.file('13:00 yours')
    expect(s.filed.slice(-2).map((f) => f.input.previous.at)).toEqual([time.at, ''])
  })

  it('moves a line over its neighbour', async () => {
    for (const text of ['one', 'two', 'three']) await s.live.file(text)
    const [, , three] = s.live.rows
    if (three) s.live.reshape.move(three, -1)
    expect(texts(s)).toEqual(['one', 'three', 'two'])
    const [one] = s.live.rows
    expect(one && s.live.reshape.move(one, -1)).toBe(false)
    await s.saving.flush()
    expect(s.saving.state.kind).toBe('saved')
  })

  it('removes a line whose text was emptied', async () => {
    const line = await s.live.file('one')
    await s.live.edit(line?.record.id ?? '')
    s.live.editing?.writing.changed('')
    await s.live.editing?.writing.enter()
    expect(texts(s)).toEqual([])
  })

  it('brings back what was being typed', async () => {
    type(s, 'half a sen')
    await s.saving.flush()
    const again = await s.reopen()
    expect(again.writing.text).toBe('half a sen')
    await again.writing.enter()
    const third = await s.reopen()
    expect([third.writing.text, third.rows.map((r) => r.record.text)]).toEqual(['', ['half a sen']])
  })

  it('lets go of a draft when its line is filed, not before and not after', async () => {
    type(s, 'half a sentence')
    await s.saving.flush()
    const kept = () => s.fake.drafts.get(s.live.debrief.id)?.capture
    s.fake.refuse = ['disk-full']
    void s.live.writing.enter()
    type(s, 'and the next')
    await s.saving.flush()
    expect([texts(s).length, kept()]).toEqual([0, 'half a sentence'])
    await s.saving.flush()
    expect(s.filed.map((f) => [f.input.draftField, f.input.draft])).toEqual([
      ['capture', 'and the next'],
    ])
    expect([texts(s), kept()]).toEqual([['half a sentence'], 'and the next'])
  })

  it('keeps what was edited in place until it is filed', async () => {
    const line = await s.live.file('one')
    await s.live.edit(line?.record.id ?? '')
    s.live.editing?.writing.changed('one and two')
    await s.saving.flush()
    const field = `line:${line?.record.id ?? ''}`
    s.fake.refuse = ['disk-full']
    void s.live.editing?.writing.enter()
    await s.saving.flush()
    expect(s.fake.drafts.get(s.live.debrief.id)?.[field]).toBe('one and two')
    await s.saving.flush()
    expect([texts(s), s.fake.drafts.get(s.live.debrief.id)?.[field]]).toEqual([['one and two'], ''])
  })

  it('opens a line again whose words were agreed to another way, with what was typed and why', async () => {
    const line = await s.live.file('one')
    const id = line?.record.id ?? ''
    const why = () => s.live.editing && s.live.kept.why(s.live.editing.writing)
    const change = async (text: string) => {
      await s.live.edit(id)
      s.live.editing?.writing.changed(text)
      await s.saving.flush()
      s.fake.refuse = ['consent-kept']
    }
    await change('Jo: one')
    await s.live.editing?.writing.enter()
    await vi.waitFor(() => expect(why()).toBe('refused: consent-kept'))
    expect([s.live.editing?.id, s.live.editing?.writing.text]).toEqual([id, 'Jo: one'])
    s.live.editing?.writing.restore()
    expect(s.live.debrief.drafts[`line:${id}`]).toBe('')

    // Whoever left it is not held there: the words are in the line when it is opened.
    await change('Sam: one')
    await s.live.editing?.writing.leave()
    expect([s.live.editing, toasts.all[0]?.text]).toEqual([undefined, 'refused: consent-kept'])
    await s.live.edit(id)
    expect([s.live.editing?.writing.text, why()]).toEqual(['Sam: one', ''])
    s.live.editing?.writing.restore()

    // Nor is the caret taken from whoever writes the next line by then.
    await change('Ines: one')
    const entered = s.live.editing?.writing.enter()
    type(s, 'and')
    await entered
    await s.saving.flush()
    expect([s.live.editing, s.live.writing.text, texts(s)]).toEqual([undefined, 'and', ['one']])
  })

  it('brings back a line that was being edited, and files it when it is left', async () => {
    const line = await s.live.file('one')
    await s.live.edit(line?.record.id ?? '')
    s.live.editing?.writing.changed('one and a ha')
    await s.saving.flush()
    const again = await s.reopen()
    await vi.waitFor(() => expect(again.editing?.writing.text).toBe('one and a ha'))
    await again.editing?.writing.leave()
    expect(again.rows.map((r) => r.record.text)).toEqual(['one and a ha'])
  })

  it('separates turns in the narratives, and stages', async () => {
    await s.live.file('hello')
    s.live.goTo(3)
    await s.live.file('mine')
    await s.live.file('mine too')
    await s.live.file('Jo: mine as well')
    expect(s.live.rows.map((r) => [r.head?.stage ?? 0, r.head?.who?.participantId ?? ''])).toEqual([
      [1, ''],
      [3, 'Ines'],
      [0, ''],
      [0, 'Jo'],
    ])
    expect(s.live.turnStart).toBe(3)
  })
})
