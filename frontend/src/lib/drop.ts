import { backend } from './backend'
import { t } from './copy'
import { toasts } from './ui/toasts.svelte'

/** Who takes what is dropped on the window, by the handle it is read by. */
type Taker = (handle: string) => void

let taker: Taker | undefined

/** Keeps a dropped file from navigating the web view away, which would take the screen with it. */
export function refuseDrops() {
  window.addEventListener('drop', said, { capture: true })
  for (const type of ['dragenter', 'dragover', 'drop'] as const) {
    window.addEventListener(type, (event) => event.preventDefault(), { capture: true })
  }
}

/** Says where a file goes instead. What is moved within the window has no files. */
function said(event: DragEvent) {
  const from = event.dataTransfer
  if (!from?.types.includes('Files')) return
  const files = [...from.files]
  const bundles = files.length > 0 && files.every((f) => f.name.endsWith('.secondstory'))
  if (!taker || bundles) toasts.say(t('bundle.dropped'))
}

/** Takes what is dropped on the window from now on; returns how to stop. */
export function takeDrops(take: Taker): () => void {
  taker = take
  const unhear = backend.sources.onDropped(take)
  return () => {
    unhear()
    if (taker === take) taker = undefined
  }
}
