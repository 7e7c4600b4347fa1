import { beforeEach, expect, test } from 'vitest'
import { nextRegion, noteRegion } from './regions'

beforeEach(() => {
  document.body.innerHTML = `
    <header data-region tabindex="-1" id="top"><button id="back">Back</button></header>
    <main>
      <section data-region id="text"><p>Nothing to press</p></section>
      <section data-region><button id="a">A</button><input id="b" /></section>
      <section data-region><button disabled>Off</button><button id="c">C</button></section>
    </main>
    <footer data-region tabindex="-1" id="foot"><button tabindex="-1">Undo</button></footer>`
  document.addEventListener('focusin', noteRegion)
})

const focused = () => document.activeElement?.id
const go = (by: 1 | -1) => (nextRegion(by), focused())

test('F6 goes round all regions, text alone as well, the screen before what is above it', () => {
  expect([go(1), go(1), go(1), go(1), go(1), go(1)]).toEqual([
    ...['text', 'a', 'c', 'foot', 'back', 'text'],
  ])
  expect([go(-1), go(-1)]).toEqual(['back', 'foot'])
})

test('each is come back to where it was left', () => {
  document.getElementById('b')?.focus()
  expect([go(1), go(-1)]).toEqual(['c', 'b'])
  nextRegion(1)
  document.getElementById('b')?.remove()
  nextRegion(-1)
  expect(focused()).toBe('a')
})
