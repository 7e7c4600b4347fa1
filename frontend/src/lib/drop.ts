import { t } from './copy'
import { toasts } from './ui/toasts.svelte'

/** Keeps a dropped file from navigating the web view away, which would take the screen with it. */
export function refuseDrops() {
  window.addEventListener('drop', said, { capture: true })
  for (const type of ['dragenter', 'dragover', 'drop'] as const) {
    window.addEventListener(type, (event) => event.preventDefault(), { capture: true })
  }
}

/** Says where a file goes instead. What is moved within the window has no files. */
function said(event: DragEvent) {
  if (event.dataTransfer?.types.includes('Files')) toasts.say(t('bundle.dropped'))
}
