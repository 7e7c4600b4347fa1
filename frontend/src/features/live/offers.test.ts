import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PromptLine, PromptOffer } from '$lib/backend'
import { stage, type, type Stage } from './fake'
import { restMs } from './offers.svelte'

let asked: PromptLine[]
let s: Stage

/** A backend that has so many questions about a line: "two: …" has two. */
const counts: Record<string, number> = { one: 1, two: 2, three: 3 }
const offers = (line: PromptLine): PromptOffer[] =>
  Array.from({ length: counts[line.text.split(' ')[0] ?? ''] ?? 0 }, (_, i) => ({
    family: i === 0 ? 'novelty' : 'decision',
    quote: line.text,
    text: `${line.text}, ${i + 1}?`,
  }))

const shown = () => s.live.offers.list.map((o) => o.text)
const settled = () => vi.waitFor(() => expect(asked.at(-1)?.text).toBe(s.filed.at(-1)?.input.text))

async function write(text: string) {
  await s.live.file(text)
  await settled()
  // The answer is on its way for some turns of the loop.
  await new Promise((taken) => setTimeout(taken))
}

beforeEach(async () => {
  asked = []
  s = await stage()
  const app = (window as unknown as { go: { app: Record<string, unknown> } }).go.app
  app.Prompts = {
    Offer: async (_: string, line: PromptLine) => {
      asked.push(line)
      return offers(line)
    },
  }
  s.live.start()
  s.live.goTo(3)
})

