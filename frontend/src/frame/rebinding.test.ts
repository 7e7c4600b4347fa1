import { fireEvent, render, screen } from '@testing-library/svelte'
import { beforeEach, describe, expect, it } from 'vitest'
import { catalogue, type Known } from '$lib/catalogue'
import { changes } from '$lib/changes.svelte'
import { keys } from '$lib/keys.svelte'
import { order } from '$lib/order'
import { Fake } from '$lib/testing/fake'
import { toasts } from '$lib/ui/toasts.svelte'
import Kbd from '$lib/ui/Kbd.svelte'
import Shortcuts from './Shortcuts.svelte'
import { Rebinding } from './rebinding.svelte'
import { groups } from './shortcuts.svelte'
import { readKeys } from './start.svelte'

const of = (id: string): Known => {
  const command = catalogue.find((c) => c.id === id)
  if (!command) throw new Error(`no command ${id}`)
  return command
}
const press = (key: string, code: string, more: KeyboardEventInit = {}) =>
  new KeyboardEvent('keydown', { key, code, cancelable: true, ...more })
const ctrlJ = () => press('j', 'KeyJ', { ctrlKey: true })
const altQ = () => press('q', 'KeyQ', { altKey: true })
const settled = () => new Promise((done) => setTimeout(done))

let fake: Fake
let view: Rebinding

beforeEach(() => {
  fake = new Fake().install()
  keys.chosen = {}
  toasts.all = []
  order.began('a step before')
  view = new Rebinding()
})

const choose = (id: string, ...events: KeyboardEvent[]) => {
  view.begin(of(id))
  for (const event of events) view.press(event)
}

describe('other keys for a command', () => {
  it('are in force at once, everywhere it means the same, and kept', async () => {
    choose('live.quote', ctrlJ())
    expect(keys.chosen).toEqual({
      'factors.quote': 'Ctrl+J',
      'field.quote': 'Ctrl+J',
      'live.quote': 'Ctrl+J',
    })
    expect(view.told).toBe('“It is a quote”: Ctrl J.')
    expect(readKeys(fake.settings.keys)).toEqual(keys.chosen)
    render(Kbd, { keys: 'Alt+Q' })
    expect(document.querySelector('kbd')?.textContent).toBe('Ctrl J')
  })

  it('wait for more than Ctrl or Alt, and are left by Escape', () => {
    choose('live.quote', press('Alt', 'AltLeft', { altKey: true }))
    expect(view.about?.id).toBe('live.quote')
    view.press(press('Escape', 'Escape'))
    expect([view.about, keys.chosen]).toEqual([undefined, {}])
  })

  it.each([
    ['F10', press('F10', 'F10'), /belongs to the system’s menus/],
    [
      'what the window system takes',
      press('F2', 'F2', { ctrlKey: true, altKey: true }),
      /window system/,
    ],
    ['what a text needs', press('c', 'KeyC', { ctrlKey: true }), /Ctrl C is needed in a text/],
    ['a letter alone', press('j', 'KeyJ'), /J alone types/],
  ])('are not %s', (_, event, why) => {
    choose('live.speaker', event)
    expect(view.told).toMatch(why)
    expect([view.about?.id, keys.chosen]).toEqual(['live.speaker', {}])
    view.press(ctrlJ())
    expect(keys.chosen).toEqual({ 'live.speaker': 'Ctrl+J' })
  })

  it('may be a letter in a list', () => {
    choose('timeline.clock', press('x', 'KeyX'))
    expect(keys.chosen).toEqual({ 'timeline.clock': 'X' })
  })

  it('that are taken are named, and swapped by Enter', () => {
    choose('live.speaker', press('Enter', 'Enter', { ctrlKey: true, shiftKey: true }))
    expect(view.told).toBe(
      'Ctrl Shift ↵ is “Next stage” (The meeting). Enter swaps the two: “Next stage” gets Ctrl ↵. ' +
        'Press other keys, or Escape to leave it.',
    )
    expect(keys.chosen).toEqual({})
    view.press(press('Enter', 'Enter'))
    expect(keys.chosen).toEqual({ 'live.speaker': 'Ctrl+Shift+Enter', 'live.stage': 'Ctrl+Enter' })
    // The hint of each shows its own, though each has the usual keys of the other.
    expect([keys.now('Ctrl+Shift+Z'), keys.binding(of('live.stage'))]).toEqual([
      'Ctrl+Shift+Z',
      'Ctrl+Enter',
    ])
    view.reset(of('live.speaker'))
    expect(keys.chosen).toEqual({})
  })

  it('are not swapped where somebody else would be in the way', () => {
    // “It is a quote” is on Factors as well, where Ctrl Enter adds a countermeasure.
    choose('live.speaker', altQ(), press('Enter', 'Enter'))
    expect(view.told).not.toContain('swaps')
    expect(keys.chosen).toEqual({})
  })

  it('may be those of a command of another screen', () => {
    choose('timeline.bands', press('c', 'KeyC', { altKey: true }))
    expect(keys.chosen).toEqual({ 'timeline.bands': 'Alt+C' })
  })

  it('are taken back and brought back, in turn with everything else', async () => {
    choose('live.quote', ctrlJ())
    choose('live.leave', altQ())
    const both = keys.chosen
    expect(Object.keys(both)).toHaveLength(6)
    view.undo()
    await settled()
    expect(Object.values(keys.chosen)).toEqual(['Ctrl+J', 'Ctrl+J', 'Ctrl+J'])
    view.undo()
    await settled()
    expect(keys.chosen).toEqual({})
    expect(readKeys(fake.settings.keys)).toEqual({})
    view.undo()
    await settled()
    expect(keys.chosen).toEqual({})
    view.redo()
    // The sheet is closed meanwhile: the log knows it as well.
    await changes.redo()
    expect(keys.chosen).toEqual(both)
    expect(toasts.all[0]?.text).toBe('The shortcuts are changed again.')
    await changes.undo()
    order.began('a step after')
    fake.turned = { name: 'edit-entry', debriefId: '' }
    await changes.redo()
    expect(Object.keys(keys.chosen)).toHaveLength(3)
  })

  it('are all given up in one step', async () => {
    choose('live.quote', ctrlJ())
    choose('app.palette', press('F4', 'F4'))
    view.resetAll()
    expect(keys.chosen).toEqual({})
    view.undo()
    await settled()
    expect(keys.chosen['app.palette']).toBe('F4')
  })

  it('that cannot be read are none', () => {
    expect([readKeys('[]'), readKeys('{'), readKeys('null'), readKeys('{"a":1}')]).toEqual([
      {},
      {},
      {},
      {},
    ])
  })
})

