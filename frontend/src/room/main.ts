import { mount } from 'svelte'
import RoomWindow from './RoomWindow.svelte'
import '$lib/theme/tokens.css'
import '$lib/theme/base.css'

// A dropped file would navigate the picture away.
for (const type of ['dragenter', 'dragover', 'drop'] as const) {
  window.addEventListener(type, (event) => event.preventDefault(), { capture: true })
}

const target = document.getElementById('app')
if (target) mount(RoomWindow, { target })
