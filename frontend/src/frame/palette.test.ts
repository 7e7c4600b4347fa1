import { beforeEach, expect, test, vi } from 'vitest'
import { fireEvent, render, screen } from '@testing-library/svelte'
import { keys, type Command } from '$lib/keys.svelte'
import { Fake, newWhole } from '$lib/testing/fake'
import Palette from './Palette.svelte'
import { PaletteView } from './palette.svelte'
import { recent } from './recent'

let end: () => void = () => undefined
const run = vi.fn()

const command = (over: Partial<Command>): Command => ({
  id: 'a.new',
  label: 'keys.new',
  keys: 'Ctrl+N',
  run,
  ...over,
})

beforeEach(() => {
  end()
  run.mockClear()
  recent.ids = []
  new Fake().install().add(newWhole({ title: 'Cafés without a cache' }))
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true
  }
  HTMLDialogElement.prototype.close = function () {
    this.open = false
  }
})

const labels = (view: PaletteView) => view.items.map((i) => i.label)

test('what can be done now, each thing once, the screen’s first', () => {
  end = keys.add(
    command({ id: 'app.undo', label: 'keys.undo' }),
    command({ id: 'app.new' }),
    command({ id: 'list.new' }),
    command({ id: 'a.off', label: 'keys.redo', when: () => false }),
    command({ id: 'a.up', label: 'keys.larger', keys: 'Up' }),
  )
  expect(labels(new PaletteView())).toEqual(['New debrief', 'Undo'])
})

test('what was done from here last comes first, and is kept', async () => {
  const fake = new Fake().install()
  recent.take('app.redo gone.away')
  end = keys.add(
    command({ id: 'app.undo', label: 'keys.undo' }),
    command({ id: 'app.redo', label: 'keys.redo' }),
    command({ id: 'app.hide', label: 'keys.hide' }),
  )
  const view = new PaletteView()
  expect(labels(view)).toEqual(['Bring back what was undone', 'Undo', 'Hide screen'])
  const hide = view.items[2]
  if (hide) view.choose(hide)
  expect(run).toHaveBeenCalledOnce()
  expect(labels(new PaletteView())[0]).toBe('Hide screen')
  expect(fake.settings.recent).toBe('app.hide app.redo gone.away')
})

test('what has a name and no key is found once somebody types', () => {
  const give = vi.fn()
  end = keys.offer(() => [{ id: 'live.give.ines', label: 'Give the word to Ines', run: give }])
  const view = new PaletteView()
  expect(labels(view)).toEqual([])
  view.find('ines')
  expect(labels(view)).toEqual(['Give the word to Ines'])
  if (view.item) view.choose(view.item)
  expect(give).toHaveBeenCalledOnce()
})

test('found by any words, those that begin with them first, and debriefs by title', async () => {
  end = keys.add(command({ id: 'app.undo', label: 'keys.redo' }), command({ id: 'app.bring' }))
  const view = new PaletteView()
  await view.load()
  view.find('undone WHAT')
  expect(labels(view)).toEqual(['Bring back what was undone'])
  view.find('cafes')
  expect(labels(view)).toEqual(['Open “Cafés without a cache”'])
})

test('found by the words a worried person types, after what is called so', () => {
  end = keys.add(
    command({ id: 'app.backups', label: 'backups.go' }),
    command({ id: 'app.changed', label: 'keys.changed' }),
    command({ id: 'app.history', label: 'keys.history' }),
    command({ id: 'app.redo', label: 'keys.redo' }),
    command({ id: 'app.undo', label: 'keys.undo' }),
    command({ id: 'window.larger', label: 'keys.larger' }),
  )
  const view = new PaletteView()
  const of = (query: string) => (view.find(query), labels(view))
  const past = ['Backups', 'What changed', 'History of this text']
  expect(of('restore')).toEqual(expect.arrayContaining(past))
  for (const word of ['recover', 'lost']) expect(of(word)).toEqual(expect.arrayContaining(past))
  expect(of('undo')[0]).toBe('Undo')
  expect(of('redo')).toEqual(['Bring back what was undone'])
  expect(of('deleted')).toContain('What changed')
  expect(of('trash')).toEqual(['What changed'])
  expect(of('version')).toEqual(['What changed', 'History of this text'])
  expect(of('compare')).toEqual(['History of this text'])
  expect(of('damage')).toEqual(['Backups'])
  expect(of('zoom')).toEqual(['Larger'])
})

test('arrows and Enter do it once the palette is closed', async () => {
  const before = document.createElement('button')
  document.body.append(before)
  end = keys.add(command({}), command({ id: 'b.undo', label: 'keys.undo' }))
  render(Palette, { onclose: () => undefined })
  run.mockImplementation(() => expect(document.querySelector('dialog')?.open).toBe(false))
  await fireEvent.keyDown(screen.getByRole('combobox'), { key: 'ArrowDown' })
  expect(screen.getAllByRole('option')[1]?.getAttribute('aria-selected')).toBe('true')
  await fireEvent.keyDown(screen.getByRole('combobox'), { key: 'Enter' })
  expect(run).toHaveBeenCalledOnce()
})
