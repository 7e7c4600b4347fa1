import { fireEvent, render, screen } from '@testing-library/svelte'
import { tick } from 'svelte'
import { beforeEach, describe, expect, it } from 'vitest'
import { stage, type Stage } from './fake'
import Rail from './Rail.svelte'

let s: Stage
beforeEach(async () => {
  s = await stage(['Ines', 'Jo', 'Sam', 'Tomás', 'Wren'])
  s.live.start()
  s.live.goTo(3)
  await s.saving.flush()
})

describe('the rail', () => {
  it('keeps the hands at its foot, out of what scrolls', () => {
    render(Rail, { live: s.live })
    const hands = screen.getByRole('region', { name: 'Learned something new' })
    expect(hands.closest('.scroll')).toBeNull()
  })

  it('says the small print once', () => {
    const { container } = render(Rail, { live: s.live })
    expect(container.textContent.split('It is written down nowhere')).toHaveLength(2)
    expect(container.querySelector('.lbl[title*="written down nowhere"]')).not.toBeNull()
  })

  it('lets its notice be closed', async () => {
    s.live.notice = 'The clock was silent for a while.'
    const { container } = render(Rail, { live: s.live })
    await fireEvent.click(screen.getByRole('button', { name: 'Close' }))
    expect([s.live.notice, container.querySelector('.notice')]).toEqual(['', null])
  })

  it('drops its notice at the next command, and at the next line', async () => {
    s.live.notice = 'The clock was silent for a while.'
    s.live.hand(1)
    expect(s.live.notice).toBe('')
    s.live.notice = 'The clock was silent for a while.'
    await s.live.file('seen')
    await tick()
    expect(s.live.notice).toBe('')
  })
})
