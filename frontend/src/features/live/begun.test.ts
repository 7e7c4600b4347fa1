import { beforeEach, describe, expect, it } from 'vitest'
import { commands } from './commands'
import { FakeField, stage, type, type Stage } from './fake'
import { offers } from './named'
import { draftField } from './filing.svelte'

let s: Stage
beforeEach(async () => {
  s = await stage()
  s.live.start()
  s.live.goTo(3)
  await s.saving.flush()
})

/** Whose each filed line is, and in which stage. */
const lines = async () => {
  await s.saving.flush()
  return s.whole().entries.map((e) => [e.text, e.who.participantId, e.stage])
}

const command = (id: string) => {
  const found = commands(s.live, () => undefined, undefined).find((c) => c.id === id)
  if (!found) throw new Error(`no command ${id}`)
  return found
}

describe('what was begun belongs to whoever had the word', () => {
  const ways: [string, () => void][] = [
    ['the next speaker', () => s.live.advance()],
    ['a pass', () => s.live.pass()],
    ['the next stage', () => s.live.goTo(4)],
    ['the stage before', () => s.live.goTo(2)],
    ['somebody by name', () => s.live.speak('Sam')],
    [
      'the palette',
      () =>
        offers(s.live)
          .find((o) => o.id === 'live.give.Jo')
          ?.run(),
    ],
  ]
  it.each(ways)('at %s', async (_, go) => {
    type(s, 'I saw the gra')
    go()
    expect([s.field.text, s.live.turns.speakerId === 'Ines' && s.live.stage === 3]).toEqual([
      '',
      false,
    ])
    expect(await lines()).toEqual([['I saw the gra', 'Ines', 3]])
  })

  it('is filed first and apart, so that undo takes back the change and then the line', async () => {
    const before = s.filed.length + s.fake.steps.length
    type(s, 'I saw')
    s.live.nextSpeaker()
    await s.saving.flush()
    expect(s.filed.length + s.fake.steps.length).toBe(before + 2)
    const step = s.fake.steps.at(-1)
    expect(step?.name).toBe('speaker')
    expect(s.filed.at(-1)?.step.id).not.toBe(step?.id)
  })

  it('is known of a draft that came back', async () => {
    type(s, 'I saw')
    await s.saving.flush()
    s.field.text = ''
    const live = await s.reopen()
    live.nextSpeaker()
    expect(await lines()).toEqual([['I saw', 'Ines', 3]])
  })

  it('is nothing for an empty field and for a command', async () => {
    for (const text of ['', '  ', '/', '/per', ' /open which']) {
      type(s, text)
      s.live.speak('Jo')
      s.live.speak('Ines')
      expect(s.field.text).toBe(text)
    }
    expect(await lines()).toEqual([])
  })

  it('goes to whoever a command gave the word to before it was begun', async () => {
    type(s, '/next')
    void s.live.writing.enter()
    type(s, 'We had no al')
    await s.saving.flush()
    expect([s.field.text, s.live.turns.speakerId]).toEqual(['We had no al', 'Jo'])
    s.live.nextSpeaker()
    expect(await lines()).toEqual([['We had no al', 'Jo', 3]])
  })

  it('stays theirs, and says so, when the change before it is taken back', async () => {
    s.live.nextSpeaker()
    type(s, 'We had')
    s.live.turns.speakerId = 'Ines'
    expect(s.live.owner).toBe('Jo')
    await s.live.writing.enter()
    expect(s.live.owner).toBe('Ines')
    expect(await lines()).toEqual([['We had', 'Jo', 3]])
  })

  it('stays theirs when it is refused and written again', async () => {
    type(s, 'I saw')
    await s.saving.flush()
    s.fake.refuse = ['too-long']
    s.live.nextSpeaker()
    await s.saving.flush()
    const [item] = s.live.filing.pending
    expect([item?.text, item?.problem !== '']).toEqual(['I saw', true])
    s.live.retry(item?.key ?? '')
    expect([s.field.text, s.live.owner]).toEqual(['I saw', 'Ines'])
    await s.live.writing.enter()
    expect(await lines()).toEqual([['I saw', 'Ines', 3]])
  })

  it('is kept in the draft until it is filed', async () => {
    type(s, 'I saw')
    await s.saving.flush()
    s.fake.refuse = ['disk-full']
    s.live.nextSpeaker()
    expect(s.saving.unsavedText() + (s.live.debrief.drafts[draftField] ?? '')).toContain('I saw')
    await s.saving.flush()
    await s.saving.flush()
    expect(await lines()).toEqual([['I saw', 'Ines', 3]])
  })

  it('leaves a filed line that is edited alone', async () => {
    const line = await s.live.file('one')
    await s.live.edit(line?.record.id ?? '')
    const field = new FakeField()
    s.live.editing?.writing.attach(field)
    s.live.editing?.writing.changed('one and')
    s.live.nextSpeaker()
    expect(s.live.editing?.writing.text).toBe('one and')
  })
})

describe('a turn that the stage interrupts', () => {
  it.each([2, 4])('goes on after stage %i', (other) => {
    s.live.speak('Jo')
    s.live.goTo(other)
    expect(s.live.turns.heardIds).toEqual([])
    s.live.goTo(3)
    expect([s.live.turns.speakerId, s.live.turns.heardIds]).toEqual(['Jo', []])
  })

  it('counts as heard in a later stage with a line, or after twenty seconds', async () => {
    await s.live.file('one')
    s.live.goTo(4)
    expect(s.live.turns.heardIds).toEqual(['Ines'])
    s.live.goTo(3)
    s.live.nextSpeaker()
    s.pass(20_000)
    s.live.goTo(4)
    expect(s.live.turns.heardIds).toEqual(['Ines', 'Jo'])
    s.live.goTo(3)
    expect(s.live.turns.speakerId).toBe('Jo')
  })

  it('takes time of the group from nobody', () => {
    s.live.goTo(4)
    s.pass(30_000)
    expect([s.live.speaking.of('Ines'), s.live.speaking.of('')]).toEqual([0, 30])
  })

  it('is not given away by a word to somebody else', () => {
    s.live.speak('Sam')
    expect([s.live.turns.heardIds, s.live.upcoming?.id]).toEqual([[], 'Ines'])
  })
})

describe('after the end', () => {
  it('lets stages be looked at and gives nobody the word, by key or by command', async () => {
    const ids = ['live.stage', 'live.stage-back', 'live.pass', 'live.speaker']
    const offered = () => ids.map((id) => command(id).when?.() ?? true)
    expect([offered(), command('live.stage').hint]).toEqual([[true, true, true, true], 30])
    s.live.end()
    expect(offered()).toEqual([true, true, false, false])
    expect(command('live.stage').hint).toBeUndefined()
    type(s, '/next')
    await s.live.writing.enter()
    await s.saving.flush()
    expect([s.live.meeting.stage, s.live.turns.speakerId]).toEqual([3, 'Ines'])
    s.live.start()
    expect(offered()).toEqual([true, true, true, true])
  })
})

describe('a key that is held down', () => {
  it('moves the meeting on by one step, and decides about one idea', () => {
    const walks = /[.](up|down|raise|lower|back)$/
    // Those that only lead somewhere do it as often as one likes.
    const leads = /[.](answer|count|everybody|flag|ideas|person|picture|say|today|other)$/
    const often = commands(s.live, () => undefined, undefined).filter((c) => !c.once)
    expect(often.map((c) => c.id).filter((id) => !walks.test(id) && !leads.test(id))).toEqual([])
  })
})
