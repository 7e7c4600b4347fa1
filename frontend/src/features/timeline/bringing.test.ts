import { describe, expect, it, vi } from 'vitest'
import type { Mapping, SourceInput, SourceLook, Table } from '$lib/backend'
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
  from: '',
  to: '',
  table: null,
  columns: 0,
  attach: '',
  ...also,
})

const mapping: Mapping = {
  time: 0,
  day: -1,
  until: -1,
  zone: -1,
  zoneName: 'UTC',
  who: 1,
  text: 2,
  channel: -1,
  kind: -1,
  id: -1,
  order: '',
  header: true,
  delimiter: ',',
}
const table = (said: Mapping = mapping): Table => ({
  columns: ['Time', 'Who', 'Text'],
  rows: [],
  mapping: said,
  ambiguous: false,
})

async function open(looks: SourceLook[]) {
  const fake = new Fake().install()
  const saving = new Saving()
  const whole = fake.add(newWhole())
  whole.participants = [{ ...newParticipant(whole.debrief.id, 1), id: 'p1', name: 'Ines' }]
  const brought: SourceInput[] = []
  const dropped: string[] = []
  const mapped: Mapping[] = []
  const waiting: (() => void)[] = []
  let stopped = 0
  const { go } = window as unknown as { go: { app: Record<string, Record<string, unknown>> } }
  Object.assign(go.app.Sources ?? {}, {
    Paste: () => Promise.resolve(looks[0]),
    ReadDropped: () => Promise.resolve(looks),
    Bring: (_: unknown, input: SourceInput) => {
      brought.push(input)
      return Promise.resolve({ id: `s-${input.handle}`, debriefId: input.debriefId, rev: 1 })
    },
    Map: (_: string, handle: string, said: Mapping) => {
      mapped.push(said)
      const seen = stopped
      return new Promise((done, fail) =>
        waiting.push(() =>
          stopped === seen
            ? done(look(handle, { table: table(said), need: said.zoneName ? '' : 'zone' }))
            : fail(new Error(JSON.stringify({ code: 'cancelled', message: '' }))),
        ),
      )
    },
    Drop: (handle: string) => {
      dropped.push(handle)
      return Promise.resolve()
    },
  })
  const stop = () => Promise.resolve(void stopped++)
  Object.assign(go.app.Window ?? (go.app.Window = {}), { Stop: stop })
  const debrief = await OpenDebrief.open(whole.debrief.id, saving)
  /** Lets the table that is read be read. */
  const read = async () => {
    await vi.waitFor(() => expect(waiting.length).toBeGreaterThan(0))
    waiting.shift()?.()
  }
  return { mapped, read, bringing: new Bringing(debrief, saving), brought, dropped }
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

  it('brings in what could be read only once somebody chose that', async () => {
    const part = look('a')
    part.summary.rejected = 3
    const { bringing, brought } = await open([part])
    await bringing.paste('some lines')
    expect(bringing.chosen).toEqual([])
    const [offered] = bringing.offered
    if (offered) offered.out = false
    await bringing.bring()
    expect(brought[0]?.partial).toBe(true)
  })

  it('reads a table again with what is said last, and what was said of it stays', async () => {
    const { bringing, mapped, read } = await open([look('a', { table: table(), need: '' })])
    await bringing.paste('some lines')
    const [was] = bringing.offered
    if (!was) throw new Error('nothing offered')
    const [jo] = was.look.senders
    if (jo) jo.participantId = 'p1'
    bringing.take(was, 1, 'channel')
    bringing.take(was, 2, 'who') // before the first was read
    await read()
    await read()
    await vi.waitFor(() => expect(bringing.offered[0]).not.toBe(was))
    const [now] = bringing.offered
    expect(mapped.map((m) => [m.channel, m.who, m.text])).toEqual([
      [1, -1, 2],
      [1, 2, -1],
    ])
    expect(now?.look.table?.mapping.who).toBe(2)
    expect(now?.look.senders[0]?.participantId).toBe('p1')
    expect(now?.said).toBeUndefined()
  })

  it('gives a column back what another took from it in passing', async () => {
    const { bringing, mapped, read } = await open([look('a', { table: table(), need: '' })])
    await bringing.paste('some lines')
    const [was] = bringing.offered
    if (!was) throw new Error('nothing offered')
    bringing.take(was, 3, 'text') // a key that passes over it
    await read()
    await vi.waitFor(() => expect(bringing.offered[0]).not.toBe(was))
    const [now] = bringing.offered
    if (!now) throw new Error('nothing offered')
    bringing.take(now, 3, 'channel')
    await read()
    await vi.waitFor(() => expect(bringing.offered[0]).not.toBe(now))
    expect(mapped.map((m) => [m.text, m.channel])).toEqual([
      [3, -1],
      [2, 3],
    ])
  })

  it('takes another zone than the one a table states for all its times', async () => {
    const { bringing, brought, mapped, read } = await open([
      look('a', { table: table(), need: '' }),
    ])
    await bringing.paste('some lines')
    const [offered] = bringing.offered
    if (!offered) throw new Error('nothing offered')
    const said = bringing.clock(offered, 'Europe/Berlin')
    await read()
    await said
    await bringing.bring()
    expect(mapped[0]?.zoneName).toBe('')
    expect(brought[0]?.zone).toBe('Europe/Berlin')
  })

  it('lets go of one, and of what was read when nobody waits for it any more', async () => {
    const { bringing, dropped } = await open([look('a'), look('b')])
    await bringing.dropped('handle')
    const [first] = bringing.offered
    if (first) bringing.discard(first)
    expect(dropped).toEqual(['a'])
    expect(bringing.offered.map((o) => o.look.handle)).toEqual(['b'])
    bringing.close()
    const reading = bringing.dropped('handle')
    bringing.close()
    await reading
    expect(dropped).toEqual(['a', 'b', 'a', 'b'])
    expect(bringing.open).toBe(false)
  })
})
