import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Exported, Preview } from '$lib/backend'
import { OpenDebrief } from '$lib/debrief.svelte'
import { exporter } from '$lib/exporter.svelte'
import { Saving } from '$lib/saving.svelte'
import { Fake, newWhole } from '$lib/testing/fake'
import { nameOf } from './pages.svelte'
import { OpenWordings } from '$lib/open-wordings.svelte'
import { ReportScreen } from './report.svelte'
import { beyond, countWords, unprinted } from './words'
import { FieldWording } from '$lib/field-wording.svelte'
import { pageOne } from '$lib/wording.svelte'

const ready: Preview = {
  url: '/preview/1.pdf',
  pages: 3,
  removals: [
    { what: 'name', of: 'Support agent', where: 'timeline', count: 2 },
    { what: 'name', of: 'Storage lead', where: 'narratives', count: 3 },
    { what: 'link', of: '', where: 'sources', count: 1 },
  ],
  warnings: [{ kind: 'single-person-team', of: 'Storage lead' }],
  secrets: [{ kind: 'key', hidden: 'AKIA…LE', where: 'timeline' }],
  left: [],
  missing: ['U+1F642'],
  wording: [
    { phrase: 'should have', where: 'timeline' },
    { phrase: 'should have', where: 'summary' },
    { phrase: 'careless', where: 'factors' },
  ],
  problem: { code: '', message: '' },
}

