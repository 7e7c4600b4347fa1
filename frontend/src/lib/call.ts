import { t } from './copy'
import { asBackendError, BackendError } from './refused'

/** How long a call may take, in milliseconds. Exports draw pages, dialogs wait for a
 * person, and a long piece of work shows how far it is and can be stopped. */
export const deadline = {
  call: 15_000,
  export: 120_000,
  dialog: 24 * 3_600_000,
  task: 24 * 3_600_000,
}

/** The code of a call that did not come back in time. */
export const noAnswer = 'no-answer'

// T is what the window knows the answer to be: the bridge's types have no closed sets of words.
export async function call<T>(run: () => Promise<unknown>, ms = deadline.call): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(new BackendError(noAnswer, t('ui.no-answer'))), ms)
  })
  try {
    return (await Promise.race([run(), late])) as T
  } catch (thrown) {
    throw asBackendError(thrown)
  } finally {
    clearTimeout(timer)
  }
}
