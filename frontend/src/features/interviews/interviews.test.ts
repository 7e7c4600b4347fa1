import { fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { backend } from '$lib/backend'
import { OpenDebrief } from '$lib/debrief.svelte'
import type { Release } from '$lib/interview'
import { noMoment } from '$lib/make'
import { reading } from '$lib/reading.svelte'
import { Saving } from '$lib/saving.svelte'
import type { Session } from '$lib/session'
import { Fake, newWhole } from '$lib/testing/fake'
import { toasts } from '$lib/ui/toasts.svelte'
import { vault } from '$lib/vault.svelte'
import InterviewsScreen from './InterviewsScreen.svelte'
import { takenTold } from './backup'
import { Notes, notesOf } from './notes.svelte'
import { printed } from './printed.svelte'
import { askPrompt, fileLine, heed, inHand, newInterview, newPassage, said } from './passages'
import { Talk } from './talk.svelte'

async function begin({ open = true } = {}) {
  const fake = new Fake().install()
  const whole = fake.add(newWhole({ title: 'A night' }))
  Object.assign(fake.vault, { passphrase: 'a lamp over the harbour', open })
  const debrief = await OpenDebrief.open(whole.debrief.id, new Saving())
  await vault.look()
  return { fake, debrief, notes: new Notes(debrief) }
}

const talk = () => newInterview('d', { participantId: '', name: 'Ines', zone: 'UTC' })

/** Every text that something holds, in fields of any kind, except what the debrief has. */
function reachable(of: unknown, except: object, seen = new Set<unknown>([except])): string[] {
  if (typeof of === 'string') return [of]
  if (typeof of !== 'object' || of === null || seen.has(of)) return []
  seen.add(of)
  if (of instanceof Map || of instanceof Set) return reachable([...of], except, seen)
  const out = Object.values(of)
  // State of a class is behind accessors.
  const made: unknown = Object.getPrototypeOf(of)
  if (made !== Object.prototype && made !== Array.prototype && made)
    for (const [name, field] of Object.entries(Object.getOwnPropertyDescriptors(made)))
      if (field.get && name !== '__proto__') out.push(Reflect.get(of, name))
  return out.flatMap((value) => reachable(value, except, seen))
}

afterEach(() => {
  reading.on = false
  vi.useRealTimers()
})

describe('passages', () => {
  it('are filed below the question that waits for them', () => {
    const one = talk()
    askPrompt(one, 'options')
    fileLine(one, ' I could have waited ')
    fileLine(one, 'or asked')
    fileLine(one, '? Whom then')
    expect(said(one).map((p) => [p.prompt, p.text])).toEqual([
      ['options', 'I could have waited'],
      ['', 'or asked'],
    ])
    expect(inHand(one)).toBe('Whom then')
    expect(one.state).toBe('held')
  })

  it('take a question away again', () => {
    const one = talk()
    askPrompt(one, 'help')
    askPrompt(one, 'options')
    expect(one.asked).toEqual(['options'])
    askPrompt(one, 'options')
    expect([one.asked, one.passages]).toEqual([[], []])
  })
})

describe('sealing', () => {
  it('is one save after the other, and keeps words typed meanwhile', async () => {
    const { fake, notes } = await begin()
    fake.delay = 20
    notes.add('', 'Ines')
    notes.edit((i) => (i.draft = 'one'))
    const first = notes.sealing.flush()
    notes.edit((i) => (i.draft = 'one two'))
    await first
    await notes.sealing.flush()
    expect(fake.vault.interviews.map((i) => [i.draft, i.rev])).toEqual([
      ['one two', fake.vault.saves],
    ])
    expect(notes.sealing.state).toBe('saved')
  })

  it('says what keeps it, keeps the words, and goes on', async () => {
    const { fake, notes } = await begin()
    notes.add('', 'Ines')
    await notes.sealing.flush()
    fake.vault.refuse = ['disk-full']
    notes.edit((i) => (i.draft = 'kept'))
    await notes.sealing.flush()
    expect(notes.sealing.problem).toContain('The disk is full.')
    expect(notes.sealing.problem).not.toMatch(/copy/i)
    expect(notes.sealing.problem).not.toContain('kept')
    await notes.sealing.flush()
    expect([notes.sealing.problem, fake.vault.interviews[0]?.draft]).toEqual(['', 'kept'])
  })

  it('never writes over what was sealed elsewhere unless somebody says so', async () => {
    const { fake, notes } = await begin()
    notes.add('', 'Ines')
    await notes.sealing.flush()
    fake.vault.interviews = fake.vault.interviews.map((i) => ({ ...i, rev: 7, draft: 'theirs' }))
    notes.edit((i) => (i.draft = 'mine'))
    await notes.sealing.flush()
    expect([notes.sealing.refused?.code, notes.one?.draft]).toEqual(['conflict', 'mine'])
    expect(fake.vault.interviews[0]?.draft).toBe('theirs')
    await notes.mine()
    expect([notes.sealing.problem, fake.vault.interviews[0]?.draft]).toEqual(['', 'mine'])
  })
})

describe('a passage', () => {
  it('comes back after it was removed', async () => {
    const { notes } = await begin()
    notes.add('', 'Ines')
    notes.edit((i) => ['a', 'b', 'c'].forEach((text) => fileLine(i, text)))
    notes.remove(notes.one?.passages[1]?.id ?? '')
    expect(notes.one?.passages.map((p) => p.text)).toEqual(['a', 'c'])
    notes.putBack()
    expect(notes.one?.passages.map((p) => p.text)).toEqual(['a', 'b', 'c'])
  })

  it('whose words are shared stays until they are taken back', async () => {
    const { notes } = await begin()
    notes.add('', 'Ines')
    notes.edit((i) => (askPrompt(i, 'drawn-in'), ['a', 'b'].forEach((text) => fileLine(i, text))))
    const passage = notes.one?.passages[0]
    notes.askFor(passage)
    notes.asking?.answer('declined')
    for (const r of passage?.releases ?? []) r.answer = 'agreed'
    if (passage) notes.rewrite(passage, '')
    notes.settle(passage?.id ?? '')
    expect(notes.remove(passage?.id ?? '')).toBe(passage?.id)
    expect(toasts.all[0]?.text).toContain('Take them back first (Alt Shift B)')
    notes.edit((i) => i.passages.splice(1))
    notes.edit((i) => (askPrompt(i, 'options'), fileLine(i, 'c')))
    expect(notes.one?.passages.map((p) => [p.text, p.releases.length])).toEqual([
      ['a', 1],
      ['c', 0],
    ])
    notes.debrief.whole.debrief.state = 'signed-off'
    notes.remove(passage?.id ?? '')
    expect(toasts.all[0]?.text).toContain('signed off')
    expect(notes.one?.passages[0]).toBe(passage)
    for (const r of passage?.releases ?? []) r.answer = 'withdrawn'
    notes.remove(passage?.id ?? '')
    expect(notes.one?.passages.map((p) => p.text)).toEqual(['c'])
  })

  it('off the record is never asked for', async () => {
    const { notes } = await begin()
    notes.add('', 'Ines')
    notes.edit((i) => fileLine(i, 'a'))
    const passage = notes.one?.passages[0]
    notes.toggleOff(passage)
    expect(notes.askFor(passage)).toBe(false)
    notes.toggleOff(passage)
    expect(notes.askFor(passage)).toBe(true)
    notes.edit((i) => (i.offRecord = true))
    expect(notes.askFor(passage)).toBe(false)
  })

  it('is agreed to only in all three, for the words as they stand', async () => {
    const { notes } = await begin()
    notes.add('', 'Ines')
    notes.edit((i) => fileLine(i, 'a'))
    notes.askFor(notes.one?.passages[0])
    const asking = notes.asking
    if (!asking) throw new Error('nothing asked')
    Object.assign(asking, { hasRead: true, goes: true })
    expect([asking.agreed, await asking.release()]).toEqual([false, false])
    asking.saidSo = true
    expect(asking.agreed).toBe(true)
    asking.write('other words')
    expect(asking.agreed).toBe(false)
    asking.answer('declined')
    expect(notes.one?.passages[0]?.releases.map((r) => r.answer)).toEqual(['declined'])
  })
})

describe('the talk timer', () => {
  it('tells who speaks, and when listening is forgotten', () => {
    vi.useFakeTimers()
    const one = talk()
    const timer = new Talk(
      () => one,
      () => undefined,
      () => undefined,
    )
    timer.toggle()
    vi.advanceTimersByTime(50_000)
    expect([timer.speaking, one.heardSeconds, timer.talksMuch]).toEqual(['heard', 50, false])
    timer.toggle()
    vi.advanceTimersByTime(11_000)
    expect([timer.speaking, one.askedSeconds, timer.talksMuch]).toEqual(['asked', 11, true])
    timer.stop()
    vi.advanceTimersByTime(5000)
    expect(one.askedSeconds).toBe(11)
  })

  it('is somebody who listens, and nobody when it was forgotten', () => {
    vi.useFakeTimers()
    const one = talk()
    let here = 0
    const timer = new Talk(
      () => one,
      () => undefined,
      () => here++,
    )
    timer.toggle()
    vi.advanceTimersByTime(20 * 60_000)
    expect(here).toBe(120)
    vi.advanceTimersByTime(60 * 60_000)
    expect(here).toBe(180)
    timer.toggle()
    vi.advanceTimersByTime(10_000)
    expect(here).toBe(181)
    timer.stop()
  })
})

describe('the screen', () => {
  it('shows counts alone while locked, and says a wrong passphrase', async () => {
    const { fake, debrief } = await begin({ open: false })
    fake.vault.interviews = [{ ...talk(), name: 'Quill' }]
    await vault.look()
    render(InterviewsScreen, { debrief })
    expect(screen.getByRole('heading').textContent).toContain('One interview, sealed.')
    expect(document.body.textContent).not.toContain('Quill')
    const field = screen.getByLabelText('Passphrase')
    await fireEvent.input(field, { target: { value: 'another one altogether' } })
    await fireEvent.keyDown(field, { key: 'Enter' })
    await screen.findByText(/vault-passphrase/)
    const { value, selectionStart, selectionEnd } = field as HTMLInputElement
    expect([value, selectionStart, selectionEnd]).toEqual(['another one altogether', 0, 22])
    expect(document.activeElement).toBe(field)
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('makes the vault with a passphrase typed twice, and shows the code once', async () => {
    const { fake, debrief } = await begin({ open: false })
    fake.vault.passphrase = ''
    await vault.look()
    render(InterviewsScreen, { debrief })
    const type = (label: string, value: string) =>
      fireEvent.input(screen.getByLabelText(label), { target: { value } })
    await type('Choose a passphrase', 'too short')
    await fireEvent.click(screen.getByRole('button', { name: 'Seal with this passphrase' }))
    expect(fake.vault.passphrase).toBe('')
    await type('Choose a passphrase', 'a lamp over the harbour')
    await type('The same once more', 'a lamp over the harbour')
    await fireEvent.click(screen.getByRole('button', { name: 'Seal with this passphrase' }))
    expect((await screen.findByLabelText('Recovery code')).textContent).toContain('GGGG')
    await fireEvent.click(screen.getByLabelText('I have it on paper'))
    await fireEvent.click(screen.getByRole('button', { name: 'Go on' }))
    await screen.findByRole('button', { name: 'Add an interview' })
    expect(document.body.textContent).not.toContain('GGGG')
  })

  it('lets go of every word when it is locked, whatever holds it', async () => {
    const { fake, debrief } = await begin()
    const word = 'quorbalewug'
    fake.vault.interviews = [{ ...talk(), debriefId: debrief.id, name: word, draft: word }]
    const notes = notesOf(debrief)
    await notes.load()
    notes.add('', word)
    notes.edit((i) => (i.draft = `${word}\n${word}`))
    notes.file()
    notes.askFor(notes.one?.passages[0])
    notes.remove(notes.one?.passages[1]?.id ?? '')
    notes.edit((i) => (i.draft = word))
    expect(reachable(notes, debrief).filter((text) => text.includes(word)).length).toBeGreaterThan(
      4,
    )
    await vault.lock()
    expect(reachable([notes, vault], debrief).filter((text) => text.includes(word))).toEqual([])
  })

  it('keeps words typed while others are taken back, and what was taken back stays so', async () => {
    const { fake, notes } = await begin()
    notes.add('', 'Ines')
    notes.edit((i) => fileLine(i, 'I knew that graph'))
    await notes.sealing.flush()
    const given = { as: 'quote', scope: 'report', given: 'in-person', words: 'I knew' } as const
    notes.edit((i) =>
      i.passages[0]?.releases.push({
        ...{ ...given, id: 'r1', at: '2026-11-02T10:00:00Z', answer: 'agreed', timeline: false },
        ...{ time: noMoment(), askedAt: '', answeredAt: '2026-11-02T10:00:00Z', entryId: 'e1' },
      }),
    )
    const shared = notes.show(notes.one?.passages[0])
    vi.spyOn(backend.interviews, 'withdraw').mockImplementation(async (one) => {
      const taken = structuredClone(one)
      for (const p of taken.passages) for (const r of p.releases) r.answer = 'withdrawn'
      const { rev } = await backend.interviews.save(taken)
      // It takes seconds in a large library, and somebody types on.
      notes.write('typed meanwhile')
      notes.rewrite(notes.one?.passages[0] ?? newPassage(), 'I knew that graph well')
      return { ...taken, rev }
    })
    expect(await shared?.takeBack()).toBe(true)
    await notes.sealing.flush()
    expect([notes.sealing.problem, notes.one?.draft]).toEqual(['', 'typed meanwhile'])
    const [sealed] = fake.vault.interviews
    expect([
      sealed?.draft,
      sealed?.passages[0]?.text,
      sealed?.passages[0]?.releases[0]?.answer,
    ]).toEqual(['typed meanwhile', 'I knew that graph well', 'withdrawn'])
    vi.restoreAllMocks()
  })

  it('goes on with words of one’s own and not with what was taken back elsewhere', () => {
    const mine = talk()
    fileLine(mine, 'mine')
    const release = { id: 'r1', answer: 'agreed', answeredAt: '' } as Release
    mine.passages[0]?.releases.push(release)
    const theirs = structuredClone(mine)
    theirs.rev = 7
    Object.assign(theirs.passages[0]?.releases[0] ?? {}, { answer: 'withdrawn' })
    heed(mine, theirs)
    expect([mine.rev, mine.passages[0]?.releases[0]?.answer]).toEqual([7, 'withdrawn'])
  })

  it('hides words that cannot be sealed and keeps them, until they are', async () => {
    const { fake, debrief } = await begin()
    fake.vault.interviews = [{ ...talk(), debriefId: debrief.id, name: 'Quill' }]
    render(InterviewsScreen, { debrief })
    await waitFor(() => expect(document.body.textContent).toContain('Quill'))
    const notes = notesOf(debrief)
    fake.vault.refuse = ['disk-full', 'disk-full', 'disk-full', 'disk-full']
    notes.write('the last words')
    await vault.lock(true)
    await screen.findByText(/The words typed last could not be sealed yet/)
    expect(document.body.innerHTML).not.toContain('Quill')
    expect(document.body.innerHTML).not.toContain('the last words')
    expect([fake.vault.owed, notes.one?.draft]).toEqual([true, 'the last words'])
    await fireEvent.input(screen.getByLabelText('Passphrase'), {
      target: { value: 'a lamp over the harbour' },
    })
    await fireEvent.click(screen.getByRole('button', { name: /Open/ }))
    await waitFor(() => expect(document.body.textContent).toContain('Quill'))
    await waitFor(() => expect(notes.read && notes.one?.draft).toBe('the last words'))
    fake.vault.refuse = []
    await vault.lock(true)
    expect(fake.vault.interviews[0]?.draft).toBe('the last words')
    expect([fake.vault.owed, notes.list]).toEqual([false, []])
  })

  it('reads nothing over words that could not be sealed', async () => {
    const { fake, debrief } = await begin()
    fake.vault.interviews = [{ ...talk(), debriefId: debrief.id, draft: 'sealed' }]
    const notes = new Notes(debrief)
    await notes.load()
    fake.vault.refuse = ['disk-full', 'disk-full']
    notes.write('sealed and more')
    await notes.load()
    expect(notes.one?.draft).toBe('sealed and more')
    fake.vault.refuse = []
    await notes.load()
    expect([notes.one?.draft, fake.vault.interviews[0]?.draft]).toEqual([
      'sealed and more',
      'sealed and more',
    ])
  })

  it('is empty at once when the vault is locked', async () => {
    const { fake, debrief } = await begin()
    fake.vault.interviews = [{ ...talk(), debriefId: debrief.id, name: 'Quill', draft: 'a secret' }]
    render(InterviewsScreen, { debrief })
    await waitFor(() => expect(document.body.textContent).toContain('Quill'))
    await vault.lock()
    await waitFor(() => expect(document.body.innerHTML).not.toContain('Quill'))
    expect(document.body.innerHTML).not.toContain('a secret')
  })

  it('stays sealed while a meeting goes on', async () => {
    const { fake, debrief } = await begin({ open: false })
    debrief.whole.debrief.state = 'live'
    await vault.look()
    render(InterviewsScreen, { debrief })
    expect(screen.queryByLabelText('Passphrase')).toBeNull()
    expect(fake.vault.open).toBe(false)
  })

  it('stays sealed while a further session goes on', async () => {
    const { debrief } = await begin({ open: false })
    const since = '2026-11-22T12:00:00Z'
    const session = { startedAt: since, runningSince: since, endedAt: '' } as Session
    debrief.whole.meeting.sessions = [session]
    await vault.look()
    render(InterviewsScreen, { debrief })
    expect(screen.queryByLabelText('Passphrase')).toBeNull()
  })

  it('says that Caps Lock is on, and takes text where nothing can be saved', async () => {
    const { debrief } = await begin({ open: false })
    render(InterviewsScreen, { debrief })
    const field = screen.getByLabelText('Passphrase')
    await fireEvent.keyDown(field, { key: 'A', modifierCapsLock: true })
    await screen.findByText('Caps Lock is on.')
    await fireEvent.keyUp(field, { key: 'CapsLock' })
    await waitFor(() => expect(screen.queryByText('Caps Lock is on.')).toBeNull())
    reading.on = true
    reading.hold({ target: field } as unknown as FocusEvent)
    expect((field as HTMLInputElement).readOnly).toBe(false)
  })

  it('changes nothing of the notes while the library is only read', async () => {
    const { fake, notes } = await begin()
    reading.on = true
    notes.add('', 'Ines')
    notes.talk.toggle()
    notes.talk.stop()
    await notes.sealing.flush()
    expect([notes.list, fake.vault.saves]).toEqual([[], 0])
  })

  it('changes the passphrase by the one there is', async () => {
    const { fake, debrief } = await begin()
    render(InterviewsScreen, { debrief })
    await fireEvent.click(screen.getByRole('button', { name: 'Passphrase and backups' }))
    await fireEvent.click(screen.getByRole('button', { name: 'Change the passphrase' }))
    const type = (label: string, value: string) =>
      fireEvent.input(screen.getByLabelText(label), { target: { value } })
    const go = () => fireEvent.click(screen.getByRole('button', { name: 'Use the new passphrase' }))
    await type('Passphrase now', 'not that one')
    await type('New passphrase', 'a river under the bridge')
    await type('The same once more', 'a river under the bridge')
    await go()
    await screen.findByText(/vault-passphrase/)
    expect(screen.getByLabelText<HTMLInputElement>('New passphrase').value).toContain('river')
    await type('Passphrase now', 'a lamp over the harbour')
    await go()
    await screen.findByText(/From now on/)
    expect(fake.vault.passphrase).toBe('a river under the bridge')
    expect(screen.getByLabelText<HTMLInputElement>('Passphrase now').value).toBe('')
  })

  it('shows a new code once, also to somebody who was elsewhere meanwhile', async () => {
    const { fake, debrief } = await begin()
    const { unmount } = render(InterviewsScreen, { debrief })
    await fireEvent.click(screen.getByRole('button', { name: 'Passphrase and backups' }))
    await fireEvent.click(screen.getByRole('button', { name: 'Make a new recovery code' }))
    const field = screen.getByLabelText('Passphrase')
    await fireEvent.input(field, { target: { value: 'a lamp over the harbour' } })
    await fireEvent.keyDown(field, { key: 'Enter' })
    await screen.findByText('NNNN')
    unmount()
    render(InterviewsScreen, { debrief })
    await fireEvent.click(screen.getByRole('button', { name: 'Save a sheet to print' }))
    await screen.findByText(/recovery-sheet.pdf. The file itself opens the notes/)
    await vault.lock()
    await waitFor(() => expect(document.body.textContent).not.toContain('NNNN'))
    fake.vault.open = true
    await vault.look()
    await fireEvent.click(await screen.findByRole('button', { name: /not on paper yet/ }))
    await screen.findByRole('button', { name: 'Make the code' })
    printed.missed = false
  })

  it('says what came of the notes of a backup', () => {
    const none = { new: 0, back: 0, here: 0, left: 0, past: 0, bad: 0, stopped: false }
    expect(takenTold({ ...none, new: 2, back: 1, left: 1 })).toBe(
      '2 interviews were taken in. One that was not as it was sealed is whole again. One is of a debrief that is not in this library.',
    )
    expect(takenTold({ ...none, here: 3 })).toBe('Nothing was taken in. 3 were here already.')
  })

  it('asks before notes that do not open are given up', async () => {
    const { fake, debrief } = await begin()
    fake.vault.problems = [{ id: 'x', problem: { code: 'note-damaged', message: 'Not shown.' } }]
    render(InterviewsScreen, { debrief })
    await fireEvent.click(await screen.findByRole('button', { name: 'Go on without' }))
    const keep = screen.getByRole('button', { name: 'Not now' })
    await waitFor(() => expect(document.activeElement).toBe(keep))
    await fireEvent.click(keep)
    expect(fake.vault.problems).toHaveLength(1)
    await fireEvent.click(screen.getByRole('button', { name: 'Go on without' }))
    await fireEvent.click(screen.getByRole('button', { name: 'Give up' }))
    await waitFor(() => expect(screen.queryByText('Not shown.')).toBeNull())
  })
})