describe('ReportScreen', () => {
  let answer: Preview
  let asked: string[]
  let shown: string[]
  let exported: () => Promise<Exported>
  let saving: Saving
  let debrief: OpenDebrief
  let screen: ReportScreen

  beforeEach(async () => {
    vi.useFakeTimers()
    const fake = new Fake().install()
    asked = []
    shown = []
    answer = ready
    exported = async () => ({ path: '', pages: 0, files: 0, missing: [] })
    Object.assign((window as unknown as { go: { app: object } }).go.app, {
      Reports: {
        Preview: async (_: string, edition: string, paper: string) => {
          asked.push(`${edition} ${paper}`)
          return answer
        },
      },
      Exports: { Write: () => exported() },
    })
    saving = new Saving()
    debrief = await OpenDebrief.open(fake.add(newWhole()).debrief.id, saving)
    const pages = {
      show: async (url: string) => void shown.push(url),
      close: async () => undefined,
    }
    screen = new ReportScreen(debrief, pages, saving)
  })
  afterEach(() => {
    screen.stop()
    vi.useRealTimers()
  })

  it('is role-only on A4 unless one chooses', async () => {
    await screen.set()
    screen.choose('named')
    await vi.advanceTimersByTimeAsync(10)
    screen.choosePaper('Letter')
    await vi.advanceTimersByTimeAsync(10)
    expect(asked).toEqual(['role-only A4', 'named A4', 'named Letter'])
    expect(shown.length).toBe(3)
  })

  it('sets the pages anew once what was typed is saved', async () => {
    await screen.set()
    screen.one.lead('One')
    screen.one.lead('One in five')
    await vi.advanceTimersByTimeAsync(2000)
    expect(asked.length).toBe(2)
    expect(debrief.whole.debrief.summary.lead).toBe('One in five')
  })

  it('tells what is left out, most first', async () => {
    await screen.set()
    expect(screen.removed.map((r) => `${r.count} ${r.text}`)).toEqual([
      '5 names, shown as 2 roles',
      '1 link',
    ])
    expect(screen.removed[0]?.where).toEqual(['2 in Timeline', '3 in Narratives'])
    expect(screen.warnings[0]).toContain('Storage lead is the only person')
    expect(screen.missing).toContain('U+1F642')
  })

  it('points out what looks like a secret, with its middle hidden, and where', async () => {
    await screen.set()
    expect(screen.secrets).toEqual([
      { section: 'Timeline', text: 'AKIA…LE in Timeline looks like a key' },
    ])
    expect(screen.problem).toBeUndefined()
    expect(shown.length).toBe(1)
  })

  it('lists the phrases still open, each once, and blocks nothing', async () => {
    await screen.set()
    expect(screen.open).toBe('3 phrases are still open: “should have”, “careless”.')
    expect(screen.problem).toBeUndefined()
    answer = { ...ready, wording: [{ phrase: 'should have', where: 'summary' }] }
    await screen.set()
    expect(screen.open).toBe('1 phrase is still open: “should have”.')
    answer = { ...ready, wording: [] }
    await screen.set()
    expect(screen.open).toBe('')
  })

  it('marks the fields of page one once they rest, and keeps what is decided by field', async () => {
    const flag = {
      ...{ start: 3, end: 14, utf16Start: 3, utf16End: 14, class: 'counterfactual', level: 'ask' },
      ...{ phrase: 'should have', reason: '', rule: 'test/should', source: '' },
      questions: ['What was in view?', 'What made sense?'],
    }
    const found = (field: string) => ({
      recordId: debrief.id,
      noun: 'debrief',
      field,
      flags: [flag],
    })
    let looks = 0
    const services = (window as unknown as { go: { app: Record<string, object> } }).go.app
    Object.assign(services, {
      Wordings: {
        ...services.Wordings,
        Open: async () => (looks++, [found('lead'), found('noticed.text')]),
      },
    })
    const text = 'We should have looked'
    const wordings = new FieldWording(debrief, pageOne, new OpenWordings(debrief, saving))
    screen.one.lead('We should')
    wordings.open.follow()
    await vi.advanceTimersByTimeAsync(0)
    screen.one.lead(text)
    wordings.open.follow()
    await vi.advanceTimersByTimeAsync(500)
    expect(looks).toBe(1)
    screen.one.fact('noticed', 'text', text)
    wordings.open.follow()
    await vi.advanceTimersByTimeAsync(599)
    expect(looks).toBe(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(looks).toBe(2)
    expect(wordings.of('lead', text)).toEqual([flag])
    expect(wordings.of('lead', 'We looked')).toEqual([])
    wordings.visit('noticed.text')
    expect(wordings.current).toEqual({ field: 'noticed.text', flag })
    expect(wordings.next()).toBe(true)
    expect(wordings.shown).toBe('noticed.text')
    expect(wordings.next()).toBe(true)
    expect(wordings.current).toEqual({ field: 'lead', flag })
    wordings.keep('lead', flag, 'left')
    expect(wordings.of('lead', text)).toEqual([])
    expect(wordings.of('noticed.text', text)).toEqual([flag])
    wordings.ask('noticed.text', flag, 1)
    expect(wordings.of('noticed.text', text)).toEqual([])
    expect(wordings.next()).toBe(false)
    await vi.advanceTimersByTimeAsync(10)
    const { wordings: decided, questions } = debrief.whole
    expect(decided.map((w) => [w.field, w.decision])).toEqual([
      ['lead', 'left'],
      ['noticed.text', 'asked'],
    ])
    expect(questions.at(-1)).toMatchObject({ text: 'What made sense?', state: 'open', stage: 7 })
    wordings.open.stop()
  })

  it('shows no page when a name was found, and says where', async () => {
    answer = { ...ready, problem: { code: 'export-name-found', message: 'Found in Timeline.' } }
    await screen.set()
    expect(screen.problem?.message).toBe('Found in Timeline.')
    expect(shown).toEqual([])
    answer = ready
    await screen.set()
    expect(screen.problem).toBeUndefined()
  })

  it('writes nothing when nobody chose a place, and says why it could not', async () => {
    await screen.export()
    expect(screen.problem).toBeUndefined()
    exported = () =>
      Promise.reject(JSON.stringify({ code: 'export-name-found', message: 'Not written.' }))
    await screen.export()
    expect(screen.problem?.message).toBe('Not written.')
    expect(exporter.busy).toBe(false)
  })

  it('stays on a page there is', async () => {
    await screen.set()
    screen.turn(9)
    expect(screen.page).toBe(3)
    answer = { ...ready, pages: 2 }
    await screen.set()
    expect(screen.page).toBe(2)
    screen.turn(-9)
    expect(screen.page).toBe(1)
  })

  it('gives up the pages that are being set, and keeps those there are', async () => {
    await screen.set()
    let stopped = 0
    let answered: (p: Preview) => void = () => {}
    const { Reports } = (window as unknown as { go: { app: Record<string, object> } }).go.app
    Object.assign(Reports as object, {
      Preview: () => new Promise<Preview>((resolve) => (answered = resolve)),
      StopPreview: async () => void stopped++,
    })
    const setting = screen.set()
    await vi.advanceTimersByTimeAsync(1001)
    expect(screen.slow).toBe(true)
    screen.cancel()
    expect([screen.slow, screen.stale, stopped]).toEqual([false, true, 1])
    answered({ ...ready, pages: 9 })
    await setting
    expect(screen.preview?.pages).toBe(3)
    expect(shown.length).toBe(1)
    void screen.set()
    await vi.advanceTimersByTimeAsync(10)
    expect(screen.stale).toBe(false)
  })

  it('shows what it was signed off as from the first page on', async () => {
    const whole = newWhole({ title: 'Checkout', state: 'signed-off' })
    const told = { signedAt: '2026-11-09T10:00:00Z', signedBy: '', note: '', reason: '' }
    whole.versions = [
      {
        id: 'v',
        debriefId: whole.debrief.id,
        rev: 1,
        number: '1.0',
        packId: 'p',
        sha256: '',
        ...told,
      },
    ]
    const signed = await OpenDebrief.open(new Fake().install().add(whole).debrief.id, saving)
    const shows = { show: () => Promise.resolve(), close: () => Promise.resolve() }
    const one = new ReportScreen(signed, shows, saving)
    expect(one.version).toBe('1.0')
    one.stop()
  })

  it('asks again when the pages before came after and took the place of these', async () => {
    const answers: (() => Promise<Preview>)[] = [
      () => Promise.reject(new Error(JSON.stringify({ code: 'cancelled', message: 'Stopped.' }))),
      () => Promise.resolve(ready),
    ]
    const { Reports } = (window as unknown as { go: { app: Record<string, object> } }).go.app
    Object.assign(Reports as object, { Preview: () => answers.shift()?.() })
    await screen.set()
    expect(screen.problem).toBeUndefined()
    await vi.advanceTimersByTimeAsync(100)
    expect(screen.preview?.pages).toBe(3)
  })

  it('shows the newest pages alone, whichever are set first', async () => {
    const waiting: ((p: Preview) => void)[] = []
    const { Reports } = (window as unknown as { go: { app: Record<string, object> } }).go.app
    Object.assign(Reports as object, {
      Preview: () => new Promise<Preview>((resolve) => waiting.push(resolve)),
    })
    void screen.set()
    await vi.advanceTimersByTimeAsync(10)
    void screen.set()
    await vi.advanceTimersByTimeAsync(10)
    waiting[1]?.({ ...ready, url: '/preview/2.pdf' })
    waiting[0]?.({ ...ready, url: '/preview/1.pdf' })
    await vi.advanceTimersByTimeAsync(10)
    expect(shown).toEqual(['/preview/2.pdf'])
  })
})

describe('words and sections', () => {
  it('marks what is beyond a limit, around what is marked already', () => {
    expect(countWords('One in  five\ntimed out')).toBe(5)
    expect(beyond('one two three', 3, [])).toEqual([])
    const text = 'one two three four five '
    const fl = { from: 14, to: 18, mark: 'fl' }
    expect(beyond(text, 2, [fl]).map(({ from, to }) => text.slice(from, to))).toEqual([
      'three ',
      ' five',
    ])
  })

  it('knows the characters that are printed by number', () => {
    expect(unprinted('ok 🙂 🙂 ∰', ['U+1F642', 'U+2230', 'U+4E2D'])).toEqual([
      '🙂 U+1F642',
      '∰ U+2230',
    ])
  })

  it('names a page by what begins on it, or goes on', () => {
    const marks = [
      { title: 'Summary', page: 0 },
      { title: 'Timeline', page: 1 },
      { title: 'Narratives', page: 3 },
      { title: 'Factors', page: 3 },
    ]
    expect([0, 1, 2, 3, 4].map((p) => nameOf(marks, p))).toEqual([
      'Summary',
      'Timeline',
      'Timeline',
      'Narratives',
      'Factors',
    ])
  })
})
