import { describe, expect, it, vi } from 'vitest'
import { reading } from './reading.svelte'

describe('what is signed off', () => {
  const tickIn = (markup: string) => {
    const place = document.createElement('main')
    place.innerHTML = markup
    document.body.append(place)
    const tick = place.querySelector('input')
    if (!tick) throw new Error('no tick')
    tick.addEventListener('click', reading.stay, { capture: true })
    return tick
  }

  it('keeps a tick as it is and says why, until it is amended', () => {
    const amend = vi.fn()
    const tick = tickIn('<label data-writes><input type="checkbox" /><span>New here</span></label>')
    reading.signed = { told: 'Signed off.', amend }
    tick.click()
    expect(tick.checked).toBe(false)
    reading.signed = undefined
    tick.click()
    expect(tick.checked).toBe(true)
  })

  it('lets what goes on be ticked, and what writes nothing', () => {
    reading.signed = { told: 'Signed off.', amend: vi.fn() }
    for (const markup of [
      '<div data-goes-on><label data-writes><input type="checkbox" /></label></div>',
      '<label><input type="checkbox" /></label>',
    ]) {
      const tick = tickIn(markup)
      tick.click()
      expect(tick.checked).toBe(true)
    }
    reading.signed = undefined
  })
})
