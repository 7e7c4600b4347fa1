import { mount } from 'svelte'
import App from './App.svelte'
import { refuseDrops } from '$lib/drop'
import '$lib/theme/tokens.css'
import '$lib/theme/base.css'
import '$lib/editor/editor.css'

const target = document.getElementById('app')
if (target) {
  refuseDrops()
  mount(App, { target })
}
