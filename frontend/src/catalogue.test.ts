import { render } from '@testing-library/svelte'
import { tick, type Component } from 'svelte'
import { describe, expect, it } from 'vitest'
import Backups from './features/backups/BackupsScreen.svelte'
import Care from './features/care/CareScreen.svelte'
import Factors from './features/factors/FactorsScreen.svelte'
import FollowUp from './features/followup/FollowUpScreen.svelte'
import Insights from './features/insights/InsightsScreen.svelte'
import Interviews from './features/interviews/InterviewsScreen.svelte'
import InterviewsOpen from './features/interviews/Open.svelte'
import InterviewsLocked from './features/interviews/Locked.svelte'
import Library from './features/library/LibraryScreen.svelte'
import Live from './features/live/Live.svelte'
import Prepare from './features/prepare/PrepareScreen.svelte'
import Report from './features/report/ReportScreen.svelte'
import Search from './features/search/SearchScreen.svelte'
import Timeline from './features/timeline/TimelineScreen.svelte'
import Problem from './frame/Problem.svelte'
import { commands } from './frame/commands'
import { isFree, meet, sameAs, whereOf, type Known } from '$lib/catalogue'
import { isKey, t } from '$lib/copy'
import { isBare, refused } from '$lib/binding'
import { Keys, keys, type Command } from '$lib/keys.svelte'
import { OpenDebrief } from '$lib/debrief.svelte'
import { Saving } from '$lib/saving.svelte'
import { Fake } from '$lib/testing/fake'
import { checkout } from '$lib/testing/sample'

// Walks every screen and holds the catalogue against the commands that are in force there.

const library = {
  ready: false,
  problem: { code: 'library-damaged', message: '' },
  ...{ path: '', version: '', reading: false, unreadable: 0, firstId: '' },
}
const none = () => undefined

async function walk(): Promise<Known[]> {
  new Fake().install().add(checkout())
  const found = commands({ sheet: none, palette: none, note: none }).map(known)
  // What a screen cannot load here it says; its keys are in force all the same.
  const see = async <P extends Record<string, unknown>>(screen: Component<P>, props: P) => {
    const { unmount } = render(screen, props as never)
    await tick()
    found.push(...keys.all.map(known))
    unmount()
  }
  const debrief = await OpenDebrief.open('checkout', new Saving())
  for (const screen of [Prepare, Interviews, Live, Timeline, Factors, Report, FollowUp])
    await see(screen, { debrief })
  await see(InterviewsOpen, { debrief, takeIn: none, keep: none })
  await see(InterviewsLocked, { opened: none })
  await see(Library, {})
  await see(Backups, {})
  await see(Search, {})
  await see(Insights, {})
  await see(Care, { library })
  await see(Problem, { library, again: () => Promise.resolve() })
  return found.filter((c, i) => found.findIndex((other) => other.id === c.id) === i)
}

function known({ id, label, keys: binding, also, scope }: Command): Known {
  return { id, label, keys: binding, ...(also ? { also } : {}), ...(scope ? { scope } : {}) }
}

const lines = (all: Known[]) => `[\n${all.map((c) => `  ${JSON.stringify(c)}`).join(',\n')}\n]\n`

const all = await walk()
const pairs = all.flatMap((a, i) => all.slice(i + 1).map((b): [Known, Known] => [a, b]))

describe('the catalogue of commands', () => {
  it('is what the screens say; -u writes it anew', async () => {
    expect(all.length).toBeGreaterThan(90)
    await expect(lines(all)).toMatchFileSnapshot('./lib/catalogue.json')
  })

  it('has every command that is written down anywhere', () => {
    const sources = import.meta.glob<string>(['./**/*.{ts,svelte}', '!./**/*.test.ts'], {
      query: '?raw',
      import: 'default',
      eager: true,
    })
    const ids = Object.values(sources).flatMap((source) =>
      [...source.matchAll(/\bid: '([a-z]+\.[a-z.-]+)',\s+label:/g)].map((m) => m[1]),
    )
    expect(ids.length).toBeGreaterThan(70)
    expect(ids.filter((id) => !all.some((c) => c.id === id))).toEqual([])
  })

  it('names each, and says where it counts', () => {
    expect(all.filter((c) => !isKey(c.label) || !t(c.label).trim())).toEqual([])
    expect(all.filter((c) => !isKey(`keys.where.${whereOf(c.id)}`))).toEqual([])
  })

  it('has no two with the same keys where both count', () => {
    const bindings = (c: Known) => [c.keys, ...(c.also ? [c.also] : [])]
    const shared = pairs.filter(
      ([a, b]) =>
        a.scope === b.scope && meet(a, b) && bindings(a).some((key) => bindings(b).includes(key)),
    )
    expect(shared.map(([a, b]) => `${a.id} and ${b.id}: ${a.keys}`)).toEqual([])
  })

  it('gives none a key that nobody could choose for it', () => {
    const lists = (c: Known) => c.scope === 'list' || isBare(c.keys)
    const bad = all.filter((c) => isFree(c) && refused(c.keys, lists(c)))
    expect(bad.map((c) => `${c.id}: ${c.keys}`)).toEqual([])
  })

  it('knows what means the same on several screens', () => {
    const quote = all.find((c) => c.id === 'live.quote')
    expect(quote && sameAs(quote).map((c) => c.id)).toEqual([
      'field.quote',
      'live.quote',
      'factors.quote',
    ])
  })

  it('shows a hint of a screen that is not there by what was chosen', () => {
    const other = new Keys()
    for (const id of ['factors.quote', 'field.quote', 'live.quote']) other.chosen[id] = 'Alt+J'
    expect(other.now('Alt+Q')).toBe('Alt+J')
  })
})
