import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keepBlind } from './blind'

let end = () => {}
let said: string[] = []

beforeEach(() => {
  vi.useFakeTimers()
  document.body.innerHTML = '<input id="gone" /><input id="here" /><button>row</button>'
  document.querySelector<HTMLInputElement>('#gone')?.focus()
  said = []
  end = keepBlind((words) => said.push(words))
})

afterEach(() => {
  end()
  vi.useRealTimers()
})

/** Presses a key where the focus is; true when it went on to whoever wants it. */
const press = (key: string, more: KeyboardEventInit = {}) =>
  (document.activeElement ?? document.body).dispatchEvent(
    new KeyboardEvent('keydown', { key, cancelable: true, bubbles: true, ...more }),
  )

test('what is typed on is kept, in the field that goes and after it went', () => {
  expect(press('a')).toBe(false)
  document.querySelector('#gone')?.remove()
  expect(press(' ')).toBe(false)
  expect(press('Shift')).toBe(true)
  expect(press('?', { shiftKey: true })).toBe(false)
  expect(said).toEqual(['a', 'a ', 'a ?'])
})

test.each([
  ['Enter', {}],
  ['z', { ctrlKey: true }],
  ['ArrowDown', {}],
])('%s ends it and is what it always is', (key, more) => {
  expect(press(key, more)).toBe(true)
  expect(press('a')).toBe(true)
  expect(said).toEqual([])
})

test('a field that is there gets what is typed in it', () => {
  document.querySelector<HTMLInputElement>('#here')?.focus()
  expect(press('a')).toBe(true)
  expect(said).toEqual([])
})

test('keys that rested are meant for what is on the screen', () => {
  press('a')
  vi.advanceTimersByTime(2400)
  press('b')
  vi.advanceTimersByTime(2600)
  expect(press('?')).toBe(true)
  expect(said).toEqual(['a', 'ab'])
})
