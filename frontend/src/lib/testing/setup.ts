import { cleanup } from '@testing-library/svelte'
import { afterEach } from 'vitest'

// jsdom lays nothing out; CodeMirror asks for boxes all the same.
Range.prototype.getClientRects = () => [] as unknown as DOMRectList
Range.prototype.getBoundingClientRect = () => new DOMRect()
Element.prototype.scrollTo ??= () => undefined
Element.prototype.scrollIntoView ??= () => undefined
class Watcher {
  observe() {}
  unobserve() {}
  disconnect() {}
}
Object.assign(globalThis, { ResizeObserver: Watcher, IntersectionObserver: Watcher })
HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
  this.open = true
}

afterEach(() => cleanup())
