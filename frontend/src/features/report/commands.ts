import { fieldKeys, type FieldWording } from '$lib/field-wording.svelte'
import type { Command } from '$lib/keys.svelte'
import type { ReadBack } from './readback.svelte'

/** The keys of open wording: about the fields, or while those are out of sight about the card that is shown. */
export function wordingKeys(
  readback: ReadBack,
  wordings: FieldWording,
  shown: () => boolean,
  next: () => void,
): Command[] {
  const spot = () => (readback.phrase?.kind === 'wording' ? readback.phrase.spot : undefined)
  const leave = () => {
    const phrase = spot()
    if (phrase) readback.wordings.keep(phrase, 'left')
  }
  return fieldKeys(wordings).map((c): Command => {
    const { when } = c
    if (c.id === 'field.flag') return { ...c, run: next, hintLabel: 'readback.next' }
    if (c.id !== 'field.leave') return { ...c, when: () => !shown() && (when?.() ?? true) }
    return {
      ...c,
      when: () => (shown() ? spot() !== undefined : (when?.() ?? true)),
      run: (event) => (shown() ? leave() : c.run(event)),
    }
  })
}

/** The keys of what is read back; they are about the card that is shown. */
export function commands(readback: ReadBack, shown: () => boolean): Command[] {
  const name = () => (shown() && readback.name?.kind === 'name' ? readback.name.left : undefined)
  const phrase = () =>
    shown() && readback.phrase?.kind === 'wording' ? readback.phrase.spot : undefined
  const decide = (as: 'role' | 'named') => () => {
    const left = name()
    if (left) readback.decide(left, as)
  }
  return [
    {
      id: 'report.lines',
      label: 'readback.ask',
      keys: 'A',
      when: () => shown() && readback.calibration.asked.length > 0,
      run: () => readback.open(),
    },
    {
      id: 'report.role',
      label: 'readback.name.role.key',
      keys: '1',
      when: () => name() !== undefined,
      once: true,
      run: decide('role'),
    },
    {
      id: 'report.name',
      label: 'readback.name.named.key',
      keys: '2',
      when: () => name() !== undefined,
      once: true,
      run: decide('named'),
    },
    {
      id: 'report.ask',
      label: 'readback.wording.ask.key',
      keys: 'Q',
      when: () => phrase() !== undefined,
      once: true,
      run: () => {
        const spot = phrase()
        if (spot) readback.wordings.ask(spot, 0)
      },
    },
  ]
}
