import { fireEvent, render, screen } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { OpenDebrief } from '$lib/debrief.svelte'
import type { State } from '$lib/nouns'
import { Saving } from '$lib/saving.svelte'
import { Fake, newWhole } from '$lib/testing/fake'
import { ReportScreen } from './report.svelte'
import SignBar from './SignBar.svelte'

describe('where what was read back is signed off', () => {
  const shows = { show: () => Promise.resolve(), close: () => Promise.resolve() }

  async function show(state: State) {
    const fake = new Fake().install()
    const whole = newWhole({ title: 'Written up after the fact' })
    whole.debrief.state = state
    const saving = new Saving()
    const debrief = await OpenDebrief.open(fake.add(whole).debrief.id, saving)
    const report = new ReportScreen(debrief, shows, saving)
    render(SignBar, { screen: report })
    return { debrief, report, saving, fake }
  }

  it.each(['draft', 'preparing', 'ready'] as const)(
    'leads from %s to reading back without a meeting',
    async (state) => {
      const { debrief, report, saving, fake } = await show(state)
      expect(screen.queryByText('Sign off…')).toBeNull()
      await fireEvent.click(screen.getByText('Read it back'))
      await saving.flush()
      expect(fake.wholes.get(debrief.id)?.debrief.state).toBe('read-back')
      expect(report.mode).toBe('read-back')
      expect(screen.getByText('Sign off…')).toBeTruthy()
      report.stop()
    },
  )

  it('leaves a meeting that goes on to its end', async () => {
    const { report } = await show('live')
    expect(screen.queryByText('Read it back')).toBeNull()
    report.stop()
  })
})
