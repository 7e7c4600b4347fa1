import { cleanup, fireEvent, render } from '@testing-library/svelte'
import { tick } from 'svelte'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FakeField } from '../features/live/fake'
import { liveOf } from '../features/live/live-of.svelte'
import { saving } from '$lib/saving.svelte'
import { shell } from '$lib/shell.svelte'
import { Fake, newWhole } from '$lib/testing/fake'
import Hidden from './Hidden.svelte'

let field: FakeField
let filed: string[]

beforeEach(async () => {
  const fake = new Fake().install()
  const whole = fake.add(newWhole({ title: 'Checkout', state: 'live' }))
  await shell.open(whole.debrief.id, 'meeting')
  filed = []
  field = new FakeField()
})

afterEach(async () => {
  cleanup()
  document.body.replaceChildren()
  shell.hidden = false
  await shell.library()
})

/** The line of the meeting, on the screen. */
function line() {
  if (!shell.debrief) throw new Error('nothing is open')
  const live = liveOf(shell.debrief)
  live.writing.attach(field)
  // What the real field tells at every change.
  field.insert = (text) => {
    field.setText(field.text.slice(0, field.caret) + text + field.text.slice(field.caret))
    live.writing.changed(field.text)
  }
  live.file = (text) => (filed.push(text), Promise.resolve(undefined))
  return live
}

/** Hides as the window does. */
async function hide() {
  shell.hide()
  const { unmount } = render(Hidden)
  await tick()
  return unmount
}

const press = (key: string, more: KeyboardEventInit = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more })

async function type(text: string) {
  for (const key of text) await press(key)
}

describe('typing while the screen is hidden', () => {
  it('goes on in the line once the Desk is back, and is drawn nowhere before', async () => {
    line()
    field.insert('one two')
    await hide()
    await type(' three four')
    expect(document.body.textContent).not.toContain('four')
    await press('F9')
    expect(shell.hidden).toBe('room')
    await type(' five')
    expect([field.text, document.body.textContent.includes('five')]).toEqual(['one two', false])
    await press('F9')
    field.insert(' six')
    expect([shell.hidden, field.text]).toEqual([false, 'one two three four five six'])
  })

  it('takes Backspace for what was typed since, files at Enter, and lets commands be', async () => {
    line()
    field.insert('one')
    await hide()
    await press('Backspace')
    await type(' twx')
    await press('Backspace')
    await type('o')
    await press('n', { ctrlKey: true })
    await press('4', { altKey: true })
    await press('@', { ctrlKey: true, altKey: true, modifierAltGraph: true })
    await press('ArrowLeft')
    await press('Enter')
    await type('three')
    await press('F9')
    await press('Escape')
    expect([filed, field.text]).toEqual([['one two@'], 'three'])
  })

  it('goes on in a field that had the caret', async () => {
    line()
    const input = document.body.appendChild(document.createElement('input'))
    input.value = 'ab'
    input.focus()
    input.setSelectionRange(1, 1)
    const told: string[] = []
    input.addEventListener('input', () => told.push(input.value))
    await hide()
    await type('x y')
    await press('F9')
    await press('F9')
    expect([input.value, told, field.text]).toEqual(['ax yb', ['ax yb'], ''])
  })

  it('keeps it in the draft of the line where the part shown has no text', async () => {
    shell.part = 'timeline'
    await hide()
    await type('late word')
    await press('F9')
    await press('F9')
    expect(shell.debrief?.drafts.capture).toBe('late word')
    line()
    expect(field.text).toBe('late word')
  })

  it('is kept as a draft at once, and is in the line after the app ended meanwhile', async () => {
    line()
    field.insert('one')
    await hide()
    await type('two')
    await press('Enter')
    await type('three')
    const { debrief } = shell
    expect([debrief?.drafts.hidden, document.body.textContent.includes('two')]).toEqual([
      'two\nthree',
      false,
    ])
    // The app ends, and begins anew with what was kept.
    await saving.flush()
    cleanup()
    shell.hidden = false
    const id = debrief?.id ?? ''
    await shell.library()
    await shell.open(id, 'meeting')
    expect(line().writing.text).toBe('one two three')
    await saving.flush()
    expect(shell.debrief?.drafts.hidden).toBe('')
  })

  it('keeps the focus at every step', async () => {
    line()
    await hide()
    expect(document.activeElement?.tagName).toBe('DIALOG')
    await press('F9')
    await tick()
    expect(shell.hidden).toBe('room')
    expect(document.activeElement?.tagName).toBe('DIALOG')
  })
})
