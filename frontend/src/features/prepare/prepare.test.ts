import { beforeEach, describe, expect, it, vi } from 'vitest'
import { backend } from '$lib/backend'
import { OpenDebrief } from '$lib/debrief.svelte'
import type { Moment } from '$lib/nouns'
import { Saving } from '$lib/saving.svelte'
import { Fake, newWhole } from '$lib/testing/fake'
import { checkout } from '$lib/testing/sample'
import { InvitationView } from './invitation.svelte'
import { tagsOf } from '$lib/tags'
import { Preparation } from './prepare.svelte'

const at = (time: string): Moment => ({
  at: `2026-11-03T${time}:00Z`,
  zone: 'UTC',
  precision: 'minute',
  raw: time,
  problem: '',
})

const now = Date.parse('2026-11-04T09:30:00.123Z')

describe('Preparation', () => {
  let fake: Fake
  let saving: Saving

  beforeEach(() => {
    fake = new Fake().install()
    saving = new Saving()
  })

  const open = async (whole = newWhole()) =>
    new Preparation(await OpenDebrief.open(fake.add(whole).debrief.id, saving), () => now)
  const done = (prep: Preparation) => prep.items.filter((i) => i.done).map((i) => i.name)

  it('ticks by itself', async () => {
    const prep = await open()
    expect(done(prep)).toEqual([])
    prep.edit((d) => (d.title = 'Checkout'), 'title')
    prep.setTime('started', at('14:02'))
    expect(done(prep)).toEqual(['title'])
    prep.setTime('resolved', at('15:19'))
    prep.edit((d) => Object.assign(d, { facilitator: 'Mara', facilitatorInvolved: 'no' }))
    expect(done(prep)).toEqual(['title', 'times', 'soon', 'facilitator'])
    expect(prep.now).toBe('impact')
  })

  it('makes the part nobody played an item of its own', async () => {
    const prep = await open(checkout())
    expect(prep.missing).toEqual(['affected'])
    expect(prep.items.find((i) => i.name === 'parts')?.label).toBe('Someone who was affected')
    prep.addPerson('affected')
    expect(prep.missing).toEqual([])
    expect(done(prep)).toContain('parts')
  })

  it('makes a draft a debrief in preparation at its first change', async () => {
    const prep = await open()
    prep.addPerson()
    await saving.flush()
    expect(prep.d.state).toBe('preparing')
    expect(new Set(fake.steps.map((s) => s.id)).size).toBe(1)
  })

  it('starts the meeting: live, with its clock running, in one step', async () => {
    const prep = await open(checkout())
    prep.edit((d) => (d.state = 'preparing'))
    await saving.flush()
    const before = fake.steps.length
    prep.start()
    await saving.flush()
    const kept = fake.wholes.get(prep.debrief.id)
    expect(kept?.debrief.state).toBe('live')
    expect(kept?.meeting.runningSince).not.toBe('')
    expect(kept?.meeting.startedAt).not.toBe('')
    expect(kept?.meeting.stage).toBeGreaterThan(0)
    const steps = fake.steps.slice(before).filter((s) => s.id) // who has the word is no step
    expect(new Set(steps.map((s) => s.id)).size).toBe(1)
  })

  it('asks for a reason when something wanted is open, and takes it', async () => {
    const prep = await open()
    prep.ready()
    expect(prep.explaining).toBe(true)
    expect(prep.d.state).toBe('draft')
    prep.edit((d) => (d.readyReason = 'Everybody leaves tomorrow'), 'readyReason')
    prep.ready()
    expect(prep.d.state).toBe('ready')
    expect(prep.explaining).toBe(false)
  })

  it('goes on without an item for a reason, which is kept and can be taken back', async () => {
    const prep = await open(checkout())
    prep.edit((d) => (d.facilitatorInvolved = 'yes'))
    expect(prep.canBeReady).toBe(false)
    prep.without('facilitator', 'Nobody else was here')
    await saving.flush()
    expect(fake.wholes.get('checkout')?.debrief.preparation.without).toEqual([
      { item: 'facilitator', reason: 'Nobody else was here' },
    ])
    expect(prep.canBeReady).toBe(true)
    expect(prep.now).not.toBe('facilitator')
    prep.takeUp('facilitator')
    expect(prep.a.without).toEqual([])
    expect(prep.wanting.map((i) => i.name)).toEqual(['facilitator'])
  })

  it('marks somebody as invited and notes the answer, each a step of its own', async () => {
    const prep = await open(checkout())
    const id = prep.people[1]?.id ?? ''
    prep.invite(id)
    prep.answer(id, 'yes')
    await saving.flush()
    expect(fake.steps.slice(-2).map((s) => s.name)).toEqual([
      'invite-participant',
      'answer-participant',
    ])
    const kept = () => fake.wholes.get('checkout')?.participants[1]
    expect(kept()).toMatchObject({ coming: 'yes', invitedAt: '2026-11-04T09:30:00Z' })
    prep.answer(id, 'yes')
    prep.invite(id)
    await saving.flush()
    expect(kept()).toMatchObject({ coming: '', invitedAt: '' })
  })

  it('shows the invitation of the first who has none yet, and stays with them', async () => {
    const prep = await open(checkout())
    expect(prep.guest?.name).toBe('Priya')
    prep.invite(prep.guest?.id ?? '')
    expect(prep.guest).toMatchObject({ name: 'Priya', invitedAt: '2026-11-04T09:30:00Z' })
    prep.chosen = ''
    expect(prep.guest?.name).toBe('Jo')
    prep.chosen = prep.people[0]?.id ?? ''
    expect(prep.guest?.name).toBe('Priya')
  })

  it('marks whoever got a file as invited, once, and nobody for a file that was not saved', async () => {
    const prep = await open(checkout())
    const view = new InvitationView(prep)
    let path = ''
    vi.spyOn(backend.invitations, 'saveMail').mockImplementation(async () => ({ path }))
    await view.save('saveMail')
    expect(prep.guest).toMatchObject({ name: 'Priya', invitedAt: '' })
    path = '/home/her/priya.eml'
    await view.save('saveMail')
    await view.save('saveMail')
    expect(prep.guest).toMatchObject({ name: 'Priya', invitedAt: '2026-11-04T09:30:00Z' })
  })

  it('plans how long the meeting is until it began', async () => {
    const prep = await open()
    const plan = vi.spyOn(backend.meetings, 'plan').mockResolvedValue([3, 5, 30, 22, 12, 12, 6])
    await prep.setLength(Number.NaN)
    expect(prep.planned).toBe(60)
    await prep.setLength(90)
    await saving.flush()
    expect(prep.planned).toBe(90)
    expect(prep.d.state).toBe('preparing')
    expect(new Set(fake.steps.map((s) => s.id)).size).toBe(1)
    await prep.debrief.edit('meeting', prep.debrief.whole.meeting.id, { name: 'start' }, (m) => {
      m.startedAt = '2026-11-05T15:00:00Z'
    })
    await prep.setLength(75)
    expect(plan).toHaveBeenCalledTimes(1)
  })

  it('says how many days are left, in the zone of the meeting', async () => {
    const prep = await open(checkout())
    expect(prep.daysAhead).toBeUndefined()
    prep.arrange((a) => Object.assign(a, { meetsAt: '2026-11-05T23:30:00Z', zone: 'UTC' }))
    expect(prep.daysAhead).toBe(1)
    prep.arrange((a) => (a.zone = 'Asia/Kolkata'))
    expect(prep.daysAhead).toBe(2)
    prep.arrange((a) => (a.meetsAt = '2026-11-03T12:00:00Z'))
    expect(prep.daysAhead).toBeUndefined()
  })

  it('keeps the question of a gap for the timeline once', async () => {
    const prep = await open(checkout())
    const [gap] = prep.gaps
    if (!gap) throw new Error('no gap')
    prep.keep(gap)
    prep.keep(gap)
    await saving.flush()
    const kept = fake.wholes.get('checkout')?.questions.filter((q) => q.text === gap.question)
    expect(kept?.map((q) => [q.state, q.stage])).toEqual([['open', 4]])
  })

  it('is ready without a reason when everything wanted is there', async () => {
    const prep = await open(checkout())
    prep.ready()
    expect(prep.d.state).toBe('ready')
  })

  it('notices an end before the start and takes the day from the nearest time before', async () => {
    const prep = await open()
    prep.setTime('started', at('14:02'))
    prep.setTime('resolved', at('13:00'))
    expect(prep.beforeStart('resolved')).toBe(true)
    expect(prep.beforeStart('detected')).toBe(false)
    prep.setTime('detected', at('14:09'))
    expect(prep.before('mitigated').raw).toBe('14:09')
  })

  it('toggles parts in their order and moves people', async () => {
    const prep = await open(checkout())
    const [priya, jo] = prep.people
    if (!priya || !jo) throw new Error('no people')
    prep.toggle(jo.id, 'decided')
    expect(prep.people.find((p) => p.id === jo.id)?.parts).toEqual(['decided', 'identified'])
    prep.toggle(jo.id, 'identified')
    expect(prep.people.find((p) => p.id === jo.id)?.parts).toEqual(['decided'])
    prep.move(priya.id, 1)
    prep.move(priya.id, 1)
    expect(prep.people.map((p) => p.name)).toEqual(['Jo', 'Ines', 'Priya', 'Tomás', 'Sam'])
    prep.move(priya.id, -1)
    expect(prep.people.map((p) => p.name)).toEqual(['Jo', 'Priya', 'Ines', 'Tomás', 'Sam'])
  })

  it('removes a person', async () => {
    const prep = await open(checkout())
    const id = prep.people[0]?.id ?? ''
    prep.removePerson(id)
    await saving.flush()
    expect(fake.wholes.get('checkout')?.participants.map((p) => p.name)).not.toContain('Priya')
  })

  it('leaves what a removed person owns their name, in the same step', async () => {
    const whole = checkout()
    const id = whole.participants.find((p) => p.name === 'Priya')?.id ?? ''
    for (const c of whole.countermeasures) c.owner = { participantId: id, name: '' }
    const prep = await open(whole)
    fake.steps = []
    prep.removePerson(id)
    await saving.flush()
    const kept = fake.wholes.get('checkout')
    expect(kept?.participants.some((p) => p.id === id)).toBe(false)
    expect(kept?.countermeasures.length).toBeGreaterThan(0)
    for (const c of kept?.countermeasures ?? [])
      expect(c.owner).toEqual({ participantId: '', name: 'Priya' })
    expect(new Set(fake.steps.map((s) => s.id)).size).toBe(1)
  })
})

describe('tagsOf', () => {
  it('divides at commas, once each', () => {
    expect(tagsOf(' db, checkout ,, db')).toEqual(['db', 'checkout'])
  })
})
