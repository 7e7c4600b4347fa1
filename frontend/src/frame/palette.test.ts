import { beforeEach, expect, test, vi } from 'vitest'
import { fireEvent, render, screen } from '@testing-library/svelte'
import { keys, type Command } from '$lib/keys.svelte'
import { Fake, newWhole } from '$lib/testing/fake'
import Palette from './Palette.svelte'
import { PaletteView } from './palette.svelte'

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

test('found by any words, those that begin with them first, and debriefs by title', async () => {
  end = keys.add(command({ id: 'app.undo', label: 'keys.redo' }), command({ id: 'app.bring' }))
  const view = new PaletteView()
  await view.load()
  view.find('undone WHAT')
  expect(labels(view)).toEqual(['Bring back what was undone'])
  view.find('cafes')
  expect(labels(view)).toEqual(['Open “Cafés without a cache”'])
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
