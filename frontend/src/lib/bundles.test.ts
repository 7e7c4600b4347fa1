import { beforeEach, expect, it, vi } from 'vitest'
import type { OpenedBundle } from './backend'
import { Bundles } from './bundles.svelte'
import { Fake } from './testing/fake'
import { toasts } from './ui/toasts.svelte'

const opened = (fields: Partial<OpenedBundle> = {}): OpenedBundle => ({
  handle: 'h',
  file: 'a.secondstory',
  app: '1',
  id: 'd',
  title: 'Checkout timeouts',
  kind: 'incident',
  state: 'draft',
  createdAt: '2026-11-21T10:00:00Z',
  date: '2026-11-21T10:00:00Z',
  counts: [],
  here: false,
  mine: '',
  difference: { added: [], changed: [], removed: [] },
  kept: 0,
  withdrawn: 0,
  ...fields,
})

const bound = {
  Save: vi.fn(async () => ({ path: '/home/x/checkout.secondstory', secrets: 0 })),
  Choose: vi.fn(async () => opened()),
  Import: vi.fn(async () => 'd'),
  Forget: vi.fn(async () => undefined),
}
const refusal = (code: string) => new Error(JSON.stringify({ code, message: `refused: ${code}` }))

let bundles: Bundles
beforeEach(() => {
  vi.clearAllMocks()
  new Fake().install()
  const bridge = window as unknown as { go: { app: Record<string, unknown> } }
  bridge.go.app.Bundles = bound
  bundles = new Bundles()
})

it('shows what a file holds, and imports nothing by itself', async () => {
  await bundles.choose()
  expect(bundles.opened?.title).toBe('Checkout timeouts')
  expect(bound.Import).not.toHaveBeenCalled()
  bundles.close()
  expect(bundles.opened).toBeUndefined()
  expect(bound.Forget).toHaveBeenCalledWith('h')
})

it('shows nothing when nobody chose a file', async () => {
  bound.Choose.mockResolvedValueOnce(opened({ handle: '' }))
  await bundles.choose()
  expect(bundles.opened).toBeUndefined()
  expect(bundles.refused).toBeUndefined()
})

it('asks once at a time', async () => {
  await Promise.all([bundles.choose(), bundles.choose(), bundles.save('d')])
  expect(bound.Choose).toHaveBeenCalledTimes(1)
  expect(bound.Save).not.toHaveBeenCalled()
})

it('takes a file in, points to its debrief and offers undo', async () => {
  await bundles.choose()
  await bundles.take('new')
  expect(bound.Import).toHaveBeenCalledWith('h', 'new')
  expect(bundles.opened).toBeUndefined()
  expect(bundles.shown).toEqual({ id: 'd' })
  expect(toasts.all[0]?.text).toContain('Checkout timeouts')
  expect(toasts.all[0]?.action?.label).toBe('Undo')
})

it('says in place why a file was refused, and holds none then', async () => {
  bound.Choose.mockRejectedValueOnce(refusal('bundle-foreign'))
  await bundles.choose()
  expect(bundles.refused?.message).toBe('refused: bundle-foreign')
  await bundles.choose()
  expect(bundles.refused).toBeUndefined()
  bound.Import.mockRejectedValueOnce(refusal('bundle-changed'))
  await bundles.take('theirs')
  expect(bundles.opened).toBeUndefined()
  expect(bundles.refused?.message).toBe('refused: bundle-changed')
})

it('says under which name a debrief was written', async () => {
  await bundles.save('d')
  expect(toasts.all[0]?.text).toContain('checkout.secondstory is written')
  bound.Save.mockResolvedValueOnce({ path: '/home/x/checkout.secondstory', secrets: 2 })
  await bundles.save('d')
  expect(toasts.all.at(-1)?.text).toContain('2 places in it look like keys')
})
