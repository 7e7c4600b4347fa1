import { beforeEach, describe, expect, it } from 'vitest'
import type { StatusChange } from '$lib/board'
import { Fake } from '$lib/testing/fake'
import { toasts } from '$lib/ui/toasts.svelte'
import { States } from './states.svelte'

const change = (id: string) => ({ id, rev: 4, debriefId: 'd', to: 'done' }) as StatusChange

describe('States', () => {
  let fake: Fake
  let states: States

  beforeEach(async () => {
    fake = new Fake().install()
    fake.look = { changes: [change('a'), change('b')], left: [], same: 1, file: '' }
    states = new States()
    states.text = 'OPS-1 Done'
    await states.paste()
  })

  it('changes nothing before somebody says so, and only what is chosen', async () => {
    expect(states.chosen.map((c) => c.id)).toEqual(['a', 'b'])
    expect(fake.log).toEqual([])
    states.toggle('a')
    expect(await states.take()).toBe(true)
    expect(fake.log).toEqual(['take:b:4'])
    expect(fake.steps[0]?.name).toBe('take-states')
    expect(toasts.all[0]?.text).toBe('1 countermeasure is as its ticket is.')
    states.toggle('a')
    expect(states.chosen.length).toBe(2)
  })

  it('says what was refused, and keeps what was looked at', async () => {
    fake.refuse = ['conflict']
    expect(await states.take()).toBe(false)
    expect(states.problem).toBe('refused: conflict')
    expect(states.look?.changes.length).toBe(2)
    states.back()
    states.text = 'nothing of the kind'
    await states.paste()
    expect([states.problem, states.look]).toEqual(['refused: status-nothing', undefined])
  })

  it('leaves what is there when nobody chose a file', async () => {
    await states.choose()
    expect(states.look?.changes.length).toBe(2)
  })
})
