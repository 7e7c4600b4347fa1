import { backend } from '$lib/backend'

export type Theme = 'system' | 'light' | 'dark'

const themes: Theme[] = ['system', 'light', 'dark']
const zooms = [0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2]

/** How the window looks: theme and zoom, kept in the library's settings. */
export class Look {
  theme = $state<Theme>('system')
  zoom = $state(1)

  /** Takes what was kept and applies it. */
  take(settings: Record<string, string>) {
    this.theme = themes.find((t) => t === settings.theme) ?? 'system'
    this.zoom = zooms.find((z) => String(z) === settings.zoom) ?? 1
    this.#apply()
  }

  choose(theme: Theme) {
    this.theme = theme
    this.#keep('theme', theme)
  }

  next() {
    this.choose(themes[(themes.indexOf(this.theme) + 1) % themes.length] ?? 'system')
  }

  /** step is 1 for larger, -1 for smaller. */
  resize(step: 1 | -1) {
    this.zoom = zooms[zooms.indexOf(this.zoom) + step] ?? this.zoom
    this.#keep('zoom', String(this.zoom))
  }

  #apply() {
    document.documentElement.dataset.theme = this.theme
    document.documentElement.style.setProperty('--zoom', String(this.zoom))
  }

  #keep(key: string, value: string) {
    this.#apply()
    // A look that cannot be kept is no reason to speak up: nobody's words are in it.
    backend.settings.save(key, value).catch(() => undefined)
  }
}

export const look = new Look()