describe('questions about what was just written', () => {
  it('says who spoke, and takes at most two of a line', async () => {
    await write('three a')
    expect(asked[0]).toMatchObject({ speaker: 'Ines', kind: 'entry', stage: 3, system: false })
    await vi.waitFor(() => expect(shown()).toEqual(['three a, 1?', 'three a, 2?']))
  })

  it('keeps the places: a new one takes an empty place, else that of a second, else the oldest', async () => {
    await write('two a')
    await write('one b')
    await vi.waitFor(() => expect(shown()).toEqual(['two a, 1?', 'two a, 2?', 'one b, 1?']))
    await write('nothing here')
    expect(shown()).toHaveLength(3)
    // A second question goes before a first one, and takes the place of none.
    await write('two c')
    await vi.waitFor(() => expect(shown()).toEqual(['two a, 1?', 'two c, 1?', 'one b, 1?']))
    expect(s.live.offers.list.map((o) => o.newest)).toEqual([false, true, false])
    await write('one d')
    await vi.waitFor(() => expect(shown()).toEqual(['one d, 1?', 'two c, 1?', 'one b, 1?']))
  })

  it('files one below its line, about it, puts it on top and lets its place go', async () => {
    await write('two a')
    await write('later')
    await vi.waitFor(() => expect(shown()).toHaveLength(2))
    const second = s.live.offers.at(1)
    if (second) s.live.askAbout(second)
    if (second) s.live.askAbout(second)
    await s.saving.flush()
    expect(s.live.rows.map((r) => r.record.text)).toEqual(['two a', 'two a, 2?', 'later'])
    const [question] = s.whole().questions
    expect(question).toMatchObject({ aboutId: s.live.rows[0]?.id, state: 'asked', stage: 3 })
    expect(question?.who.participantId).toBe('Ines')
    expect(s.live.agenda.current.text).toBe('two a, 2?')
    expect(s.live.agenda.currentKey).toBe('prompt.room.decision')
    // It stays where it is until another one needs the place.
    expect(s.live.offers.list.map((o) => o.asked)).toEqual([false, true])
    await write('two b')
    await vi.waitFor(() => expect(shown()).toEqual(['two a, 1?', 'two b, 2?', 'two b, 1?']))
  })

  it('waits while somebody is at the list', async () => {
    await write('one a')
    await vi.waitFor(() => expect(shown()).toEqual(['one a, 1?']))
    s.live.offers.hold(true)
    await write('two b')
    expect(shown()).toEqual(['one a, 1?'])
    s.live.offers.hold(false)
    expect(shown()).toEqual(['one a, 1?', 'two b, 1?', 'two b, 2?'])
  })

  it('goes with its line, and with the turn it belongs to', async () => {
    await write('one a')
    await vi.waitFor(() => expect(shown()).toHaveLength(1))
    const [row] = s.live.rows
    if (row) s.live.remove(row)
    expect(shown()).toEqual([])
    await write('one b')
    await vi.waitFor(() => expect(shown()).toHaveLength(1))
    s.live.nextSpeaker()
    expect(shown()).toEqual([])
  })

  it('says nothing about a line whose turn is over when it is filed', async () => {
    const filing = s.live.file('two a')
    s.live.nextSpeaker()
    await filing
    await settled()
    await s.saving.flush()
    expect(shown()).toEqual([])
  })

  it('is silent when the backend is', async () => {
    const app = (window as unknown as { go: { app: Record<string, unknown> } }).go.app
    app.Prompts = { Offer: () => Promise.reject(new Error('no')) }
    await s.live.file('one a')
    expect(shown()).toEqual([])
  })

  describe('while a line is typed', () => {
    beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
    afterEach(() => void vi.useRealTimers())
    const rest = (ms = restMs) => vi.advanceTimersByTimeAsync(ms)

    it('come after a rest, and stay in their places when it is filed', async () => {
      type(s, 'two a')
      await rest(restMs - 1)
      expect(shown()).toEqual([])
      await rest(1)
      const both = ['two a, 1?', 'two a, 2?']
      expect(shown()).toEqual(both)
      const entered = s.live.writing.enter()
      for (let i = 0; i < 50; i++) {
        // Nothing blinks on the way.
        expect(shown()).toEqual(both)
        await Promise.resolve()
      }
      await entered
      await rest()
      expect(shown()).toEqual(both)
      // They are about the line now.
      const [row] = s.live.rows
      expect(s.live.offers.list.map((o) => o.lineId)).toEqual([row?.id, row?.id])
    })

    it('follow what is written on, each in its place', async () => {
      type(s, 'one a')
      await rest()
      type(s, 'two a')
      await rest()
      expect(shown()).toEqual(['two a, 1?', 'two a, 2?'])
      type(s, 'nothing')
      await rest()
      expect(shown()).toEqual([])
      type(s, 'one b')
      await rest()
      type(s, '')
      expect(shown()).toEqual([])
    })

    it('leave a command and a question alone, and the answer about an older text', async () => {
      for (const text of ['/two a', '? two a']) {
        type(s, text)
        await rest()
      }
      expect(asked).toEqual([])
      type(s, 'two a')
      await rest(restMs - 1)
      type(s, 'nothing')
      await rest(restMs - 1)
      expect(asked).toEqual([])
    })

    it('are asked in mid-sentence: on top at once, below the line when it is filed', async () => {
      type(s, 'two a')
      await rest()
      const second = s.live.offers.at(1)
      if (second) s.live.askAbout(second)
      expect(s.live.agenda.current.text).toBe('two a, 2?')
      expect(s.live.offers.list.map((o) => o.asked)).toEqual([false, true])
      s.field.deeds.at(-1)?.back()
      expect(s.live.offers.list.map((o) => o.asked)).toEqual([false, false])
      s.field.deeds.at(-1)?.run()
      type(s, 'two a, and more')
      await s.live.writing.enter()
      await rest()
      expect(s.live.rows.map((r) => r.record.text)).toEqual(['two a, and more', 'two a, 2?'])
      expect(s.live.debrief.whole.wordings).toEqual([])
      expect(s.live.offers.list.find((o) => o.text === 'two a, 2?')?.asked).toBe(true)
    })
  })

  it('are kept with what is pinned and on top, and taken up again', async () => {
    await write('two a')
    await vi.waitFor(() => expect(shown()).toHaveLength(2))
    const [first] = s.live.offers.list
    if (first) s.live.askAbout(first)
    s.live.agenda.togglePin()
    const keep = (live = s.live) => {
      live.standing.note({ ...live.agenda.held, offers: live.offers.standing })
    }
    keep()
    const kept = () => s.fake.drafts.get(s.live.debrief.id)?.asking
    await vi.waitFor(() => expect(kept()).toContain('two a, 1?'))
    await s.saving.flush()
    const again = await s.reopen()
    expect(again.agenda.pinned?.text).toBe('two a, 1?')
    expect(again.offers.list.map((o) => [o.text, o.asked])).toEqual([
      ['two a, 1?', true],
      ['two a, 2?', false],
    ])
    // Nothing is kept of nothing.
    again.agenda.togglePin()
    again.walk(1)
    again.offers.clear()
    keep(again)
    await vi.waitFor(() => expect(kept() ?? '').toBe(''))
  })
})
