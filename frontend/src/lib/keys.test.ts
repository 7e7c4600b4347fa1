import { describe, expect, it, vi } from 'vitest'
import { Keys } from './keys.svelte'

const press = (key: string, more: KeyboardEventInit = {}) =>
  new KeyboardEvent('keydown', { key, cancelable: true, bubbles: true, ...more })

describe('Keys', () => {
  it('does once what is not to be repeated while a key is held down', () => {
    const keys = new Keys()
    const [once, often] = [vi.fn(), vi.fn()]
    keys.add(
      { id: 'a', label: 'keys.undo', keys: 'Alt+X', once: true, run: once },
      { id: 'b', label: 'keys.undo', keys: 'Ctrl+Z', run: often },
    )
    const held = press('x', { altKey: true, code: 'KeyX', repeat: true })
    for (const event of [press('x', { altKey: true, code: 'KeyX' }), held]) keys.handle(event)
    for (const repeat of [false, true]) keys.handle(press('z', { ctrlKey: true, repeat }))
    expect([once.mock.calls.length, often.mock.calls.length]).toEqual([1, 2])
    expect(held.defaultPrevented).toBe(true)
  })

  it('gives the newest command its turn first, and the next when it cannot', () => {
    const keys = new Keys()
    const [old, fresh] = [vi.fn(), vi.fn()]
    let can = true
    keys.add({ id: 'a', label: 'keys.undo', keys: 'Ctrl+Z', run: old })
    const off = keys.add({
      id: 'b',
      label: 'keys.undo',
      keys: 'Ctrl+Z',
      run: fresh,
      when: () => can,
    })
    keys.handle(press('z', { ctrlKey: true }))
    can = false
    keys.handle(press('z', { ctrlKey: true }))
    off()
    keys.handle(press('z', { ctrlKey: true }))
    expect([fresh.mock.calls.length, old.mock.calls.length]).toEqual([1, 2])
  })

  it('leaves letters to a live caret and to an input method', () => {
    const keys = new Keys()
    const run = vi.fn()
    keys.add(
      { id: 'a', label: 'keys.undo', keys: 'K', run },
      { id: 'b', label: 'keys.undo', keys: 'Alt+K', run },
    )
    const input = document.body.appendChild(document.createElement('input'))
    input.addEventListener('keydown', (e) => keys.handle(e))
    input.dispatchEvent(press('k', { code: 'KeyK' }))
    input.dispatchEvent(press('k', { altKey: true, code: 'KeyK', isComposing: true }))
    expect(run).not.toHaveBeenCalled()
    input.dispatchEvent(press('k', { altKey: true, code: 'KeyK' }))
    expect(run).toHaveBeenCalledOnce()
    input.remove()
  })

  it('obeys the bindings somebody chose', () => {
    const keys = new Keys()
    const run = vi.fn()
    keys.chosen = { a: 'F8' }
    keys.add({ id: 'a', label: 'keys.undo', keys: 'Ctrl+K', run })
    keys.handle(press('F8'))
    expect(run).toHaveBeenCalledOnce()
    expect(keys.of('a')).toBe('F8')
  })
})
