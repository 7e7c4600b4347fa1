import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { WordingFlag } from '$lib/backend'
import { OpenDebrief } from '$lib/debrief.svelte'
import { newCountermeasure, newEntry, newFactor, newWording } from '$lib/make'
import { OpenWordings } from '$lib/open-wordings.svelte'
import { Saving } from '$lib/saving.svelte'
import { tally } from '$lib/tally'
import { Fake, newWhole } from '$lib/testing/fake'
import { settled, textOf, wording, type Spot } from '$lib/wording.svelte'
import { inText, placed } from '$lib/wording-place'
import { drawn, scrolled } from './rows'
import { SettingsView, differences } from './settings.svelte'

const flagOf = (text: string, phrase: string, rule = 'counterfactual/should'): WordingFlag => {
  const from = text.indexOf(phrase)
  return {
    ...{ start: from, end: from + phrase.length, utf16Start: from, utf16End: from + phrase.length },
    ...{
      class: rule.split('/')[0] ?? '',
      level: 'ask',
      phrase,
      reason: 'A reason.',
      rule,
      source: '',
    },
    questions: ['What was in view?', 'What made sense?'],
  }
}

let fake: Fake
let saving: Saving
let debrief: OpenDebrief

beforeEach(async () => {
  fake = new Fake().install()
  const whole = newWhole({ title: 'Checkout' })
  whole.entries = [
    newEntry(whole.debrief.id, { stage: 3, position: 1 }, { text: 'we should have looked' }),
    newEntry(whole.debrief.id, { stage: 3, position: 2 }, { text: 'they should have asked' }),
  ]
  whole.factors = [newFactor(whole.debrief.id, { stage: 5, position: 3 }, { text: 'human error' })]
  whole.countermeasures = [
    newCountermeasure(whole.debrief.id, { stage: 6, position: 4 }, { text: 'be more careful' }),
  ]
  fake.add(whole)
  saving = new Saving()
  debrief = await OpenDebrief.open(whole.debrief.id, saving)
})
afterEach(() => vi.restoreAllMocks())

const spotOn = (i: number): Spot => {
  const { id, text } = debrief.whole.entries[i] ?? { id: '', text: '' }
  return { noun: 'entry', recordId: id, field: 'text', flag: flagOf(text, 'should have') }
}

/** Lets the backend find these, and looks. */
async function opened(...spots: Spot[]): Promise<OpenWordings> {
  const services = (window as unknown as { go: { app: Record<string, object> } }).go.app
  Object.assign(services.Wordings ?? {}, {
    Open: async () => spots.map(({ flag, ...at }) => ({ ...at, flags: [flag] })),
  })
  const open = new OpenWordings(debrief, saving)
  await open.look()
  return open
}

describe('the list of open wording', () => {
  it('leaves one, or the phrase in the whole debrief', async () => {
    const open = await opened(spotOn(0), spotOn(1))
    open.keep(spotOn(0), 'left')
    expect(open.spots).toEqual([spotOn(1)])
    const both = await opened(spotOn(0), spotOn(1))
    both.keep(spotOn(0), 'left', 'debrief')
    expect(both.spots).toEqual([])
    expect(debrief.whole.wordings.map((w) => w.scope)).toEqual(['', 'debrief'])
  })

  it('asks below the line, as one step', async () => {
    const open = await opened(spotOn(0))
    open.ask(spotOn(0), 1)
    await saving.flush()
    const [question] = debrief.whole.questions
    expect(question).toMatchObject({
      ...{ text: 'What made sense?', state: 'open', stage: 3, position: 1.5 },
      aboutId: spotOn(0).recordId,
    })
    const [a, b] = fake.steps.slice(-2)
    expect(a?.id).toBe(b?.id)
    expect(open.ask(spotOn(1), 5)).toBe(false)
  })

  const whereOf = (spot: Spot) => placed(debrief.whole, [spot])[0]?.where

  it('draws the rows in view and some beside them, and scrolls as little as it has to', () => {
    expect(drawn(5, { top: 0, height: 700 }, 70)).toEqual({ from: 0, to: 5 })
    expect(drawn(0, { top: 0, height: 700 }, 70)).toEqual({ from: 0, to: 0 })
    expect(drawn(2000, { top: 70_000, height: 700 }, 70)).toEqual({ from: 988, to: 1022 })
    // A list that became shorter than where somebody had scrolled to.
    expect(drawn(3, { top: 7000, height: 700 }, 70)).toEqual({ from: 3, to: 3 })
    const view = { top: 700, height: 700 }
    expect([10, 9, 19, 20, 199].map((at) => scrolled(at, view, 70))).toEqual([
      700, 630, 700, 770, 13_300,
    ])
  })

  it('says where a phrase stands, and shows the words around it', () => {
    expect(whereOf(spotOn(0))).toBe('Meeting')
    const factor = debrief.whole.factors[0]?.id ?? ''
    const flag = flagOf('human error', 'human error', 'blame/x')
    const on: Spot = { noun: 'factor', recordId: factor, field: 'text', flag }
    expect(whereOf(on)).toBe('Factor 1')
    expect(textOf(debrief, on)).toBe('human error')
    const long = `${'word '.repeat(40)}should have ${'more '.repeat(60)}`
    const cut = inText(long, { ...spotOn(0), flag: flagOf(long, 'should have') })
    expect(cut.phrase).toBe('should have')
    expect(cut.before).toMatch(/^… word/)
    expect(cut.before.length).toBeLessThan(70)
    expect(cut.after).toMatch(/more …$/)
    expect(cut.after.length).toBeLessThan(110)
  })

  it('waits while the caret is in the last word of the phrase', async () => {
    vi.useFakeTimers()
    const area = document.body.appendChild(document.createElement('textarea'))
    area.value = debrief.whole.entries[0]?.text ?? ''
    area.focus()
    area.setSelectionRange(14, 14)
    expect(settled([spotOn(0).flag], area.value, 14)).toEqual([])
    const open = await opened(spotOn(0))
    expect(open.spots).toEqual([])
    area.setSelectionRange(21, 21)
    await vi.advanceTimersByTimeAsync(600)
    expect(open.spots).toEqual([spotOn(0)])
    area.remove()
    vi.useRealTimers()
  })
})

