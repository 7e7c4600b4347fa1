import { beforeEach, describe, expect, it } from 'vitest'
import type { PromoteInput, SourceFilter, SourceLine } from '$lib/backend'
import { OpenDebrief } from '$lib/debrief.svelte'
import { newEntry, noMoment } from '$lib/make'
import type { Source } from '$lib/nouns'
import { Saving } from '$lib/saving.svelte'
import { Fake, newWhole } from '$lib/testing/fake'
import { EvidencePanel } from './evidence.svelte'

const source = (id: string, debriefId: string): Source => ({
  id,
  debriefId,
  rev: 1,
  name: `${id}.json`,
  title: '',
  format: 'slack-export',
  packId: 'pack',
  count: 0,
  sha256: '',
  zone: '',
  day: '',
  startedAt: '',
  aheadSeconds: 0,
  senders: [],
  broughtAt: '2026-11-04T00:00:00Z',
})

const at = (minute: number) => new Date(Date.UTC(2026, 10, 3, 14, minute)).toISOString()

const line = (n: number, also: Partial<SourceLine> = {}): SourceLine => ({
  n,
  time: { ...noMoment(), at: at(n), precision: 'minute' },
  sender: n % 2 ? 'Jo' : 'Ines',
  kind: '',
  channel: '',
  text: `line ${n}`,
  edited: false,
  reply: false,
  reason: '',
  file: 'a.json',
  line: n + 1,
  secrets: [],
  ...also,
})

let all: SourceLine[]
let need = ''
let asked: { from: number; filter: SourceFilter }[]
let promoted: PromoteInput[]

/** A panel over a source of these messages, whose bridge knows words and what nobody said. */
async function open(lines: SourceLine[], sources = ['s']) {
  all = lines
  asked = []
  promoted = []
  const fake = new Fake().install()
  const saving = new Saving()
  const whole = fake.add(newWhole())
  const id = whole.debrief.id
  whole.sources = sources.map((s) => source(s, id))
  const { go } = window as unknown as { go: { app: Record<string, Record<string, unknown>> } }
  Object.assign(go.app.Sources ?? {}, {
    Lines: (_: string, __: string, filter: SourceFilter, from: number) => {
      asked.push({ from, filter })
      const fits = all.filter((l) => l.text.includes(filter.words))
      const shown = fits.filter((l) => filter.system || l.kind !== 'system')
      return Promise.resolve({
        found: shown.length,
        count: all.length,
        lines: shown.slice(from, from + 500),
        folded: fits.length - shown.length,
        need,
        untimed: 0,
        unread: 0,
        first: noMoment(),
      })
    },
    Promote: (_: unknown, input: PromoteInput) => {
      promoted.push(input)
      return Promise.resolve(
        input.messages.map((message) =>
          Object.assign(newEntry(id, { stage: 0, position: message }), {
            id: `e${message}`,
            rev: 1,
            citations: [{ sourceId: input.sourceId, message }],
          }),
        ),
      )
    },
  })
  const debrief = await OpenDebrief.open(id, saving)
  const panel = new EvidencePanel(debrief, saving)
  await panel.show()
  return panel
}

const some = (n: number) => Array.from({ length: n }, (_, i) => line(i))

describe('EvidencePanel', () => {
  beforeEach(() => (need = ''))

  it('holds a part of a long source, and reads on at both ends', async () => {
    const panel = await open(some(3000))
    expect(panel.lines.length).toBe(500)
    for (let i = 0; i < 5; i++) await panel.more(1)
    expect([panel.lines.length, panel.start, panel.lines[0]?.n]).toEqual([1500, 1500, 1500])
    expect(panel.hasMore).toBe(false)
    await panel.more(-1)
    expect([panel.lines.length, panel.start, panel.lines[0]?.n]).toEqual([1500, 1000, 1000])
    await panel.end(-1)
    expect([panel.start, panel.at]).toEqual([0, 0])
    await panel.end(1)
    expect([panel.start, panel.at]).toEqual([2500, 2999])
  })

  it('goes to a cited line, whatever was looked for before', async () => {
    const panel = await open(some(3000))
    await panel.show('s', { words: 'line 7' })
    await panel.goTo({ sourceId: 's', message: 2222 })
    expect(panel.at).toBe(2222)
    expect(panel.isFiltered).toBe(false)
    await panel.goTo({ sourceId: 'gone', message: 1 })
    expect(panel.at).toBe(2222)
  })

  it('says how much is hidden, and folds what nobody said', async () => {
    const panel = await open([...some(5), line(5, { kind: 'system', text: 'joined' })])
    expect([panel.hidden, panel.folded]).toEqual([0, 1])
    await panel.show('s', { words: 'line 3' })
    expect([panel.hidden, panel.folded]).toEqual([5, 0])
    await panel.show('s', { words: '', system: true })
    expect([panel.hidden, panel.folded, panel.lines.length]).toEqual([0, 0, 6])
  })

  it('shows a time without a line, but not where lines are hidden', async () => {
    const panel = await open([line(0), line(9), line(20)])
    expect(panel.rows.map((r) => (r.kind === 'gap' ? r.minutes : r.line.n))).toEqual([0, 9, 11, 20])
    await panel.show('s', { words: 'line' })
    expect(panel.rows.some((r) => r.kind === 'gap')).toBe(false)
  })

  it('makes entries of what is marked, once', async () => {
    const panel = await open(some(10))
    panel.go(2, true)
    expect(panel.chosen.map((l) => l.n)).toEqual([0, 1, 2])
    expect((await panel.promote()).length).toBe(3)
    expect(promoted[0]).toMatchObject({ messages: [0, 1, 2], joined: false, leaveOut: false })
    panel.markShown()
    expect(panel.chosen.map((l) => l.n)).toEqual([3, 4, 5, 6, 7, 8, 9])
    panel.markShown()
    expect(panel.marked.size).toBe(0)
    panel.at = 1
    expect(await panel.promote()).toEqual([])
  })

  it('offers one entry for what one person says on end, at once for a recording', async () => {
    const said = [line(0, { sender: 'Jo' }), line(1), line(2, { sender: 'Jo' })]
    const panel = await open(said)
    panel.markShown()
    expect([panel.canJoin, panel.joined, panel.entries]).toEqual([true, false, 3])
    panel.joined = true
    expect(panel.entries).toBe(1)
    need = 'start'
    const call = await open(said)
    call.markShown()
    expect([call.joined, call.entries]).toEqual([true, 1])
    await call.promote()
    expect(promoted[0]?.joined).toBe(true)
  })

  it('points out what looks like a key, and leaves it out unless told otherwise', async () => {
    const panel = await open([line(0), line(1, { secrets: [{ text: 'k', kind: 'key' }] })])
    expect(panel.secrets.lines).toBe(0)
    panel.markShown()
    expect(panel.secrets).toEqual({ lines: 1, kinds: ['key'] })
    await panel.promote()
    expect(promoted[0]?.leaveOut).toBe(true)
  })

  it('is there without a source only until there is a timeline', async () => {
    const panel = await open([], [])
    expect(panel.open).toBe(true)
    panel.debrief.adopt('entry', {
      ...newEntry(panel.debrief.id, { stage: 0, position: 1 }),
      id: 'e',
    })
    expect(panel.open).toBe(false)
    panel.open = true
    expect(panel.open).toBe(true)
  })
})
