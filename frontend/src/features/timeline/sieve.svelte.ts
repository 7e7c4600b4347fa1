import { finds } from '$lib/fold'
import type { Basis, Entry, Lane, Participant } from '$lib/nouns'
import { namedIn } from '$lib/who'

/** What the list is looked through for; what is empty lets everything through. */
export class Sieve {
  /** Its fields are in view. */
  open = $state(false)
  words = $state('')
  lane = $state<Lane>('')
  basis = $state<Basis | ''>('')
  who = $state('')

  get isOn(): boolean {
    return this.words.trim() !== '' || this.lane !== '' || this.basis !== '' || this.who !== ''
  }

  /** The test an entry has to pass. */
  test(people: Participant[]): (entry: Entry) => boolean {
    const { words, lane, basis, who } = this
    return (e) => {
      if ((lane && e.lane !== lane) || (basis && e.basis !== basis)) return false
      const name = namedIn(e, people)
      if (who && name !== who) return false
      return !words.trim() || finds(words.trim(), `${e.text} ${e.label} ${e.source} ${name}`)
    }
  }

  clear() {
    this.words = ''
    this.lane = ''
    this.basis = ''
    this.who = ''
  }
}
