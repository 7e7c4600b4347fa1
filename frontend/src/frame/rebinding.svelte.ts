import { asBackendError, backend } from '$lib/backend'
import { isBare, matches, refused, show, spell, type Refusal } from '$lib/binding'
import { catalogue, isFree, meet, sameAs, whereOf, type Known } from '$lib/catalogue'
import { changes } from '$lib/changes.svelte'
import { t } from '$lib/copy'
import { keys } from '$lib/keys.svelte'
import { order } from '$lib/order'
import { reading } from '$lib/reading.svelte'
import { toasts } from '$lib/ui/toasts.svelte'

type Chosen = Record<string, string>

/** What came of keys somebody pressed for a command; without one they are its keys now. */
export type Answer =
  | { kind: 'refused'; binding: string; why: Refusal }
  | { kind: 'taken'; binding: string; by: Known; swap: boolean; instead: string }

/** Other keys for commands: each change is kept at once and can be taken back. */
export class Rebinding {
  /** The command whose new keys are waited for. */
  about = $state.raw<Known>()
  answer = $state.raw<Answer>()
  /** What was done last. */
  told = $state('')
  /** Where the log stood after each change made here, and before each that was taken back. */
  #done: number[] = []
  #undone: number[] = []

  begin(command: Known) {
    this.about = command
    this.answer = undefined
    this.told = t('keys.press.told', { command: t(command.label) })
  }

  leave() {
    this.about = undefined
    this.answer = undefined
    this.told = ''
  }

  /** Takes a key press while new keys are waited for; nothing else hears it. */
  press = (event: KeyboardEvent) => {
    const command = this.about
    if (!command) return
    event.preventDefault()
    event.stopImmediatePropagation()
    if (event.isComposing || event.repeat) return
    const binding = spell(event)
    if (binding === 'Escape') return this.leave()
    if (binding === 'Enter' && this.answer?.kind === 'taken' && this.answer.swap)
      return this.#swap(command, this.answer)
    if (binding) this.#choose(command, event, binding)
  }

  #choose(command: Known, event: KeyboardEvent, binding: string) {
    this.answer = answerTo(command, event, binding)
    if (this.answer) return void (this.told = sentence(this.answer))
    const label = t(command.label)
    this.leave()
    this.#change(
      giving(keys.chosen, command, binding),
      t('keys.chosen', { command: label, keys: show(binding) }),
    )
  }

  #swap(command: Known, { by, binding }: Answer & { kind: 'taken' }) {
    const before = keys.binding(command)
    this.leave()
    const next = giving(giving(keys.chosen, command, binding), by, before)
    const told = {
      ...{ command: t(command.label), keys: show(binding) },
      ...{ other: t(by.label), others: show(before) },
    }
    this.#change(next, t('keys.swapped', told))
  }

  /** Gives a command its usual keys again, and whoever has those meanwhile theirs, and so on. */
  reset(command: Known) {
    if (keys.binding(command) === command.keys) return
    this.leave()
    const back = [command]
    for (const c of back) {
      const by = holder(c, (other) => keys.binding(other) === c.keys)
      if (by && !back.includes(by)) back.push(by)
    }
    const next = back.reduce((chosen, c) => giving(chosen, c, c.keys), keys.chosen)
    const told = { command: t(command.label), keys: show(command.keys) }
    this.#change(next, t('keys.back', told))
  }

  resetAll() {
    if (Object.keys(keys.chosen).length > 0) this.#change({}, t('keys.back.all'))
  }

  #change(next: Chosen, told: string) {
    if (reading.refuse()) return
    const before = keys.chosen
    changes.did(
      () => keepAndSay(before, 'keys.undone'),
      '',
      () => keepAndSay(next, 'keys.redone'),
    )
    this.#done.push(order.stands)
    this.#undone = []
    this.told = told
    void keep(next)
  }

  /** Takes back what was done here last; what was done before the sheet was opened stays. */
  undo() {
    if (this.#done.at(-1) !== order.stands) return
    this.#undone.push(this.#done.pop() ?? 0)
    this.told = t('keys.undone')
    void changes.undo()
  }

  redo() {
    if (this.#undone.at(-1) !== order.stands + 1) return
    this.#done.push(this.#undone.pop() ?? 0)
    this.told = t('keys.redone')
    void changes.redo()
  }
}

/** Says why a command cannot have these keys; nothing when it can. */
export function answerTo(
  command: Known,
  event: KeyboardEvent,
  binding: string,
): Answer | undefined {
  const why = sameAs(command)
    .map((c) => refused(binding, inList(c)))
    .find(Boolean)
  if (why) return { kind: 'refused', binding, why }
  const presses = (c: Known) =>
    [keys.binding(c), ...(c.also ? [c.also] : [])].some((b) => b === binding || matches(event, b))
  const by = holder(command, presses)
  if (!by) return undefined
  const swap = maySwap(command, by, binding)
  return { kind: 'taken', binding, by, swap, instead: keys.binding(command) }
}

/** Who has keys where the command counts, itself and those that mean the same apart. */
function holder(command: Known, has: (c: Known) => boolean): Known | undefined {
  const own = sameAs(command)
  return catalogue.find((c) => !own.includes(c) && own.some((o) => meet(o, c)) && has(c))
}

/** Both can go on with the keys of the other, and nobody else stands in between. */
function maySwap(command: Known, by: Known, binding: string): boolean {
  const before = keys.binding(command)
  if (!isFree(by) || keys.binding(by) !== binding || !before) return false
  if (sameAs(by).some((c) => refused(before, inList(c)))) return false
  const pair = [...sameAs(command), ...sameAs(by)]
  const third = (of: Known, wanted: string) =>
    catalogue.some(
      (c) =>
        !pair.includes(c) &&
        sameAs(of).some((o) => meet(o, c)) &&
        [keys.binding(c), c.also].includes(wanted),
    )
  return !third(command, binding) && !third(by, before)
}

const inList = (c: Known) => c.scope === 'list' || isBare(c.keys)

/** What was chosen, and these keys for a command and all that mean the same. */
function giving(chosen: Chosen, command: Known, binding: string): Chosen {
  const own = sameAs(command).map((c) => c.id)
  const others = Object.entries(chosen).filter(([id]) => !own.includes(id))
  const now = binding === command.keys ? [] : own.map((id) => [id, binding] as const)
  return Object.fromEntries([...others, ...now])
}

async function keepAndSay(chosen: Chosen, told: 'keys.undone' | 'keys.redone') {
  await keep(chosen)
  toasts.say(t(told))
}

/** Puts chosen keys in force and keeps them in the library's settings. */
async function keep(chosen: Chosen) {
  keys.chosen = chosen
  try {
    await backend.settings.save('keys', JSON.stringify(chosen))
  } catch (thrown) {
    toasts.say(asBackendError(thrown).message)
  }
}

/** The answer in words. */
export function sentence(answer: Answer): string {
  const pressed = { keys: show(answer.binding) }
  if (answer.kind === 'refused')
    return `${t(`keys.refused.${answer.why}`, pressed)} ${t('keys.try')}`
  const other = t(answer.by.label)
  const where = t(`keys.where.${whereOf(answer.by.id)}`)
  return [
    t('keys.taken', { ...pressed, other, where }),
    ...(answer.swap ? [t('keys.swap', { other, keys: show(answer.instead) })] : []),
    t('keys.try'),
  ].join(' ')
}
