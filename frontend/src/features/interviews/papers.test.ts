import { render, screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { OpenDebrief } from '$lib/debrief.svelte'
import { Saving } from '$lib/saving.svelte'
import { Fake, newWhole } from '$lib/testing/fake'
import { vault } from '$lib/vault.svelte'
import InterviewsScreen from './InterviewsScreen.svelte'
import { Notes } from './notes.svelte'
import { askPrompt, fileLine, newInterview, newPassage, placePicture, said } from './passages'

async function begin() {
  const fake = new Fake().install()
  const whole = fake.add(newWhole({ title: 'A night' }))
  Object.assign(fake.vault, { passphrase: 'a lamp over the harbour', open: true })
  const debrief = await OpenDebrief.open(whole.debrief.id, new Saving())
  await vault.look()
  const notes = new Notes(debrief)
  notes.add('', 'Ines')
  await notes.sealing.flush()
  return { fake, debrief, notes }
}

const picture = () => Promise.resolve('cGl4ZWxz')
const shown = (notes: Notes) => notes.one?.passages.map((p) => [p.text, p.paperId !== ''])

async function withPicture(text = '') {
  const all = await begin()
  all.notes.edit((i) => fileLine(i, 'before'))
  all.notes.papers.take([picture])
  await waitFor(() => expect(all.notes.one?.papers).toHaveLength(1))
  const held = all.notes.one?.passages.find((p) => p.paperId)
  all.notes.edit(() => held && (held.text = text))
  await all.notes.sealing.flush()
  return { ...all, passageId: held?.id ?? '', paperId: held?.paperId ?? '' }
}

describe('a long talk', () => {
  it('is drawn from its end, and earlier passages when one goes there', async () => {
    const { notes } = await begin()
    notes.edit((i) => {
      for (let n = 1; n <= 400; n++) i.passages.push(newPassage(`line ${n}`))
    })
    expect(notes.drawn).toBe(150)
    notes.reveal(notes.one?.passages[399]?.id)
    expect(notes.drawn).toBe(150)
    notes.reveal()
    expect(notes.drawn).toBe(300)
    notes.reveal(notes.one?.passages[3]?.id)
    expect(notes.drawn).toBeGreaterThanOrEqual(397)
    notes.add('', 'Jo')
    expect(notes.drawn).toBe(150)
  })

  it('is not handed over anew for every word', async () => {
    const { fake, notes } = await begin()
    // It goes on: the first line of a talk tells the day, once.
    if (notes.one) Object.assign(notes.one, { state: 'held', when: '2026-11-04T14:00:00Z' })
    if (notes.one) notes.sealing.changed(notes.one.id)
    await notes.sealing.flush()
    const before = fake.vault.wholes
    notes.write('a line')
    await notes.sealing.flush()
    notes.file()
    await notes.sealing.flush()
    const [filed] = notes.one?.passages ?? []
    if (filed) notes.rewrite(filed, 'a line, and more')
    notes.write('half')
    await notes.sealing.flush()
    expect(fake.vault.wholes).toBe(before)
    expect(
      fake.vault.interviews.map((i) => [i.draft, i.state, i.passages.map((p) => p.text)]),
    ).toEqual(
      [['half', 'held', ['a line, and more']]], //
    )
  })
})

describe('a picture', () => {
  it('goes below the passage in hand, or answers the question that waits', () => {
    const one = newInterview('d', { participantId: '', name: 'Ines', zone: 'UTC' })
    const put = (after: string, paperId: string) =>
      placePicture(one, after, { ...newPassage(), paperId })
    fileLine(one, 'a')
    fileLine(one, 'b')
    put(one.passages[0]?.id ?? '', 'first')
    askPrompt(one, 'help')
    put(one.passages.at(-1)?.id ?? '', 'answer')
    put('gone meanwhile', 'last')
    expect(one.passages.map((p) => p.text || p.paperId)).toEqual(
      ['a', 'first', 'b', 'answer', 'last'], //
    )
    expect(one.passages[3]?.prompt).toBe('help')
    expect(said(one)).toHaveLength(5)
  })

  it('is sealed with its passage, and what is typed meanwhile stays', async () => {
    const { fake, notes } = await begin()
    fake.delay = 20
    notes.edit((i) => fileLine(i, 'before'))
    notes.papers.take([picture])
    notes.edit((i) => (i.draft = 'typed on'))
    await waitFor(() => expect(notes.one?.papers).toHaveLength(1))
    notes.edit((i) => (i.draft = 'typed on and on'))
    await notes.sealing.flush()
    const [sealed] = fake.vault.interviews
    expect([sealed?.draft, sealed?.papers.length, sealed?.passages.length]).toEqual(
      ['typed on and on', 1, 2], //
    )
    expect(Object.values(fake.vault.papers)).toEqual(['cGl4ZWxz'])
    expect([notes.sealing.problem, notes.sealing.state]).toEqual(['', 'saved'])
  })

  it('that is refused changes nothing, and the reason is said here alone', async () => {
    const { notes } = await begin()
    notes.papers.take([
      () => Promise.reject(new Error('{"code":"picture-too-large","message":"Too large."}')),
    ])
    await waitFor(() => expect(notes.papers.refused).toBe('Too large.'))
    expect(shown(notes)).toEqual([])
  })

  it.each([
    ['', [['before', false]]],
    [
      'a graph',
      [
        ['before', false],
        ['a graph', false],
      ],
    ],
  ])('is removed and put back, with the words %j', async (text, left) => {
    const { fake, notes, passageId, paperId } = await withPicture(text)
    notes.papers.remove(passageId)
    await notes.sealing.flush()
    expect(shown(notes)).toEqual(left)
    notes.putBack()
    await notes.sealing.flush()
    expect(shown(notes)).toEqual([
      ['before', false],
      [text, true],
    ])
    expect(fake.vault.papers[paperId]).toBe('cGl4ZWxz')
  })

  it('is destroyed once it cannot be put back any more', async () => {
    const { fake, notes, passageId } = await withPicture()
    notes.papers.remove(passageId)
    await notes.sealing.flush()
    expect(Object.keys(fake.vault.papers)).toHaveLength(1)
    notes.remove(notes.one?.passages[0]?.id ?? '')
    await waitFor(() => expect(fake.vault.papers).toEqual({}))
    expect(notes.one?.papers).toEqual([])
    await notes.sealing.flush()
    expect(fake.vault.interviews[0]?.papers).toEqual([])
  })

  it('is gone from the page when the notes are locked', async () => {
    const { debrief } = await withPicture('a graph')
    render(InterviewsScreen, { debrief })
    const small = await screen.findByAltText('Picture of passage 2: a graph')
    expect(small.getAttribute('src')).toBe('data:image/png;base64,cGl4ZWxz')
    await vault.lock()
    await waitFor(() => expect(document.body.innerHTML).not.toContain('cGl4ZWxz'))
  })
})
