import { t } from '$lib/copy'
import type { Completing, Offer } from '$lib/editor/completion'
import type { ID, Participant } from '$lib/nouns'
import { typedCommands } from './typed-commands'

/** Commands that go on with words of their own. */
const withWords = new Set<string>(['person', 'stage', 'open'])

/** A time before the name, as far as it has to be known to find where a name may stand. */
const time =
  /^\s*(?:\[?~?\d{1,2}(?::\d{2}){1,2}\]?(?:\s?[ap]m)?|\d{1,2}\s?[ap]m|now|t[+-]\d+[hms]\S*)[,;]?\s+/i

/** Letters that may stand before a name: "? Ines: …". */
const sign = /^[?#!+>]\s*/

const fold = (s: string) => s.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Where a name may begin in a line. */
function nameAt(before: string): number {
  const timed = time.exec(before)?.[0].length ?? before.length - before.trimStart().length
  return timed + (sign.exec(before.slice(timed))?.[0].length ?? 0)
}

interface Room {
  people: () => Participant[]
  /** How lines show people. */
  names: () => ReadonlyMap<ID, string>
}

const words = (p: Participant) => [p.name, p.alias, ...p.name.split(/\s+/)].map(fold)

function people({ people, names }: Room, wanted: string): Offer[] {
  const typed = fold(wanted)
  return people()
    .filter((p) => words(p).some((w) => w.startsWith(typed)) || fold(p.role).startsWith(typed))
    .map((p) => ({
      label: p.name,
      detail: [p.alias && `@${p.alias.replace(/^@/, '')}`, p.role].filter(Boolean).join(', '),
      insert: `${names().get(p.id) ?? p.name}: `,
    }))
}

function commands(wanted: string): Offer[] {
  return typedCommands
    .filter((name) => name.startsWith(wanted.toLowerCase()))
    .map((name) => ({
      label: `/${name}`,
      detail: t(`capture.command.${name}`),
      insert: `/${name}${withWords.has(name) ? ' ' : ''}`,
    }))
}

/** The rest of the one name that begins so; two letters are needed, and a capital is not. */
function restOf({ people, names }: Room, typed: string): string {
  if (!/^\p{L}{2,}$/u.test(typed)) return ''
  const wanted = fold(typed)
  const found = people().filter((p) => words(p).some((w) => w.startsWith(wanted)))
  const [one] = found
  const name = one && names().get(one.id)
  return found.length === 1 && name && fold(name).startsWith(wanted)
    ? `${name.slice(typed.length)}: `
    : ''
}

/** What the capture field offers: commands after "/", people after "@" and at the start of a line. */
export function completing(room: Room): Completing {
  return {
    offers(before) {
      const command = /^\s*\/(\w*)$/.exec(before)
      if (command) {
        const offers = commands(command[1] ?? '')
        const complete = typedCommands.some((name) => name === command[1]?.toLowerCase())
        const from = before.indexOf('/')
        return complete || offers.length === 0 ? undefined : { from, offers }
      }
      const at = nameAt(before)
      const handle = /^@([\p{L}\p{N}_.-]*)$/u.exec(before.slice(at))
      const offers = handle ? people(room, handle[1] ?? '') : []
      return offers.length > 0 ? { from: at, offers } : undefined
    },
    ghost: (before) => restOf(room, before.slice(nameAt(before))),
  }
}
