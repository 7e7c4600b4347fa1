import { currentCompletions } from '@codemirror/autocomplete'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createEditor, type Editor } from './editor'

let editor: Editor | undefined
afterEach(() => {
  editor?.destroy()
  document.body.replaceChildren()
})

const names = ['/next', '/stage', '/stop']

function make(onEnter = vi.fn(() => true)) {
  const e = (editor = createEditor({
    parent: document.body,
    label: 'Line',
    oneLine: true,
    history: true,
    onEnter,
    completing: {
      offers: (before) => {
        const offers = names
          .filter((n) => before && n.startsWith(before) && n !== before)
          .map((label) => ({ label, detail: 'what it does', insert: label }))
        return offers.length > 0 ? { from: 0, offers } : undefined
      },
      ghost: (before) => (before === 'in' ? 'es: ' : ''),
    },
  }))
  e.focus('end')
  return { e, onEnter }
}

function type(e: Editor, text: string) {
  for (const letter of text)
    e.view.dispatch(e.view.state.replaceSelection(letter), { userEvent: 'input.type' })
}

function press(e: Editor, key: string) {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
  e.view.contentDOM.dispatchEvent(event)
  return event
}

const offered = (e: Editor) => currentCompletions(e.view.state).map((c) => c.label)

describe('the list of what may be meant', () => {
  it('comes while it is typed, is walked by the arrows and taken by Enter or Tab', async () => {
    const { e, onEnter } = make()
    type(e, '/st')
    await vi.waitFor(() => expect(offered(e)).toEqual(['/stage', '/stop']))
    press(e, 'ArrowDown')
    press(e, 'Enter')
    expect([e.text, onEnter.mock.calls.length]).toEqual(['/stop', 0])
    press(e, 'Enter')
    expect(onEnter).toHaveBeenCalledWith('/stop')
  })

  it('never takes the Enter of what is all there, however quickly it comes', async () => {
    const { e, onEnter } = make()
    type(e, '/nex')
    await vi.waitFor(() => expect(offered(e)).toEqual(['/next']))
    type(e, 't')
    press(e, 'Enter')
    expect(onEnter).toHaveBeenCalledWith('/next')
  })

  it('closes at Escape and leaves the text', async () => {
    const { e } = make()
    type(e, '/s')
    await vi.waitFor(() => expect(offered(e)).toHaveLength(2))
    expect(press(e, 'Escape').defaultPrevented).toBe(true)
    expect([e.text, offered(e)]).toEqual(['/s', []])
    expect(press(e, 'Escape').defaultPrevented).toBe(false)
  })

  it('leaves Tab and the arrows to the window while it is not there', () => {
    const { e } = make()
    type(e, 'words')
    expect(press(e, 'Tab').defaultPrevented).toBe(false)
    expect(e.text).toBe('words')
  })
})

describe('the ghost', () => {
  it('is drawn and no part of the text, and Tab alone takes it', () => {
    const { e, onEnter } = make()
    type(e, 'in')
    expect(e.view.contentDOM.querySelector('.cm-ghost')?.textContent).toBe('es: Tab')
    expect(e.text).toBe('in')
    press(e, 'Tab')
    expect([e.text, e.caret]).toEqual(['ines: ', 6])
    expect(e.view.contentDOM.querySelector('.cm-ghost')).toBeNull()
    press(e, 'Enter')
    expect(onEnter).toHaveBeenCalledWith('ines: ')
  })

  it('is not taken by Enter, and goes with the next letter', () => {
    const { e, onEnter } = make()
    type(e, 'in')
    press(e, 'Enter')
    expect(onEnter).toHaveBeenCalledWith('in')
    type(e, ' the')
    expect(e.view.contentDOM.querySelector('.cm-ghost')).toBeNull()
    expect(press(e, 'Tab').defaultPrevented).toBe(false)
  })
})
