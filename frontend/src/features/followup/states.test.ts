import { fireEvent, render, screen } from '@testing-library/svelte'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { StatusChange } from '$lib/board'
import { Fake } from '$lib/testing/fake'
import { toasts } from '$lib/ui/toasts.svelte'
import { States } from './states.svelte'
import StatusDrawer from './StatusDrawer.svelte'

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

  describe('of more than anybody reads', () => {
    beforeEach(() => {
      const all = Array.from({ length: 203 }, (_, i) => change(`c${i}`))
      fake.look = { changes: all, left: [], same: 0, file: '' }
    })

    it('takes what was shown, and the rest once somebody looks at it', async () => {
      await states.paste()
      expect([states.chosen.length, states.more]).toEqual([200, 3])
      states.all = true
      expect([states.chosen.length, states.more]).toEqual([203, 0])
      await states.paste()
      await states.take()
      expect(fake.log.length).toBe(200)
    })

    it('draws what it would take', async () => {
      const { container } = render(StatusDrawer, { onclose: () => undefined })
      const press = (words: string) => fireEvent.click(screen.getByText(words))
      const drawn = () => container.querySelectorAll('li input')
      const field = screen.getByLabelText('Paste rows here')
      await fireEvent.input(field, { target: { value: 'OPS-1' } })
      await press('See what would change')
      await vi.waitFor(() => expect(drawn().length).toBe(200), 10_000)
      expect(container.textContent).toMatch(/Change 200/)
      expect(container.textContent).toMatch(/3 more would change/)
      await press('Show all')
      await vi.waitFor(() => expect(document.activeElement).toBe(drawn()[200]), 10_000)
      expect(drawn().length).toBe(203)
      expect(container.textContent).toMatch(/Change 203/)
    }, 30_000)
  })

  it('leaves what is there when nobody chose a file', async () => {
    await states.choose()
    expect(states.look?.changes.length).toBe(2)
  })
})
