import { beforeEach, describe, expect, it } from 'vitest'
import { OpenDebrief } from './debrief.svelte'
import { newCountermeasure, newEntry, newParticipant } from './make'
import type { Countermeasure } from './nouns'
import { Saving } from './saving.svelte'
import { Fake, newWhole } from './testing/fake'

describe('OpenDebrief', () => {
  let fake: Fake
  let saving: Saving
  let debrief: OpenDebrief

  beforeEach(async () => {
    fake = new Fake().install()
    saving = new Saving()
    debrief = await OpenDebrief.open(fake.add(newWhole({ title: 'Checkout' })).debrief.id, saving)
  })

  it('shows a change at once and saves it', async () => {
    const saved = debrief.edit(
      'debrief',
      debrief.id,
      { name: 'edit-debrief' },
      (d) => (d.title = 'Basket'),
    )
    expect(debrief.whole.debrief.title).toBe('Basket')
    expect(await saved).toBe(true)
    expect(debrief.whole.debrief.rev).toBe(2)
    expect(fake.wholes.get(debrief.id)?.debrief.title).toBe('Basket')
  })

  it('goes on saving after another debrief could not be opened', async () => {
    await expect(OpenDebrief.open('damaged', saving)).rejects.toThrow()
    const saved = debrief.edit(
      'debrief',
      debrief.id,
      { name: 'edit-debrief' },
      (d) => (d.title = 'Basket'),
    )
    expect(await saved).toBe(true)
    expect(saving.state.kind).toBe('saved')
  })

  it('makes one step of one visit to a field', async () => {
    const type = (title: string) =>
      debrief.edit(
        'debrief',
        debrief.id,
        { name: 'edit-debrief', typing: 'title' },
        (d) => (d.title = title),
      )
    void type('B')
    void type('Ba')
    debrief.rest()
    await saving.flush()
    void type('Bas')
    await saving.flush()
    expect(fake.steps.length).toBe(2)
    expect(fake.steps[0]?.id).not.toBe(fake.steps[1]?.id)
  })

  it('keeps people in order and removes them', async () => {
    const [b, a] = [newParticipant(debrief.id, 2), newParticipant(debrief.id, 1)]
    void debrief.put('participant', b, { name: 'add-participant' })
    void debrief.put('participant', a, { name: 'add-participant' })
    expect(debrief.whole.participants.map((p) => p.id)).toEqual([a.id, b.id])
    await debrief.remove('participant', b.id, { name: 'delete-participant' })
    expect(fake.wholes.get(debrief.id)?.participants.map((p) => p.id)).toEqual([a.id])
  })

  it('follows a list and not each field of its records, which are never changed in place', () => {
    const [a, b] = [newParticipant(debrief.id, 1), newParticipant(debrief.id, 2)]
    debrief.adoptAll([a, b].map((record) => ({ noun: 'participant', record })))
    const before = debrief.whole.participants
    // The very objects: what is followed deeply would be wrapped.
    expect(before[0]).toBe(a)
    void debrief.edit('participant', a.id, { name: 'edit-participant' }, (p) => (p.name = 'Ines'))
    const after = debrief.whole.participants
    expect(after.map((p) => p.name)).toEqual(['Ines', ''])
    expect(before[0]?.name).toBe('')
    expect(after[1]).toBe(b)
  })

  it('reads everything again after an undo', async () => {
    const whole = fake.wholes.get(debrief.id)
    if (whole) whole.debrief.title = 'As it was'
    await debrief.reload()
    expect(debrief.whole.debrief.title).toBe('As it was')
    expect(debrief.turn).toBe(1)
  })

  it('stays as it was signed off, but for what goes on after', async () => {
    const whole = newWhole({ title: 'Checkout', state: 'signed-off' })
    const line = newEntry(whole.debrief.id, { stage: 3, position: 1 })
    const change = newCountermeasure(whole.debrief.id, { stage: 6, position: 1 })
    whole.entries = [line]
    whole.countermeasures = [change]
    const base = { id: 'v', debriefId: whole.debrief.id, rev: 1, packId: 'p', sha256: '' }
    const told = { signedAt: '2026-11-09T10:00:00Z', signedBy: '', note: '', reason: '' }
    whole.versions = [
      { ...base, ...told, id: 'b', number: '1.10' },
      { ...base, ...told, id: 'a', number: '1.9' },
    ]
    debrief = await OpenDebrief.open(fake.add(whole).debrief.id, saving)
    expect(debrief.frozen?.number).toBe('1.10')
    expect(debrief.onlyRead).toBe(true)
    const to = (name: string) => ({ name })
    const { turn } = debrief
    expect(await debrief.edit('entry', line.id, to('edit-entry'), (e) => (e.text = 'x'))).toBe(
      false,
    )
    expect(
      await debrief.edit('debrief', whole.debrief.id, to('edit-debrief'), (d) => (d.title = 'x')),
    ).toBe(false)
    expect(await debrief.remove('entry', line.id, to('delete-entry'))).toBe(false)
    expect(
      await debrief.put('entry', newEntry(debrief.id, { stage: 3, position: 2 }), to('add-entry')),
    ).toBe(false)
    expect(debrief.turn).toBe(turn + 4)
    expect(debrief.whole.debrief.title).toBe('Checkout')
    expect(debrief.whole.entries).toHaveLength(1)
    expect(fake.log).toEqual([])
    const goesOn = debrief.edit(
      'countermeasure',
      change.id,
      to('edit-countermeasure'),
      (c) => (c.state = 'done'),
    )
    expect(await goesOn).toBe(true)
    // What is closed has nothing open: it is opened again first.
    const become = (state: Countermeasure['state'], reason = '') =>
      debrief.edit('countermeasure', change.id, to('edit-countermeasure'), (c) =>
        Object.assign(c, { state, reason }),
      )
    expect(await become('not-pursued', 'Too dear')).toBe(true)
    debrief.whole.debrief.state = 'closed'
    expect(await become('committed', 'Too dear')).toBe(false)
    expect(await become('not-pursued')).toBe(false)
    expect(await become('not-pursued', 'Far too dear')).toBe(true)
    expect(debrief.whole.countermeasures.map((c) => c.state)).toEqual(['not-pursued'])
    expect(await debrief.draft('due:1', 'next week or so')).toBe(true)
  })
})
