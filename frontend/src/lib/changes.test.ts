import { beforeEach, describe, expect, it } from 'vitest'
import { changes } from './changes.svelte'
import { order } from './order'
import { newStep, saving } from './saving.svelte'
import { shell } from './shell.svelte'
import { Fake, newWhole } from './testing/fake'
import { toasts } from './ui/toasts.svelte'

let fake: Fake

beforeEach(() => {
  fake = new Fake().install()
  shell.debrief = undefined
  toasts.all = []
})

const said = () => toasts.all.map((toast) => toast.text)

describe('what was taken back', () => {
  it('is told with its debrief when that is not the open one', async () => {
    const { debrief } = fake.add(newWhole({ title: 'Checkout' }))
    const step = { row: 1, name: 'edit-debrief', at: '', state: 'done', text: '' } as const
    fake.changed = [{ ...step, debriefId: debrief.id, title: 'Checkout' }]
    fake.turned = { name: 'delete-factor', debriefId: debrief.id }
    await changes.undo()
    expect(said()).toEqual(['Taken back: factor removed, in “Checkout”.'])
    await shell.open(debrief.id)
    await changes.redo()
    expect(said()).toEqual(['Brought back: factor removed.'])
  })
})

describe('what was done beside the log', () => {
  it('is taken back in its turn, and once', async () => {
    const back: string[] = []
    const did = (name: string) => changes.did(() => Promise.resolve(void back.push(name)))
    did('one')
    order.began('a step')
    await changes.undo()
    expect(back).toEqual([])
    did('two')
    await changes.undo()
    await changes.undo()
    await changes.undo()
    expect(back).toEqual(['two', 'one'])
  })

  it('is offered with the key while that is what the key does, and taken back by the offer', async () => {
    const back: string[] = []
    changes.did(() => Promise.resolve(void back.push('one')), 'It is left for good.')
    const action = toasts.all[0]?.action
    expect(action?.keys).toBe('Ctrl+Z')
    order.began('another step')
    expect(toasts.all[0]?.action?.keys).toBe('')
    action?.run()
    await changes.undo()
    expect(back).toEqual(['one'])
  })
})

describe('an offer to take back', () => {
  const keysOf = () => toasts.all.map((toast) => toast.action?.keys)

  it('stays while other things are done, and says only then that the key does the same', async () => {
    const { debrief } = fake.add(newWhole({ title: 'Checkout' }))
    changes.offer('The entry was removed.', newStep('delete-entry'))
    expect(keysOf()).toEqual(['Ctrl+Z'])
    await saving.put('debrief', { ...debrief, title: 'Checkout timeouts' }, newStep('rename'))
    expect([said(), keysOf()]).toEqual([['The entry was removed.'], ['']])
  })

  it('goes when the log was walked, a version restored or another library opened', async () => {
    const row = { row: 1, name: 'edit-entry', debriefId: '', title: '', at: '', text: '' }
    fake.changed = [{ ...row, state: 'done' }]
    const ways = [
      () => changes.walk(1, 'undo'),
      () => changes.restore(1),
      () => Promise.resolve(order.walked(0)),
    ]
    for (const way of ways) {
      changes.offer('The entry was removed.', newStep('delete-entry'))
      await way()
      expect(said()).toEqual([])
    }
  })
})
