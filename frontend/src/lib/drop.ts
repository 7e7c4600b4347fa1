/** Keeps a dropped file from navigating the web view away, which would take the screen with it. */
export function refuseDrops() {
  for (const type of ['dragenter', 'dragover', 'drop'] as const) {
    window.addEventListener(type, (event) => event.preventDefault(), { capture: true })
  }
}
