import { fireEvent, render, screen } from '@testing-library/svelte'
import { expect, it } from 'vitest'
import { OpenDebrief } from '$lib/debrief.svelte'
import { newCountermeasure } from '$lib/make'
import { OpenWordings } from '$lib/open-wordings.svelte'
import { Saving } from '$lib/saving.svelte'
import { shell } from '$lib/shell.svelte'
import { Fake, newWhole } from '$lib/testing/fake'
import { Countermeasures } from './countermeasures.svelte'
import Table from './Table.svelte'

it('leads to where what shows it is asked, once it was signed off', async () => {
  const fake = new Fake().install()
  const whole = newWhole({ state: 'follow-up' })
  const { id: debriefId } = whole.debrief
  const change = newCountermeasure(debriefId, { stage: 6, position: 1 }, { state: 'doing' })
  whole.countermeasures = [{ ...change, text: 'Pool for batch jobs', rev: 1 }]
  const said = { signedAt: '2026-11-09T10:00:00Z', signedBy: '', note: '', reason: '' }
  whole.versions = [{ ...said, id: 'v', debriefId, rev: 1, packId: 'p', sha256: '', number: '1.0' }]
  const debrief = await OpenDebrief.open(fake.add(whole).debrief.id, new Saving())
  const table = new Countermeasures(debrief)
  table.select(change.id)
  const wordings = new OpenWordings(debrief)
  render(Table, { table, wordings, onadd: () => undefined })
  await fireEvent.click(screen.getByRole('button', { name: 'Done' }))
  expect([shell.part, shell.at]).toEqual(['followup', change.id])
  expect(debrief.whole.countermeasures[0]?.state).toBe('doing')
  expect(fake.log).toEqual([])
})
