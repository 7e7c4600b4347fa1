import { backend } from './backend'
import { stages } from './nouns'
import { saving } from './saving.svelte'
import { called, things, type Thing } from './thing.svelte'

/** The settings of the library that say how debriefs are held here; see backend/debrief and backend/copy. */
const keyOf = {
  plan: 'meeting.plan',
  thing: 'debrief.called',
  words: 'words.',
  signer: 'signoff.by',
}

/** How debriefs are held in this organisation: what they are called, how long they are, what is said aloud. */
class House {
  /** The plan new debriefs begin with, in minutes by stage; empty while it is the one shipped. */
  plan = $state.raw<number[]>([])
  /** Who signed off last. */
  signer = $state('')
  /** The words to say aloud by stage, where they are not those shipped. */
  #words = $state<Record<string, string>>({})

  get thing(): Thing {
    return called.thing
  }

  /** Takes the settings of the library that was opened. */
  take(settings: Record<string, string>) {
    const thing = settings[keyOf.thing]
    called.thing = things.find((known) => known === thing) ?? 'debrief'
    this.plan = readPlan(settings[keyOf.plan])
    this.signer = settings[keyOf.signer] ?? ''
    this.#words = Object.fromEntries(
      stages.map((stage) => [stage, settings[keyOf.words + stage] ?? '']),
    )
  }

  /** The words to say aloud in a stage, paragraph by paragraph; nothing while they are those shipped. */
  words(stage: string): string[] | undefined {
    const own = this.#words[stage]?.trim()
    return own ? own.split(/\n\s*\n|\n/).filter((p) => p.trim()) : undefined
  }

  call(thing: Thing) {
    called.thing = thing
    return save(keyOf.thing, thing)
  }

  usePlan(minutes: number[]) {
    this.plan = [...minutes]
    return save(keyOf.plan, JSON.stringify(minutes))
  }

  /** Remembers who signed off. */
  signedBy(name: string) {
    if (name === this.signer) return
    this.signer = name
    void save(keyOf.signer, name)
  }

  /** Keeps words to say aloud; an empty text takes those shipped again. */
  say(stage: string, text: string) {
    this.#words[stage] = text
    return save(keyOf.words + stage, text)
  }
}

/** A setting is saved like anything typed: the footer tells when it is, and when it is not. */
function save(key: string, value: string) {
  return saving.perform([value], () => backend.settings.save(key, value), key)
}

function readPlan(text = ''): number[] {
  try {
    const read: unknown = JSON.parse(text)
    const plan = Array.isArray(read) ? read.filter((n) => typeof n === 'number') : []
    return plan.length === stages.length ? plan : []
  } catch {
    return []
  }
}

export const house = new House()
