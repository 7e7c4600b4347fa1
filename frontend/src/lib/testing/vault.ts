import type { Interview, NoteProblem, TypedNotes } from '$lib/interview'

/** The vault in memory: what is in it, and what opens it. It knows no sealing. */
export class FakeVault {
  passphrase = ''
  code = 'AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG'
  /** The notes of the one backup there is. */
  inBackup: Interview[] = []
  problems: NoteProblem[] = []
  open = false
  /** It is locked but for words that were not sealed yet. */
  owed = false
  interviews: Interview[] = []
  /** The next saves are refused with these codes. */
  refuse: string[] = []
  saves = 0
  /** How often an interview was handed over as a whole. */
  wholes = 0
  /** What is there of pictures, by their ids. */
  papers: Record<string, string> = {}
  #bridge: { delay: number }
  #refusal: (code: string) => Error

  constructor(bridge: { delay: number }, refusal: (code: string) => Error) {
    this.#bridge = bridge
    this.#refusal = refusal
  }

  service() {
    return {
      State: async () => ({
        ...{ made: this.passphrase !== '', open: this.open, owed: this.owed, why: 'asked' },
        ...{ count: this.interviews.length, total: this.interviews.length, left: 0 },
      }),
      Make: async (passphrase: string) => {
        Object.assign(this, { passphrase, open: true })
        return this.code
      },
      Unlock: async (passphrase: string) => {
        if (passphrase !== this.passphrase) throw this.#refusal('vault-passphrase')
        Object.assign(this, { open: true, owed: false })
      },
      ChangePassphrase: async (old: string, changed: string) => {
        if (old !== this.passphrase) throw this.#refusal('vault-passphrase')
        this.passphrase = changed
      },
      NewCode: async (passphrase: string) => {
        if (passphrase !== this.passphrase) throw this.#refusal('vault-passphrase')
        this.code = this.code.replace('AAAA', 'NNNN')
        return this.code
      },
      SaveSheet: async () => ({ path: '/home/her/recovery-sheet.pdf' }),
      PutCodeAway: async () => undefined,
      LookInto: async (name: string) => ({
        ...{ name, file: '', total: this.inBackup.length, elsewhere: 0 },
      }),
      TakeIn: async (_name: string, typed: string) => {
        if (typed !== 'of that time') throw this.#refusal('vault-passphrase')
        const fresh = this.inBackup.filter((i) => !this.interviews.some((j) => j.id === i.id))
        this.interviews = [...this.interviews, ...fresh]
        const here = this.inBackup.length - fresh.length
        return { new: fresh.length, back: 0, here, left: 0, past: 0, bad: 0, stopped: false }
      },
      Accept: async () => void (this.problems = []),
      Lock: async (_hidden: boolean, unsealed: boolean) =>
        void Object.assign(this, { open: false, owed: unsealed }),
      Touch: async () => undefined,
      List: async () => ({ interviews: structuredClone(this.interviews), problems: this.problems }),
      Save: (one: Interview) => {
        this.wholes++
        return this.#save(structuredClone(one))
      },
      Type: async (id: string, rev: number, typed: TypedNotes) => {
        const held = this.interviews.find((i) => i.id === id)
        if (!held) throw this.#refusal('not-found')
        const { passages, ...line } = structuredClone(typed)
        const one = structuredClone({ ...held, ...line, rev })
        for (const p of passages) {
          const at = one.passages.findIndex((other) => other.id === p.id)
          one.passages.splice(at < 0 ? one.passages.length : at, at < 0 ? 0 : 1, p)
        }
        return (await this.#save(one)).rev
      },
      Sealed: async (all: boolean) => void (this.owed &&= !all),
      HandPaper: async (handle: string, data: string) => handle + data,
      ChoosePaper: async () => 'Y2hvc2Vu',
      Attach: (one: Interview, id: string, handle: string) =>
        this.#attach(structuredClone(one), id, handle),
      Detach: (one: Interview, id: string) => this.#detach(structuredClone(one), id),
      Paper: async (_: string, id: string) => {
        if (!this.papers[id]) throw this.#refusal('not-found')
        return { mediaType: 'image/png', data: this.papers[id] }
      },
    }
  }

  async #save(one: Interview): Promise<Interview> {
    const refused = this.refuse.shift()
    if (this.#bridge.delay) await new Promise((done) => setTimeout(done, this.#bridge.delay))
    if (refused) throw this.#refusal(refused)
    const held = this.interviews.find((i) => i.id === one.id)
    if ((held?.rev ?? 0) !== one.rev) throw this.#refusal('conflict')
    const saved = { ...one, rev: one.rev + 1 }
    this.interviews = [...this.interviews.filter((i) => i.id !== one.id), saved]
    this.saves++
    return saved
  }

  async #attach(one: Interview, id: string, handle: string) {
    const paper = { id, name: 'picture.png', mediaType: 'image/png' }
    const { rev } = await this.#save({ ...one, papers: [...one.papers, paper] })
    this.papers[id] = handle
    return { rev, paper }
  }

  async #detach(one: Interview, id: string): Promise<number> {
    const { rev } = await this.#save({ ...one, papers: one.papers.filter((p) => p.id !== id) })
    Reflect.deleteProperty(this.papers, id)
    return rev
  }
}
