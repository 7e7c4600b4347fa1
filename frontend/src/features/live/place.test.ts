import { describe, expect, it, vi } from 'vitest'
import { stage } from './fake'

describe('coming back', () => {
  it('takes up the question walked to and the line in view', async () => {
    const s = await stage()
    s.live.start()
    s.live.goTo(3)
    await s.saving.flush()
    await vi.waitFor(() => {
      s.live.place.note({ walked: {}, row: '' })
      expect(s.fake.settings['live.places']).toBeDefined()
    })
    s.live.walk(1)
    s.live.walk(1)
    s.live.place.note({ walked: s.live.agenda.places, row: 'line-7' })
    await s.live.place.flush()
    const again = await s.reopen()
    await vi.waitFor(() => expect(again.place.goal).toBe('line-7'))
    expect(again.agenda.index).toBe(2)
    // What is the same as before is no reason to write it again.
    const before = s.fake.settings['live.places']
    again.place.note({ walked: again.agenda.places, row: again.place.row })
    await again.place.flush()
    expect(s.fake.settings['live.places']).toBe(before)
  })

  it('keeps the meetings looked at last, and no more', async () => {
    const s = await stage()
    s.fake.settings['live.places'] = JSON.stringify(
      Object.fromEntries(
        Array.from({ length: 9 }, (_, i) => [`old-${i}`, { walked: {}, row: '' }]),
      ),
    )
    await vi.waitFor(async () => {
      s.live.place.note({ walked: { '3:Ines': 1 }, row: '' })
      await s.live.place.flush()
      expect(Object.keys(JSON.parse(s.fake.settings['live.places'] ?? '{}') as object)).toEqual([
        ...['old-4', 'old-5', 'old-6', 'old-7', 'old-8'],
        s.live.debrief.id,
      ])
    })
  })
})
