import { fireEvent, render, screen, waitFor } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { OpenDebrief } from '$lib/debrief.svelte'
import { Saving } from '$lib/saving.svelte'
import { Fake, newWhole } from '$lib/testing/fake'
import { vault } from '$lib/vault.svelte'
import InterviewsScreen from './InterviewsScreen.svelte'
import { Notes, notesOf } from './notes.svelte'
import { askPrompt, fileLine, newInterview, newPassage, said } from './passages'

async function begin() {
  const fake = new Fake().install()
  const whole = fake.add(newWhole({ title: 'A night' }))
  Object.assign(fake.vault, { passphrase: 'a lamp over the harbour', open: true })
  const debrief = await OpenDebrief.open(whole.debrief.id, new Saving())
  await vault.look()
  return { fake, debrief, notes: new Notes(debrief) }
}

const talk = () => newInterview('d', { participantId: '', name: 'Ines', zone: 'UTC' })

describe('a passage', () => {
  it('that is emptied holds its words until it is left, and can be put back then', async () => {
    const { fake, notes } = await begin()
    notes.add('', 'Ines')
    notes.edit((i) => (askPrompt(i, 'first-sign'), fileLine(i, 'the pool graph')))
    await notes.sealing.flush()
    const passage = notes.one?.passages[0] ?? newPassage()
    notes.rewrite(passage, '')
    expect([notes.shownOf(passage), said(notes.one ?? talk()).length]).toEqual(['', 1])
    await notes.sealing.flush()
    expect(fake.vault.interviews[0]?.passages[0]?.text).toBe('the pool graph')
    notes.rewrite(passage, 'typed anew')
    for (const text of ['typed', 'ty', 't', '']) notes.rewrite(passage, text)
    notes.settle(passage.id)
    expect(notes.one?.passages.map((p) => [p.prompt, p.text])).toEqual([['first-sign', '']])
    expect(notes.removed?.passage.text).toBe('typed anew')
    expect(notes.putBack()).toBe(passage.id)
    expect(notes.one?.passages.map((p) => [p.prompt, p.text])).toEqual([
      ['first-sign', 'typed anew'],
    ])
  })

  it('comes back beside what was said in its place, and so does the one before it', async () => {
    const { notes } = await begin()
    notes.add('', 'Ines')
    notes.edit((i) => ['a', 'b'].forEach((text) => fileLine(i, text)))
    notes.edit((i) => (askPrompt(i, 'options'), fileLine(i, 'c')))
    for (const p of [...(notes.one?.passages ?? [])].slice(1)) {
      notes.rewrite(p, '')
      notes.settle(p.id)
    }
    notes.write('d')
    notes.file()
    expect(notes.one?.passages.map((p) => p.text)).toEqual(['a', 'd'])
    notes.putBack()
    notes.putBack()
    expect(notes.one?.passages.map((p) => p.text).sort()).toEqual(['a', 'b', 'c', 'd'])
    expect([notes.removed, notes.putBack()]).toEqual([undefined, ''])
  })

  it('keeps the focus and the words when a passage is emptied, and puts it back by Ctrl Z', async () => {
    const { fake, debrief } = await begin()
    const one = { ...talk(), debriefId: debrief.id, passages: [newPassage('a lag', 'first-sign')] }
    fake.vault.interviews = [one]
    render(InterviewsScreen, { debrief })
    const row = await screen.findByLabelText<HTMLTextAreaElement>('Passage 1')
    const line = screen.getByLabelText('Write what is said')
    row.focus()
    await fireEvent.input(row, { target: { value: '' } })
    expect([document.activeElement, row.isConnected, row.value]).toEqual([row, true, ''])
    await fireEvent.keyDown(row, { key: 'z', ctrlKey: true })
    expect(row.value).toBe('a lag')
    await fireEvent.input(row, { target: { value: '' } })
    row.blur()
    await waitFor(() => expect(document.activeElement).toBe(line))
    expect(screen.queryByLabelText('Passage 1')).toBeNull()
    await screen.findByText('A passage was removed.')
    // Whatever has the focus, and nothing too.
    await fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true })
    const back = await screen.findByLabelText<HTMLTextAreaElement>('Passage 1')
    await waitFor(() => expect(document.activeElement).toBe(back))
    expect(back.value).toBe('a lag')
    await fireEvent.keyDown(document.body, { key: 'x' })
    expect(document.activeElement).toBe(line)
  })
})

describe('somebody', () => {
  it('who was just met was met today; off the record and the empty line say why they are not asked for', async () => {
    const { notes } = await begin()
    notes.add('', 'Ines')
    notes.write('a')
    notes.file()
    expect(notes.one?.when.slice(0, 10)).toBe(new Date().toISOString().slice(0, 10))
    expect(notes.unasked).toContain('Only a passage with words')
    notes.atId = notes.one?.passages[0]?.id ?? ''
    expect(notes.unasked).toBe('')
    notes.toggleOff(notes.at)
    expect(notes.unasked).toContain('off the record')
  })

  it('who chose not to meet is asked nothing, and no timer runs on elsewhere', async () => {
    const { fake, debrief } = await begin()
    fake.vault.interviews = [
      { ...talk(), debriefId: debrief.id, name: 'Sam' },
      { ...talk(), debriefId: debrief.id, name: 'Tom', state: 'declined' },
    ]
    const { unmount } = render(InterviewsScreen, { debrief })
    await fireEvent.click(await screen.findByRole('button', { name: /Not running/ }))
    const { talk: timer } = notesOf(debrief)
    expect(timer.speaking).toBe('heard')
    unmount()
    expect(timer.speaking).toBe('')
    render(InterviewsScreen, { debrief })
    await fireEvent.click(await screen.findByRole('button', { name: /Tom/ }))
    await screen.findByRole('heading', { name: 'Tom would rather not meet beforehand.' })
    for (const label of ['When', 'Place', 'Minutes'])
      expect(screen.queryByLabelText(label)).toBeNull()
    expect(screen.queryByRole('button', { name: /Not running/ })).toBeNull()
  })
})
