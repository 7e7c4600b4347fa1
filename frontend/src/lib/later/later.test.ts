import { fireEvent, render, screen } from '@testing-library/svelte'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { OpenDebrief } from '../debrief.svelte'
import { saving } from '../saving.svelte'
import { Fake, newWhole } from '../testing/fake'
import LaterDrawer from './LaterDrawer.svelte'

describe('what was learned later', () => {
  let fake: Fake
  let debrief: OpenDebrief

  const field = () => screen.getByLabelText<HTMLTextAreaElement>('What I learned since')
  const press = (more = {}) => fireEvent.keyDown(field(), { key: 'Enter', ctrlKey: true, ...more })
  const kept = () => fake.wholes.get(debrief.id)?.debrief.later?.map((l) => l.text) ?? []

  beforeEach(async () => {
    fake = new Fake().install()
    debrief = await OpenDebrief.open(fake.add(newWhole({ title: 'Checkout' })).debrief.id)
    render(LaterDrawer, { debrief, onclose: () => undefined })
    await fireEvent.input(field(), { target: { value: 'The cache had a limit.' } })
  })

  it('is said once, however often it is asked for', async () => {
    await press()
    await press()
    await vi.waitFor(() => expect(field().value).toBe(''))
    await saving.flush()
    expect(kept()).toEqual(['The cache had a limit.'])
  })

  it('is not said by a key that is held down', async () => {
    await press({ repeat: true })
    await saving.flush()
    expect(kept()).toEqual([])
  })

  it('is said once after it was refused, and what is said next goes on', async () => {
    await saving.flush() // the draft
    fake.refuse = ['too-long']
    await press()
    await saving.flush()
    expect(saving.state.kind).toBe('problem')
    await press()
    await saving.flush()
    expect(field().value).toBe('The cache had a limit.')
    await fireEvent.input(field(), { target: { value: 'It has none now.' } })
    await press()
    await vi.waitFor(() => expect(field().value).toBe(''))
    expect(kept()).toEqual(['The cache had a limit.', 'It has none now.'])
  })
})
