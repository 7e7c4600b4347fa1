import type { Command } from '$lib/keys.svelte'
import type { Key } from '$lib/copy'
import { toasts } from '$lib/ui/toasts.svelte'
import type { Notes } from './notes.svelte'
import { chosenPaper } from './papers.svelte'
import { lastRelease, prompts } from './passages'
import { isSigned } from './sharing.svelte'

interface Do {
  goTo: (id: string) => void
  find: () => void
  versions: () => void
  to: (what: 'add' | 'when' | 'follow') => void
  keep: () => void
}

/** What is selected of a passage. */
function selectedIn(passageId: string): string {
  const field = document.activeElement
  if (!(field instanceof HTMLTextAreaElement) || !passageId) return ''
  if (field.closest<HTMLElement>('[data-passage]')?.dataset.passage !== passageId) return ''
  return field.value.slice(field.selectionStart, field.selectionEnd)
}

/** The keys of the open notes. */
export function commands(notes: Notes, { goTo, find, to, versions, keep }: Do): Command[] {
  const one = () => notes.one !== undefined && notes.one.state !== 'declined'
  const at = () => notes.at !== undefined
  const released = () => notes.at !== undefined && lastRelease(notes.at)?.answer === 'agreed'
  return [
    {
      id: 'interviews.up',
      label: 'interview.passage.up',
      hintLabel: 'interview.passage.hint',
      keys: 'Alt+Up',
      hint: 10,
      hintKeys: ['Alt+Down'],
      when: one,
      run: () => goTo(notes.step(-1)),
    },
    {
      id: 'interviews.down',
      label: 'interview.passage.down',
      keys: 'Alt+Down',
      when: one,
      run: () => goTo(notes.step(1)),
    },
    {
      id: 'interviews.release',
      label: 'interview.release',
      keys: 'Ctrl+R',
      hint: 20,
      hinted: () => released() || !notes.unasked,
      when: one,
      run: () => {
        const part = selectedIn(notes.atId)
        if (!part && notes.show()) return
        if (notes.unasked) toasts.say(notes.unasked)
        else notes.askFor(notes.at, part)
      },
    },
    {
      id: 'interviews.take-back',
      label: 'release.back.key',
      keys: 'Alt+Shift+B',
      when: () => released() && !isSigned(notes),
      run: () => void (notes.sharing ?? notes.show())?.ask(),
    },
    {
      id: 'interviews.off',
      label: 'interview.passage.off.key',
      hintLabel: 'interview.passage.off',
      keys: 'Ctrl+Shift+R',
      hint: 30,
      when: at,
      run: () => notes.toggleOff(notes.at),
    },
    {
      id: 'interviews.talk',
      label: 'interview.timer.key',
      hintLabel: 'interview.timer',
      keys: 'Alt+T',
      hint: 40,
      when: one,
      run: notes.talk.toggle,
    },
    {
      id: 'interviews.talk-stop',
      label: 'interview.timer.stop',
      keys: 'Alt+Shift+T',
      when: () => notes.talk.speaking !== '',
      run: notes.talk.stop,
    },
    {
      id: 'interviews.picture',
      label: 'interview.picture.add',
      keys: 'Alt+E',
      when: one,
      run: () => notes.papers.take([chosenPaper]),
    },
    {
      id: 'interviews.look',
      label: 'interview.picture.look',
      keys: 'Alt+Shift+V',
      when: () => Boolean(notes.at?.paperId),
      run: () => void notes.papers.look(notes.atId),
    },
    { id: 'interviews.add', label: 'interview.add', keys: 'Alt+N', run: () => to('add') },
    {
      id: 'interviews.next',
      label: 'interview.next',
      keys: 'Alt+Shift+Down',
      run: () => notes.openNext(1),
    },
    {
      id: 'interviews.previous',
      label: 'interview.previous',
      keys: 'Alt+Shift+Up',
      run: () => notes.openNext(-1),
    },
    {
      id: 'interviews.when',
      label: 'interview.talk.to',
      keys: 'Alt+W',
      when: one,
      run: () => to('when'),
    },
    {
      id: 'interviews.follow',
      label: 'interview.talk.follow.add',
      keys: 'Alt+F',
      when: one,
      run: () => to('follow'),
    },
    {
      id: 'interviews.versions',
      label: 'versions.open',
      keys: 'Alt+V',
      when: one,
      run: versions,
    },
    { id: 'interviews.find', label: 'interview.find', keys: 'Ctrl+F', run: find },
    { id: 'interviews.keep', label: 'vault.keys', keys: 'Alt+K', run: keep },
    {
      id: 'interviews.release-words',
      label: 'interview.release.go',
      keys: 'Ctrl+Enter',
      when: () => notes.asking !== undefined,
      run: () => void notes.asking?.release(),
    },
    ...prompts.map((name, i): Command => ({
      id: `interviews.prompt.${name}`,
      label: `interview.prompt.${i + 1}` as Key,
      keys: `Alt+${i + 1}`,
      when: one,
      run: () => {
        notes.ask(name)
        goTo('')
      },
    })),
  ]
}
