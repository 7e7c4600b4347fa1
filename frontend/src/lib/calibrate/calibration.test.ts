import { beforeEach, describe, expect, it } from 'vitest'
import { OpenDebrief } from '$lib/debrief.svelte'
import { newEntry } from '$lib/make'
import { Saving } from '$lib/saving.svelte'
import { Fake } from '$lib/testing/fake'
import { checkout } from '$lib/testing/sample'
import { Calibration } from './calibration.svelte'

describe('Calibration', () => {
  let calibration: Calibration

  beforeEach(async () => {
    const fake = new Fake().install()
    const whole = checkout()
    whole.entries = whole.participants.map(({ id }, i) =>
      newEntry(
        'd',
        { stage: 3, position: i },
        { text: 'told', who: { participantId: id, name: '' } },
      ),
    )
    const { debrief } = fake.add(whole)
    calibration = new Calibration(await OpenDebrief.open(debrief.id, new Saving()))
    calibration.choose()
  })

  it('stays with a person whatever they said: the next click is nobody else’s', () => {
    const [first, second] = calibration.asked.map((a) => a.person.id)
    const shown = () => {
      if (!calibration.shown) throw new Error('nobody is shown')
      return calibration.shown
    }
    calibration.send([shown()])
    expect(shown().person.id).toBe(first)
    calibration.answer(shown(), 'agreed')
    expect(shown()).toMatchObject({ person: { id: first }, standing: 'agreed' })
    calibration.answer(shown(), 'declined')
    expect(shown()).toMatchObject({ person: { id: first }, standing: 'declined' })
    expect(calibration.next?.person.id).toBe(second)
    expect(calibration.asked.find((a) => a.person.id === second)?.standing).toBe('unsent')
  })

  it('begins with the first with whom something is open, and knows the next', () => {
    const [first] = calibration.asked
    if (first) calibration.answer(first, 'agreed')
    expect(calibration.shown?.person.id).toBe(first?.person.id)
    const next = calibration.next?.person.id
    calibration.choose()
    expect(calibration.shown?.person.id).toBe(next)
  })

  it('has no next once nothing is open with anybody', () => {
    for (const one of calibration.asked) calibration.answer(one, 'agreed')
    expect(calibration.next).toBeUndefined()
  })
})