describe('the sheet', () => {
  it('is complete, and finds by name, by key and by place', () => {
    const found = (query: string) => groups(query).flatMap((g) => g.all.map((c) => c.id))
    expect(found('')).toHaveLength(catalogue.length)
    expect(groups('')[0]?.where).toBe('everywhere')
    const off = keys.add({ ...of('timeline.bands'), run: () => undefined })
    expect(groups('')[0]?.where).toBe('timeline')
    off()
    expect(found('alt q')).toEqual(expect.arrayContaining(['live.quote', 'factors.quote']))
    expect(found('meeting next speaker')).toEqual(['live.speaker'])
    expect(found('zoom')).toEqual(expect.arrayContaining(['window.larger']))
    expect(found('no such thing')).toEqual([])
  })

  it('gives a command other keys by keys alone', async () => {
    render(Shortcuts, { onclose: () => undefined })
    const field = screen.getByLabelText('Find a shortcut')
    expect(document.activeElement).toBe(field)
    await fireEvent.input(field, { target: { value: 'next speaker' } })
    await fireEvent.keyDown(field, { key: 'ArrowDown' })
    const row = document.activeElement as HTMLElement
    expect(row.textContent).toContain('Next speaker')
    await fireEvent.click(row)
    expect(screen.getByRole('status').textContent).toContain('press the new keys')
    await fireEvent.keyDown(row, { key: 'j', code: 'KeyJ', ctrlKey: true })
    expect(keys.chosen).toEqual({ 'live.speaker': 'Ctrl+J' })
    expect(row.textContent).toContain('Ctrl J')
    expect(document.activeElement).toBe(row)
    await fireEvent.keyDown(row, { key: 'z', code: 'KeyZ', ctrlKey: true })
    await settled()
    expect(keys.chosen).toEqual({})
    await fireEvent.keyDown(row, { key: 'ArrowUp' })
    expect(document.activeElement).toBe(field)
  })
})