describe('what became of the phrases', () => {
  it('counts by kind: noticed is decided and still open', () => {
    const base = { recordId: 'a', field: 'text', class: 'counterfactual', phrase: 'should have' }
    const decided = [
      newWording('d', { ...base, rule: 'r1', decision: 'asked' }),
      newWording('d', { ...base, rule: 'r2', decision: 'left' }),
      newWording('d', { ...base, rule: 'r2', decision: 'quote' }),
      newWording('d', { ...base, rule: 'r3', class: 'blame', decision: 'left' }),
    ]
    const still = { ...spotOn(0), recordId: 'b' }
    const again = { ...spotOn(0), recordId: 'a', flag: { ...spotOn(0).flag, rule: 'r1' } }
    expect(tally(decided, [still, again])).toEqual([
      { class: 'counterfactual', noticed: 3, asked: 1, quote: 1, left: 0 },
      { class: 'blame', noticed: 1, asked: 0, quote: 0, left: 1 },
    ])
  })
})

describe('the settings', () => {
  it('keeps every change at once and takes each back', async () => {
    const view = new SettingsView()
    await view.load()
    const turn = wording.turn
    await view.turn('offClasses', 'blame', false)
    await view.addOwn('fat finger', 'What did it look like?')
    await view.editOwn(0, 'question', 'What was in view?')
    await view.addIgnored('Human Error Lab')
    expect(fake.wording).toEqual({
      ...{ offClasses: ['blame'], offLevels: [], ignored: ['Human Error Lab'] },
      own: [{ phrase: 'fat finger', question: 'What was in view?' }],
    })
    expect(wording.turn).toBe(turn + 4)
    await view.removeOwn(0)
    expect(view.told).toBe('“fat finger” removed.')
    await view.undo()
    expect(fake.wording.own).toHaveLength(1)
    for (let i = 0; i < 4; i++) await view.undo()
    expect(fake.wording).toEqual({ offClasses: [], offLevels: [], own: [], ignored: [] })
    expect(view.undoable).toBe(false)
  })

  it('says what was not kept', async () => {
    const view = new SettingsView()
    await view.load()
    const services = (window as unknown as { go: { app: Record<string, object> } }).go.app
    Object.assign(services.Wordings ?? {}, {
      SaveSettings: async () => {
        throw new Error(JSON.stringify({ code: 'wording-invalid', message: 'Not kept.' }))
      },
    })
    expect(await view.addIgnored('…')).toBe(false)
    expect(view.problem).toBe('Not kept.')
    expect(view.undoable).toBe(false)
  })

  it('says what a file would change before it does', () => {
    const mine = {
      ...{ offClasses: ['blame'], offLevels: [], ignored: ['a'] },
      own: [
        { phrase: 'x', question: '1' },
        { phrase: 'y', question: '1' },
      ],
    }
    const theirs = {
      ...{ offClasses: ['normative'], offLevels: ['note'], ignored: ['b'] },
      own: [
        { phrase: 'y', question: '2' },
        { phrase: 'z', question: '1' },
      ],
    }
    expect(differences(mine, mine)).toEqual([])
    expect(differences(mine, theirs)).toEqual([
      'No longer looked for: Judged afterwards.',
      'Looked for again: Blame.',
      'No longer looked for: Faint.',
      'New phrases: “z”.',
      'Phrases that go: “x”.',
      'Another question for: “y”.',
      'Left for good: “b”.',
      'Asked about again: “a”.',
    ])
  })
})

describe('a phrase that cannot be added', () => {
  it('is told why', () => {
    const view = new SettingsView()
    expect(view.refusal('fat finger', [], '')).toContain('question')
    expect(view.refusal('Fat finger', ['fat finger'], 'What?')).toContain('there already')
    expect(view.refusal('x'.repeat(3000), [])).toContain('3,000')
    expect(view.refusal('fat finger', [], 'x'.repeat(301))).toContain('301')
    expect(view.refusal('fat finger', ['other'], 'What?')).toBe('')
  })
})
