import { beforeEach, expect, it, vi } from 'vitest'
import { meetAgain } from './again'
import { backend, BackendError } from './backend'
import { OpenDebrief } from './debrief.svelte'
import { rehearsing } from './rehearsing.svelte'
import { saving } from './saving.svelte'
import { Beside } from './similar/beside.svelte'
import { recur } from './similar/recur.svelte'
import { Fake, newWhole } from './testing/fake'
import { toasts } from './ui/toasts.svelte'

let debrief: OpenDebrief

beforeEach(async () => {
  const fake = new Fake().install()
  debrief = await OpenDebrief.open(fake.add(newWhole({ title: 'Checkout' })).debrief.id)
})

const refusing = new BackendError('not-found', 'It is not there any more.')
const match = () => ({ head: newWhole().debrief, reasons: [] }) as never

it.each<[string, () => void, () => Promise<unknown>]>([
  [
    'that a factor is an earlier one',
    () => vi.spyOn(backend.similars, 'same').mockRejectedValue(refusing),
    () => recur.same('f', { id: 'e', text: 'No limit' }),
  ],
  [
    'that two belong together',
    () => vi.spyOn(backend.similars, 'decide').mockRejectedValue(refusing),
    () => new Beside(debrief).decide(match(), 'linked'),
  ],
  [
    'a further session',
    () => vi.spyOn(backend.meetings, 'again').mockRejectedValue(refusing),
    () => meetAgain(debrief),
  ],
  [
    'a rehearsal',
    () => vi.spyOn(backend.rehearsals, 'make').mockRejectedValue(refusing),
    () => {
      rehearsing.source = { id: debrief.id, title: 'Checkout' }
      return rehearsing.make('tabletop')
    },
  ],
])('says why it cannot keep %s, and nothing waits for it', async (_, refuse, ask) => {
  refuse()
  await ask()
  expect(toasts.all[0]?.text).toBe('It is not there any more.')
  expect(saving.state.kind).toBe('saved')
})
