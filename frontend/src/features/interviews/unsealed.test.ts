import { describe, expect, it } from 'vitest'
import { backend } from '$lib/backend'
import { t } from '$lib/copy'
import { OpenDebrief } from '$lib/debrief.svelte'
import { Saving } from '$lib/saving.svelte'
import { Fake, newWhole } from '$lib/testing/fake'
import { vault } from '$lib/vault.svelte'
import { notesOf } from './notes.svelte'
import { newInterview } from './passages'

describe('words that are not sealed yet', () => {
  it('are kept when those of one debrief cannot be sealed and another is open', async () => {
    const fake = new Fake().install()
    Object.assign(fake.vault, { passphrase: 'a lamp over the harbour', open: true })
    const debrief = await OpenDebrief.open(fake.add(newWhole({})).debrief.id, new Saving())
    await vault.look()
    const other = await OpenDebrief.open(fake.add(newWhole({})).debrief.id, new Saving())
    fake.vault.interviews = [
      newInterview(debrief.id, { participantId: '', name: 'Ines', zone: 'UTC' }),
    ]
    const notes = notesOf(debrief)
    await notes.load()
    fake.vault.refuse = Array<string>(20).fill('disk-full')
    notes.write('the last words')
    await notesOf(other).load()
    await vault.keeper?.flush()
    expect([vault.keeper?.state, vault.keeper?.problem]).toEqual([
      'problem',
      t('interview.unsealed', { message: t('interview.full') }),
    ])
    await vault.lock(true)
    expect([fake.vault.owed, notes.one?.draft]).toEqual([true, 'the last words'])
    await backend.interviews.unlock('a lamp over the harbour')
    await vault.look()
    // Whoever opens that debrief anew has them.
    const again = await OpenDebrief.open(debrief.id, new Saving())
    expect(notesOf(again).one?.draft).toBe('the last words')
    expect(notesOf(again).debrief).toBe(again)
    notesOf(other)
    fake.vault.refuse = []
    await vault.lock(true)
    expect(fake.vault.interviews[0]?.draft).toBe('the last words')
    expect([fake.vault.owed, notes.list, vault.keeper]).toEqual([false, [], undefined])
  })
})
