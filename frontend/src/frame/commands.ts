import { mayMeetAgain, meetAgain } from '$lib/again'
import { asBackendError, backend } from '$lib/backend'
import { changes } from '$lib/changes.svelte'
import { t } from '$lib/copy'
import { keys, type Command } from '$lib/keys.svelte'
import { past } from '$lib/past.svelte'
import { publishing } from '$lib/publishing.svelte'
import { reminding } from '$lib/remind.svelte'
import { titleOf } from '$lib/format'
import { reading } from '$lib/reading.svelte'
import { rehearsing } from '$lib/rehearsing.svelte'
import { room } from '$lib/room.svelte'
import { saving } from '$lib/saving.svelte'
import { searching } from '$lib/searching.svelte'
import { placeKeys, places, shell, type PlaceName } from '$lib/shell.svelte'
import { look } from '$lib/theme/look.svelte'
import { unfiled } from '$lib/unfiled'
import { toasts } from '$lib/ui/toasts.svelte'
import { vault } from '$lib/vault.svelte'
import { wording } from '$lib/wording.svelte'
import { nextRegion } from './regions'
import { showAll } from './room-all'

/** Private notes are shown: the shared log is not walked from there, where nobody would see what it does. */
const sealed = () => shell.debrief !== undefined && shell.part === 'interviews'

