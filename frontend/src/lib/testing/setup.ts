import { cleanup } from '@testing-library/svelte'
import { afterEach } from 'vitest'

// jsdom lays nothing out; CodeMirror asks for boxes all the same.
Range.prototype.getClientRects = () => [] as unknown as DOMRectList
Range.prototype.getBoundingClientRect = () => new DOMRect()
HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
  this.open = true
}

afterEach(() => cleanup())
