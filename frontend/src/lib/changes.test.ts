import { beforeEach, describe, expect, it } from 'vitest'
import { changes } from './changes.svelte'
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