/** The keys that are in force everywhere; what is put up over the screen is the frame's. */
export function commands(put: {
  sheet: () => void
  palette: () => void
  note: () => void
}): Command[] {
  return [
    {
      id: 'window.hide',
      label: 'keys.hide',
      keys: 'F9',
      run: shell.hide,
    },
    {
      // Also over whatever is put up: locking waits for nothing.
      id: 'window.lock-notes',
      label: 'interview.lock.long',
      keys: 'Ctrl+L',
      when: () => vault.state.open,
      run: () => void vault.lock(),
    },
    {
      // Over whatever is put up: what was noticed is gone in a minute.
      id: 'window.note',
      label: 'signal.new',
      keys: 'Ctrl+Shift+N',
      once: true,
      when: () => !shell.hidden,
      run: put.note,
    },
    {
      id: 'app.room',
      label: 'room.toggle',
      keys: 'Ctrl+D',
      once: true,
      when: () => shell.debrief !== undefined || room.state.open,
      run: () => void room.toggle(),
    },
    {
      id: 'app.room-panel',
      label: 'room.panel',
      keys: 'Ctrl+Shift+D',
      when: () => shell.debrief !== undefined || room.state.open,
      run: () => (room.panel = true),
    },
    {
      id: 'app.room-all',
      label: 'room.show-all.command',
      keys: 'Ctrl+Alt+R',
      when: () => shell.debrief !== undefined && !shell.debrief.onlyRead,
      run: () => shell.debrief && showAll(shell.debrief),
    },
    {
      id: 'app.again',
      label: 'session.open.command',
      keys: 'Ctrl+Alt+A',
      once: true,
      when: () => shell.debrief !== undefined && mayMeetAgain(shell.debrief),
      run: () => shell.debrief && void meetAgain(shell.debrief),
    },
    {
      id: 'app.rehearse',
      label: 'rehearse.make.command',
      keys: 'Ctrl+Alt+E',
      once: true,
      when: () => shell.debrief !== undefined && !reading.on,
      run: () => {
        if (!shell.debrief) return
        const { debrief } = shell.debrief.whole
        rehearsing.source = { id: debrief.id, title: titleOf(debrief) }
      },
    },
    {
      id: 'app.cards',
      label: 'rehearse.cards.open',
      keys: 'Ctrl+Alt+K',
      when: () => (shell.debrief?.whole.debrief.kit?.cards.length ?? 0) > 0,
      run: () => (rehearsing.cards = true),
    },
    {
      id: 'app.library',
      label: 'ui.library',
      keys: 'Ctrl+0',
      when: () => shell.debrief !== undefined || shell.home !== 'library',
      run: () => void shell.library(),
    },
    {
      // A screen that has this key itself means something nearer; with Shift it is this one everywhere.
      id: 'app.search',
      label: 'search.go',
      keys: 'Ctrl+F',
      also: 'Ctrl+Shift+F',
      run: () => void searching.open(),
    },
    { id: 'app.new', label: 'keys.new', keys: 'Ctrl+N', once: true, run: () => void create() },
    {
      id: 'app.backups',
      label: 'backups.go',
      keys: 'Ctrl+B',
      run: () => void shell.library('backups'),
    },
    {
      id: 'app.insights',
      label: 'insights.go',
      keys: 'Ctrl+G',
      run: () => void shell.library('insights'),
    },
    {
      id: 'app.publish',
      label: 'publish.go',
      keys: 'Ctrl+Shift+P',
      run: publishing.open,
    },
    {
      id: 'app.undo',
      label: 'keys.undo',
      keys: 'Ctrl+Z',
      when: () => !sealed() && !unfiled.takesBack(),
      run: () => void changes.undo(),
    },
    {
      id: 'app.redo',
      label: 'keys.redo',
      keys: 'Ctrl+Shift+Z',
      also: 'Ctrl+Y',
      when: () => !sealed() && !unfiled.bringsBack(),
      run: () => void changes.redo(),
    },
    { id: 'app.changed', label: 'keys.changed', keys: 'Ctrl+H', run: () => (past.changed = true) },
    { id: 'app.history', label: 'keys.history', keys: 'Alt+H', run: history },
    {
      id: 'app.wording',
      label: 'wording.list.go',
      keys: 'Shift+F8',
      when: () => shell.debrief !== undefined,
      run: () => (wording.listed = true),
    },
    {
      id: 'app.wording-settings',
      label: 'wording.settings.go',
      keys: 'Ctrl+Alt+W',
      run: wording.openSettings,
    },
    {
      id: 'app.reminders',
      label: 'remind.settings',
      keys: 'Ctrl+Alt+D',
      run: () => (reminding.shown = true),
    },
    { id: 'app.region', label: 'keys.region', keys: 'F6', run: () => nextRegion(1), hint: 80 },
    {
      id: 'app.region-back',
      label: 'keys.region-back',
      keys: 'Shift+F6',
      run: () => nextRegion(-1),
    },
    { id: 'app.sheet', label: 'keys.sheet', keys: '?', also: 'Ctrl+/', run: put.sheet, hint: 99 },
    {
      id: 'app.palette',
      label: 'keys.palette',
      keys: 'Ctrl+K',
      run: put.palette,
      hint: 90,
    },
    { id: 'app.theme', label: 'keys.theme', keys: 'Ctrl+Alt+T', run: () => look.next() },
    {
      id: 'window.larger',
      label: 'keys.larger',
      keys: 'Ctrl++',
      also: 'Ctrl+=',
      run: () => look.resize(1),
    },
    { id: 'window.smaller', label: 'keys.smaller', keys: 'Ctrl+-', run: () => look.resize(-1) },
    { id: 'app.quit', label: 'keys.quit', keys: 'Ctrl+Q', run: () => void quit() },
    ...places.map((part): Command => ({
      id: `app.part.${part}`,
      label: `part.${part}`,
      keys: placeKeys[part],
      when: () =>
        shell.debrief !== undefined ||
        part === 'followup' ||
        (part === 'meeting' && shell.held !== undefined),
      run: () => void goTo(part),
    })),
  ]
}

/** Goes to a part; without a debrief to the meeting that goes on, or to what came of all of them. */
function goTo(part: PlaceName) {
  if (shell.debrief) return shell.go(part)
  return part === 'followup' ? shell.library('board') : shell.toMeeting()
}

/** Opens the history of what the caret or the focus is in. */
function history() {
  const subject = past.of(document.activeElement)
  if (subject) past.open(subject.noun, subject.id)
  else toasts.say(t('history.nothing', { key: keys.told('Alt+H') }))
}

async function create() {
  try {
    await shell.create()
  } catch (thrown) {
    toasts.say(asBackendError(thrown).message)
  }
}

/** Ends the app once everything is saved. While something cannot be, it says what. */
export async function quit() {
  await Promise.all([saving.flush(), vault.keeper?.flush()])
  if (saving.state.kind === 'problem') toasts.say(saving.state.message)
  else if (vault.keeper?.problem) toasts.say(vault.keeper.problem)
  else await backend.window.quit()
}
