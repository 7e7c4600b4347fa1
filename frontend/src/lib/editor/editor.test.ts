import { EditorState } from '@codemirror/state'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { reading } from '$lib/reading.svelte'
import { createEditor, extensions, type Editor, type EditorOptions } from './editor'

let editor: Editor | undefined
afterEach(() => editor?.destroy())

function make(o: Partial<EditorOptions> = {}): Editor {
  return (editor = createEditor({ parent: document.body, label: 'Line', ...o }))
}

function press(e: Editor, key: string, more: KeyboardEventInit = {}) {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more })
  e.view.contentDOM.dispatchEvent(event)
  return event
}

describe('one line', () => {
  it('hands over its text at Enter and keeps it', () => {
    const onEnter = vi.fn(() => true)
    const e = make({ oneLine: true, doc: '14:32 Ines looked', onEnter })
    press(e, 'Enter')
    expect(onEnter).toHaveBeenCalledWith('14:32 Ines looked')
    expect(e.text).toBe('14:32 Ines looked')
  })

  it('makes one line of pasted ones', () => {
    const state = EditorState.create({
      doc: 'a',
      extensions: extensions({ parent: document.body, label: '', oneLine: true }),
    })
    const next = state.update({
      changes: { from: 1, insert: ' b\n  c\n' },
      selection: { anchor: 8 },
    }).state
    expect(next.doc.toString()).toBe('a b c ')
    expect(next.selection.main.head).toBe(6)
  })

  it('keeps the lines of a text that has several while it is changed', () => {
    const code = 'retry:\n  max: 3'
    const e = make({ oneLine: true, doc: code })
    e.focus('end')
    e.insert('0')
    expect(e.text).toBe(`${code}0`)
    const fresh = make({ oneLine: true })
    fresh.setText(code)
    fresh.focus('end')
    fresh.insert('0')
    expect(fresh.text).toBe(`${code}0`)
  })

  it('offers Backspace at the very start, and only there', () => {
    const onBackspaceAtStart = vi.fn(() => true)
    const e = make({ oneLine: true, doc: 'ab', onBackspaceAtStart })
    e.focus('start')
    press(e, 'Backspace', { keyCode: 8 })
    e.focus('end')
    press(e, 'Backspace', { keyCode: 8 })
    expect(onBackspaceAtStart).toHaveBeenCalledOnce()
    expect(e.text).toBe('a')
  })

  it('leaves a key it does not use to the window', () => {
    const e = make({ oneLine: true })
    expect(press(e, 'Escape').defaultPrevented).toBe(false)
  })
})

describe('prose', () => {
  it('breaks lines at Enter', () => {
    const e = make({ doc: 'a' })
    e.focus('end')
    press(e, 'Enter', { keyCode: 13 })
    expect(e.text).toBe('a\n')
  })

  it('tells of typing, and not of text it was given', () => {
    const onChange = vi.fn()
    const e = make({ onChange })
    e.setText('given')
    expect(onChange).not.toHaveBeenCalled()
    e.insert(' typed')
    expect(onChange).toHaveBeenCalledWith('given typed')
  })

  it('takes back typing only when it keeps a history', () => {
    const e = make({ history: true })
    e.insert('typed')
    press(e, 'z', { ctrlKey: true, keyCode: 90 })
    expect(e.text).toBe('')
    expect(press(e, 'z', { ctrlKey: true, keyCode: 90 }).defaultPrevented).toBe(false)
  })
})

describe('what is done about a text', () => {
  it('is taken back and brought back between its typing', () => {
    const e = make({ history: true })
    const done: string[] = []
    e.insert('one')
    e.carryOut({ run: () => done.push('run'), back: () => done.push('back') })
    e.insert(' two')
    const undo = () => press(e, 'z', { ctrlKey: true, keyCode: 90 })
    undo()
    expect([e.text, done]).toEqual(['one', ['run']])
    undo()
    expect([e.text, done]).toEqual(['one', ['run', 'back']])
    press(e, 'y', { ctrlKey: true, keyCode: 89 })
    expect([e.text, done]).toEqual(['one', ['run', 'back', 'run']])
    undo()
    undo()
    expect([e.text, done.at(-1)]).toEqual(['', 'back'])
  })
})

describe('flags', () => {
  it('move with the text, and go when it changes under them', () => {
    const e = make({ doc: 'we should have looked' })
    e.setFlags([{ from: 3, to: 14, id: 'a' }])
    e.view.dispatch({ changes: { from: 0, insert: 'so ' } })
    expect(e.flags()).toEqual([{ from: 6, to: 17, id: 'a', class: 'fl' }])
    expect(e.goTo('a')).toBe(true)
    expect(e.view.state.selection.main).toMatchObject({ from: 6, to: 17 })
    e.view.dispatch({ changes: { from: 6, to: 17 } })
    expect(e.flags()).toEqual([])
  })

  it('beyond the text are left out', () => {
    const e = make({ doc: 'short' })
    e.setFlags([
      { from: 3, to: 40, id: 'a' },
      { from: 2, to: 2, id: 'b' },
    ])
    expect(e.flags()).toEqual([])
  })
})

describe('a library that is only read', () => {
  afterEach(() => (reading.on = false))

  it('has fields that look closed and take nothing', () => {
    reading.on = true
    const onChange = vi.fn()
    const e = make({ placeholder: 'Who is here', onChange })
    e.setPlaceholder('Who else')
    expect(e.view.contentDOM.textContent).toBe('Reading only: nothing is written down now.')
    expect(e.view.contentDOM.getAttribute('contenteditable')).toBe('false')
    e.insert('x')
    expect(e.text).toBe('')
    expect(onChange).not.toHaveBeenCalled()
  })
})
