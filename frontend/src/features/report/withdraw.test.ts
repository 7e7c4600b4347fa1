import { fireEvent, render, screen } from '@testing-library/svelte'
import { describe, expect, it, vi } from 'vitest'
import { OpenDebrief } from '$lib/debrief.svelte'
import type { MadeKit } from '$lib/rehearsal'
import { Saving } from '$lib/saving.svelte'
import { Fake, newWhole } from '$lib/testing/fake'
import Withdraw from './Withdraw.svelte'

describe('withdrawing a version', () => {
  const kit = (title: string, more: Partial<MadeKit> = {}): MadeKit => ({
    id: title,
    title,
    createdAt: '2026-11-22T10:00:00Z',
    stands: false,
    versions: false,
    ...more,
  })

  async function show(kits: MadeKit[]) {
    const fake = new Fake().install()
    const withdraw = vi.fn(() => Promise.resolve({}))
    const { go } = window as unknown as { go: { app: Record<string, object> } }
    go.app.Versions = { Kits: () => Promise.resolve(kits), Withdraw: withdraw }
    const whole = fake.add(newWhole({ title: 'Baskets stayed empty' }))
    const saving = new Saving()
    const debrief = await OpenDebrief.open(whole.debrief.id, saving)
    const shown = render(Withdraw, { debrief, number: '1.0', onclose: () => undefined })
    await vi.waitFor(() => expect(screen.getByText('Withdraw it')).toBeTruthy())
    return { fake, saving, shown, withdraw, id: whole.debrief.id }
  }

  it('names the rehearsals that have its words, and takes them out when asked to', async () => {
    const { withdraw, id } = await show([kit('Tabletop A'), kit('Tabletop B')])
    await screen.findByText(/^2 rehearsals were made from .*: “Tabletop A” and “Tabletop B”\.$/)
    await fireEvent.click(screen.getByRole('checkbox'))
    await fireEvent.click(screen.getByText('Withdraw it'))
    await vi.waitFor(() => expect(withdraw).toHaveBeenCalledWith(id, '1.0', '', true))
  })

  it('leaves them where nobody asks for it', async () => {
    const { withdraw, id } = await show([kit('Tabletop A')])
    await screen.findByText(/^1 rehearsal was made/)
    await fireEvent.click(screen.getByText('Withdraw it'))
    await vi.waitFor(() => expect(withdraw).toHaveBeenCalledWith(id, '1.0', '', false))
  })

  it('offers nothing for one that is signed off, and says so', async () => {
    await show([kit('Tabletop A', { stands: true, versions: true })])
    await screen.findByText(/^“Tabletop A” is signed off with them/)
    expect(screen.queryByRole('checkbox')).toBeNull()
  })

  it('keeps a reason that is typed until it is withdrawn, whatever happens to the window', async () => {
    const { fake, saving, shown, withdraw, id } = await show([])
    const why = () => screen.getByLabelText<HTMLInputElement>('Why')
    await fireEvent.input(why(), { target: { value: 'She took it back.' } })
    shown.unmount()
    await saving.flush()

    const debrief = await OpenDebrief.open(id, saving)
    render(Withdraw, { debrief, number: '1.0', onclose: () => undefined })
    expect(why().value).toBe('She took it back.')
    await fireEvent.click(screen.getByText('Withdraw it'))
    await vi.waitFor(() =>
      expect(withdraw).toHaveBeenCalledWith(id, '1.0', 'She took it back.', false),
    )
    await vi.waitFor(() => expect(debrief.drafts['withdraw-why:1.0']).toBe(''))
    await saving.flush()
    expect(fake.drafts.get(id)?.['withdraw-why:1.0']).toBe('')
  })
})
