import type { Command } from '$lib/keys.svelte'
import { lanes, pivots, standings } from '$lib/nouns'
import type { TimelineScreen } from './timeline.svelte'

/** What the screen does for a key of a row. */
interface Acts {
  /** A letter is meant for the rows. */
  here: () => boolean
  insert: (where?: 'below' | 'above') => Promise<void>
  differ: () => Promise<void>
  ask: () => void
  /** Opens what the durations rest on. */
  when: () => Promise<void>
}

/** The keys of the row that is selected. */
export function rowCommands(screen: TimelineScreen, acts: Acts): Command[] {
  const onEntry = () => acts.here() && screen.current !== undefined
  return [
    ...markCommands(screen, onEntry),
    ...laneCommands(screen, onEntry),
    ...bandCommands(screen, acts.here),
    {
      id: 'timeline.insert',
      label: 'timeline.insert',
      keys: 'I',
      also: 'Insert',
      scope: 'list',
      when: () => acts.here() && screen.selected !== '',
      run: () => void acts.insert(),
      hint: 12,
      hinted: () => !screen.debrief.frozen,
    },
    {
      id: 'timeline.insert-above',
      label: 'timeline.insert.above',
      keys: 'Shift+I',
      scope: 'list',
      when: onEntry,
      run: () => void acts.insert('above'),
    },
    {
      id: 'timeline.differ',
      label: 'differ.keep',
      keys: 'B',
      scope: 'list',
      when: onEntry,
      run: () => void acts.differ(),
    },
    {
      id: 'timeline.differ-apart',
      label: 'differ.apart',
      keys: 'Shift+B',
      scope: 'list',
      when: () => onEntry() && screen.differing.of(screen.selected) !== undefined,
      run: () => screen.differing.apart(screen.selected),
    },
    {
      id: 'timeline.when',
      label: 'duration.open',
      keys: 'W',
      scope: 'list',
      when: acts.here,
      run: () => void acts.when(),
    },
    {
      id: 'timeline.ask',
      label: 'differ.ask',
      keys: 'Q',
      scope: 'list',
      when: () => acts.here() && screen.canAsk,
      run: acts.ask,
    },
  ]
}

/** The letters that say of an entry what kind of moment it was, and whether people agree. */
function markCommands(screen: TimelineScreen, onEntry: () => boolean): Command[] {
  const letters = { observation: 'O', decision: 'D', action: 'A', communication: 'C' }
  return [
    ...pivots.map((pivot) => ({
      id: `timeline.pivot-${pivot}`,
      label: `timeline.pivot.set.${pivot}` as const,
      keys: letters[pivot],
      scope: 'list' as const,
      when: onEntry,
      run: () => screen.setPivot(pivot),
    })),
    ...standings.map((standing) => ({
      id: `timeline.standing-${standing}`,
      label: `timeline.standing.set.${standing}` as const,
      keys: standing === 'agreed' ? 'Y' : 'N',
      scope: 'list' as const,
      when: onEntry,
      run: () => screen.setStanding(standing),
    })),
  ]
}

/** The digits put an entry on a lane, from the top one of the figure down. */
function laneCommands(screen: TimelineScreen, when: () => boolean): Command[] {
  return lanes.map((lane, i) => ({
    id: `timeline.lane-${lane}`,
    label: `timeline.lane.set.${lane}` as const,
    keys: String(i + 1),
    scope: 'list' as const,
    when,
    run: () => screen.setLane(lane),
  }))
}

/** The keys that begin and end a band at an entry, and move the edges of the one they are at. */
function bandCommands(screen: TimelineScreen, here: () => boolean): Command[] {
  const scope = 'list'
  const can = () => here() && screen.canBand
  const atBand = () => here() && screen.band !== undefined
  return [
    {
      ...{ id: 'timeline.band-begin', label: 'timeline.bands.begin', keys: '[', scope, when: can },
      run: () => screen.edge('from'),
      hint: 11,
      hintLabel: 'timeline.bands.edge',
      hintKeys: [']'],
    },
    {
      ...{ id: 'timeline.band-end', label: 'timeline.bands.end', keys: ']', scope, when: can },
      run: () => screen.edge('to'),
    },
    {
      ...{ id: 'timeline.band-later', label: 'timeline.bands.later', keys: '{', scope },
      when: atBand,
      run: () => screen.edge('from', true),
    },
    {
      ...{ id: 'timeline.band-sooner', label: 'timeline.bands.sooner', keys: '}', scope },
      when: atBand,
      run: () => screen.edge('to', true),
    },
  ]
}
