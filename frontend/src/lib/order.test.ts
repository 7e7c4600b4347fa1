import { expect, test } from 'vitest'
import { isolateHistory } from '@codemirror/commands'
import { createEditor } from './editor/editor'
import { Order, order } from './order'

test('what was done after the typing is taken back first, then the typing, and forth again', () => {
  const log = new Order()
  const field = {}
  log.typed(field)
  expect(log.takesBack(field)).toBe(true)
  log.began('restore')
  expect(log.takesBack(field)).toBe(false)
  log.walked(-1)
  expect(log.takesBack(field)).toBe(true)
  // The field is empty of history now: an older step goes, and comes back first.
  log.walked(-1)
  expect([log.takesBack(field), log.bringsBack(field)]).toEqual([true, false])
  log.walked(1)
  expect(log.bringsBack(field)).toBe(true)
})

test('writes of one step in a row are one step, and each field has its own time', () => {
  const log = new Order()
  const [first, second] = [{}, {}]
  log.typed(first)
  log.began('visit')
  log.began('visit')
  log.typed(second)
  expect([log.takesBack(first), log.takesBack(second)]).toEqual([false, true])
  log.walked(-1)
  expect(log.takesBack(first)).toBe(true)
})

test('an editor leaves the key to the log while a later step stands', () => {
  const parent = document.body.appendChild(document.createElement('div'))
  const editor = createEditor({ parent, label: 'Line', oneLine: true, history: true })
  const press = (key: string, shiftKey = false) =>
    editor.view.contentDOM.dispatchEvent(
      new KeyboardEvent('keydown', { key, ctrlKey: true, shiftKey, cancelable: true }),
    )
  editor.insert('thrown away')
  const annotations = isolateHistory.of('full')
  editor.view.dispatch({ changes: { from: 0, to: editor.text.length }, annotations })
  order.began('restore-version')
  press('z')
  expect(editor.text).toBe('')
  order.walked(-1)
  press('z')
  expect(editor.text).toBe('thrown away')
  editor.destroy()
}, 60_000)
