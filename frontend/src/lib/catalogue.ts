import read from './catalogue.json'
import { isMoving } from './binding'
import type { Scope } from './keys.svelte'
import type { Key } from './copy'

/** What is known of a command wherever one is: everything but what it does. */
export interface Known {
  id: string
  label: Key
  keys: string
  also?: string
  scope?: Scope
}

/**
 * Every command of every screen. The list is made by catalogue.test.ts, which walks the screens, and
 * fails when it is not what they say: `npx vitest run catalogue -u` writes it anew.
 */
export const catalogue = read as Known[]

/** Where commands count, in the order of the sheet. */
export const where = [
  'meeting',
  'everywhere',
  'library',
  'search',
  'prepare',
  'interviews',
  'timeline',
  'factors',
  'report',
  'followup',
  'fields',
  'backups',
  'insights',
  'care',
  'problem',
] as const
export type Where = (typeof where)[number]

const wheres: Record<string, Where> = {
  window: 'everywhere',
  app: 'everywhere',
  live: 'meeting',
  field: 'fields',
}

/** Where a command counts. */
export function whereOf(id: string): Where {
  const first = id.split('.')[0] ?? ''
  return wheres[first] ?? where.find((w) => w === first) ?? 'everywhere'
}

const rest = (id: string) => id.slice(id.indexOf('.') + 1)

/** The commands that mean the same on several screens, this one among them: they have one key. */
export function sameAs(command: Known): Known[] {
  return catalogue.filter((c) => c.keys === command.keys && rest(c.id) === rest(command.id))
}

/** Commands that yield to a screen with the same key: it means something nearer there. */
const yields = new Set(['app.search'])

/** Says whether both can be in force at the same time. */
export function meet(a: Known, b: Known): boolean {
  const [x, y] = [whereOf(a.id), whereOf(b.id)]
  if (x !== y && (yields.has(a.id) || yields.has(b.id))) return false
  if (x === y || x === 'everywhere' || y === 'everywhere') return true
  const asks = (w: Where) => w === 'prepare' || w === 'report'
  return (x === 'fields' && asks(y)) || (y === 'fields' && asks(x))
}

/** Another key can be chosen for it. */
export const isFree = (command: Known) => !isMoving(command.keys) && !/^\d$/.test(command.keys)
