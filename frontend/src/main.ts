import { mount } from 'svelte'
import App from './App.svelte'
import { refuseDrops } from '$lib/drop'
import '$lib/theme/tokens.css'
import '$lib/theme/base.css'
import '$lib/editor/editor.css'

/** In a browser there is no bridge: look at the screens with a library in memory (npm run dev). */
async function browse() {
  if (!import.meta.env.DEV || 'go' in window) return
  const { browse } = await import('$lib/testing/browse')
  await browse()
}

const target = document.getElementById('app')
if (target) {
  refuseDrops()
  await browse()
  mount(App, { target })
}

// Whoever uses no key is shown no edge around a whole screen.
addEventListener('keydown', () => (document.documentElement.dataset.keyed = 'true'), {
  capture: true,
  once: true,
})
