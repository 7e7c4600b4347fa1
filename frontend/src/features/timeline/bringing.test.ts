import { describe, expect, it } from 'vitest'
import type { SourceInput, SourceLook } from '$lib/backend'
import { OpenDebrief } from '$lib/debrief.svelte'
import { Saving } from '$lib/saving.svelte'
import { newParticipant } from '$lib/make'
import { Fake, newWhole } from '$lib/testing/fake'
import { Bringing } from './bringing.svelte'

const look = (handle: string, also: Partial<SourceLook> = {}): SourceLook => ({
  handle,
  name: `${handle}.txt`,
  summary: {
    path: '',
    format: 'webvtt',
    messages: 2,
    bots: 0,
    system: 0,
    first: '',
    last: '',
    senders: [],
    zone: 'unknown',
    rejected: 0,
  },
  senders: [
    { name: 'jo', participantId: '', bot: false, count: 2 },
    { name: 'ines', participantId: 'p1', bot: false, count: 1 },
    { name: 'deploybot', participantId: '', bot: true, count: 1 },
  ],
  need: 'start',
  lines: [],
  rejected: [],
  hereId: '',
  ...also,
})

async function open(looks: SourceLook[]) {
  const fake = new Fake().install()
  const saving = new Saving()
  const whole = fake.add(newWhole())
  whole.participants = [{ ...newParticipant(whole.debrief.id, 1), id: 'p1', name: 'Ines' }]
  const brought: SourceInput[] = []
  const dropped: string[] = []
  const { go } = window as unknown as { go: { app: Record<string, Record<string, unknown>> } }
  Object.assign(go.app.Sources ?? {}, {
    Paste: () => Promise.resolve(looks[0]),
    ReadDropped: () => Promise.resolve(looks),
    Bring: (_: unknown, input: SourceInput) => {
      brought.push(input)
      return Promise.resolve({ id: `s-${input.handle}`, debriefId: input.debriefId, rev: 1 })
    },
    Drop: (handle: string) => {
      dropped.push(handle)
      return Promise.resolve()
    },
  })
  const debrief = await OpenDebrief.open(whole.debrief.id, saving)
  return { bringing: new Bringing(debrief, saving), brought, dropped }
}

describe('Bringing', () => {
  it('looks at what was dropped, and brings in what is not left out', async () => {
    const unknown = look('c')
    unknown.summary.format = 'unknown'
    const { bringing, brought } = await open([look('a'), look('b', { hereId: 's1' }), unknown])
    await bringing.dropped('handle')
    expect(bringing.open).toBe(true)
    expect(bringing.offered.map((o) => o.out)).toEqual([false, true, true])
    expect(await bringing.bring()).toBe('s-a')
    expect(brought.map((b) => b.handle)).toEqual(['a'])
    expect(bringing.open).toBe(false)
  })

  it('waits for the time that is being read', async () => {
    const { bringing, brought } = await open([look('a')])
    await bringing.paste('some lines')
    const [offered] = bringing.offered
    let settle = () => {}
    bringing.settled = new Promise<void>((done) => (settle = done)).then(() => {
      if (offered) offered.startedAt = '2026-11-03T14:00:00Z'
    })
    const first = bringing.bring()
    expect(brought).toEqual([])
    settle()
    await first
    expect(brought[0]?.startedAt).toBe('2026-11-03T14:00:00Z')
  })

  it('asks about people it is not sure of, also once somebody has answered', async () => {
    const { bringing, brought } = await open([look('a')])
    await bringing.paste('some lines')
    const [offered] = bringing.offered
    if (!offered) throw new Error('nothing offered')
    expect(bringing.unsure(offered).map((p) => p.name)).toEqual(['jo'])
    const [jo] = bringing.unsure(offered)
    if (jo) jo.participantId = 'p1'
    expect(bringing.unsure(offered).map((p) => p.name)).toEqual(['jo'])
    await bringing.bring()
    expect(brought[0]?.senders[0]?.participantId).toBe('p1')
  })

  it('lets go of what is not brought in', async () => {
    const { bringing, brought, dropped } = await open([look('a'), look('b')])
    await bringing.dropped('handle')
    bringing.close()
    expect(dropped).toEqual(['a', 'b'])
    expect(brought).toEqual([])
  })
})
