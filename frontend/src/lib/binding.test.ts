import { describe, expect, it } from 'vitest'
import { ariaKeys, isMoving, matches, refused, show, spell } from './binding'

interface Press extends KeyboardEventInit {
  altGraph?: boolean
}

const press = (key: string, code: string, { altGraph, ...more }: Press = {}) =>
  new KeyboardEvent('keydown', { key, code, modifierAltGraph: altGraph ?? false, ...more })
const [ctrl, alt, shift] = [{ ctrlKey: true }, { altKey: true }, { shiftKey: true }]

describe('a key press is', () => {
  it.each([
    ['Ctrl+N', press('n', 'KeyN', ctrl), true],
    ['Ctrl+N', press('N', 'KeyN', { ...ctrl, ...shift }), false],
    ['Ctrl+Shift+Z', press('Z', 'KeyZ', { ...ctrl, ...shift }), true],
    ['Ctrl+1', press('1', 'Digit1', ctrl), true],
    ['?', press('?', 'Slash', shift), true],
    ['Ctrl++', press('+', 'Equal', { ...ctrl, ...shift }), true],
    ['Ctrl+-', press('-', 'Minus', ctrl), true],
    ['F9', press('F9', 'F9'), true],
    ['Up', press('ArrowUp', 'ArrowUp'), true],
    ['', press('a', 'KeyA'), false],
  ])('%s', (binding, event, expected) => expect(matches(event, binding)).toBe(expected))
})

// What other layouts send for the same keys; the digits of a French keyboard need Shift, its signs do not.
describe('on other layouts', () => {
  it.each([
    ['German Ctrl Z, where Y is elsewhere', 'Ctrl+Z', press('z', 'KeyY', ctrl), true],
    ['German Ctrl Y, where Z is elsewhere', 'Ctrl+Z', press('y', 'KeyZ', ctrl), false],
    ['German Ctrl Shift Y', 'Ctrl+Shift+Z', press('Y', 'KeyZ', { ...ctrl, ...shift }), false],
    ['German Alt Y', 'Alt+Z', press('y', 'KeyZ', alt), false],
    ['German ?', '?', press('?', 'Minus', shift), true],
    ['German Ctrl /', 'Ctrl+/', press('/', 'Digit7', { ...ctrl, ...shift }), true],
    ['German #', '#', press('#', 'Backslash'), true],
    ['German Ctrl +', 'Ctrl++', press('+', 'BracketRight', ctrl), true],
    [
      'German AltGr Q types @',
      'Ctrl+Alt+Q',
      press('@', 'KeyQ', { ...ctrl, ...alt, altGraph: true }),
      false,
    ],
    ['Polish AltGr Z types ż', 'Alt+Z', press('ż', 'KeyZ', { ...alt, altGraph: true }), false],
    ['French Ctrl 1', 'Ctrl+1', press('&', 'Digit1', ctrl), true],
    ['French Ctrl A, where Q is elsewhere', 'Ctrl+A', press('a', 'KeyQ', ctrl), true],
    ['French Ctrl Q, where A is elsewhere', 'Ctrl+A', press('q', 'KeyA', ctrl), false],
    ['Russian Ctrl K', 'Ctrl+K', press('л', 'KeyK', ctrl), true],
    ['Alt that makes a sign', 'Alt+Q', press('œ', 'KeyQ', alt), true],
    ['Alt that waits for a vowel', 'Alt+N', press('Dead', 'KeyN', alt), true],
    ['Alt Shift 1', 'Alt+Shift+1', press('!', 'Digit1', { ...alt, ...shift }), true],
  ])('%s', (_, binding, event, expected) => expect(matches(event, binding)).toBe(expected))
})

describe('written down, a key press', () => {
  it.each([
    [press('j', 'KeyJ', alt), 'Alt+J'],
    [press('Z', 'KeyZ', { ...ctrl, ...shift }), 'Ctrl+Shift+Z'],
    [press('!', 'Digit1', { ...alt, ...shift }), 'Alt+Shift+1'],
    [press('/', 'Digit7', { ...ctrl, ...shift }), 'Ctrl+Shift+7'],
    [press('+', 'BracketRight', ctrl), 'Ctrl++'],
    [press('ArrowUp', 'ArrowUp', { ...alt, ...shift }), 'Alt+Shift+Up'],
    [press('F8', 'F8', shift), 'Shift+F8'],
    [press('л', 'KeyK', ctrl), 'Ctrl+K'],
    [press('#', 'Digit3', shift), '#'],
    [press('Control', 'ControlLeft', ctrl), ''],
    [press('@', 'KeyQ', { ...ctrl, ...alt, altGraph: true }), ''],
    [press('Dead', 'Equal'), ''],
  ])('%#', (event, binding) => {
    expect(spell(event)).toBe(binding)
    if (binding) expect(matches(event, binding)).toBe(true)
  })
})

describe('keys nobody can choose', () => {
  it.each([
    ['F10', 'never'],
    ['Shift+F7', 'never'],
    ['Ctrl+Alt+F2', 'system'],
    ['Alt+F4', 'system'],
    ['Meta+K', 'system'],
    ['Alt+Tab', 'system'],
    ['Ctrl+Alt+Delete', 'system'],
    ['Ctrl+C', 'text'],
    ['Ctrl+Left', 'text'],
    ['Shift+Home', 'text'],
    ['Enter', 'moving'],
    ['Escape', 'moving'],
    ['J', 'plain'],
    ['Shift+J', 'plain'],
    ['é', 'plain'],
    ['Alt+J', undefined],
    ['Ctrl+Shift+Backspace', undefined],
    ['F4', undefined],
  ])('%s', (binding, why) => expect(refused(binding, false)).toBe(why))

  it('may be single letters in a list, but no digits', () => {
    expect(refused('J', true)).toBeUndefined()
    expect(refused('#', true)).toBeUndefined()
    expect(refused('3', true)).toBe('digit')
  })
})

it('is written for a person and for a screen reader', () => {
  expect(show('Ctrl+Shift+Enter')).toBe('Ctrl Shift ↵')
  expect(show('Ctrl++')).toBe('Ctrl +')
  expect(show('+')).toBe('+')
  expect(ariaKeys('Ctrl+Alt+Up')).toBe('Control+Alt+ArrowUp')
  expect(ariaKeys('Ctrl++')).toBe('Control+plus')
  expect(isMoving('Alt+Up')).toBe(false)
})
