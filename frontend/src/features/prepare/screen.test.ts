import { fireEvent, render, screen } from '@testing-library/svelte'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { OpenDebrief } from '$lib/debrief.svelte'
import { Saving } from '$lib/saving.svelte'
import { Fake, newWhole } from '$lib/testing/fake'
import { checkout } from '$lib/testing/sample'
import Prepare from './PrepareScreen.svelte'

// jsdom looks through a list anew with every option it gets: four lists of all zones took most of a second.
vi.mock('$lib/zones', () => ({ zoneOptions: () => [{ value: 'UTC', label: 'UTC' }] }))

describe('the Prepare screen', () => {
  let fake: Fake
  let saving: Saving

  beforeEach(() => {
    fake = new Fake().install()
    saving = new Saving()
  })

  async function show(whole = newWhole()) {
    const debrief = await OpenDebrief.open(fake.add(whole).debrief.id, saving)
    render(Prepare, { debrief })
    return debrief
  }

  it('begins a debrief without a title with its title, and saves it as it is typed', async () => {
    const debrief = await show()
    const title = screen.getByLabelText('Title')
    expect(document.activeElement).toBe(title)
    await fireEvent.input(title, { target: { value: 'Checkout slow' } })
    await saving.flush()
    expect(fake.wholes.get(debrief.id)?.debrief.title).toBe('Checkout slow')
  })

  it('keeps a time that cannot be read as it was typed, and asks once the field is left', async () => {
    const debrief = await show(newWhole({ title: 'x' }))
    const started = screen.getByLabelText('Started')
    await fireEvent.focusIn(started)
    await fireEvent.input(started, { target: { value: 'half past' } })
    await fireEvent.blur(started)
    expect(await screen.findByText(/Kept as typed/)).toBeTruthy()
    await saving.flush()
    expect(fake.wholes.get(debrief.id)?.debrief.started.raw).toBe('half past')
  })

  it('toggles a part with a click or Space', async () => {
    const debrief = await show(checkout())
    const dot = screen.getByRole('checkbox', { name: 'Jo: affected' })
    expect(dot.getAttribute('aria-checked')).toBe('false')
    await fireEvent.click(dot)
    expect(dot.getAttribute('aria-checked')).toBe('true')
    await saving.flush()
    expect(fake.wholes.get(debrief.id)?.participants[1]?.parts).toContain('affected')
  })

  it.each(['tabletop', 'game-day'] as const)(
    'asks of a %s neither when it was noticed nor when it was mended, and keeps both',
    async (kind) => {
      const whole = newWhole({ title: 'x', kind })
      whole.debrief.detected = { ...whole.debrief.detected, raw: 'about noon' }
      const debrief = await show(whole)
      expect(screen.getByLabelText('Started')).toBeTruthy()
      for (const label of ['Detected', 'Mitigated'])
        expect(screen.queryByLabelText(label)).toBeNull()
      expect(screen.queryByText('To detect')).toBeNull()
      await debrief.edit('debrief', debrief.id, { name: 'edit' }, (d) => (d.kind = 'incident'))
      const detected = await screen.findByLabelText<HTMLInputElement>('Detected')
      expect(detected.value).toBe('about noon')
      expect(screen.getByText('To detect')).toBeTruthy()
    },
  )
})
