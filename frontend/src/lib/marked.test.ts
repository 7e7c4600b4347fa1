import { expect, it } from 'vitest'
import { found, marked } from './marked'

const words = (query: string, text: string) =>
  marked(text, found(query, text))
    .filter((piece) => piece.mark)
    .map((piece) => piece.text)

it('finds where the words of a search stand, whatever their case', () => {
  expect(words('GRAPH winter', 'That graph, one Winter: the graph')).toEqual([
    'graph',
    'Winter',
    'graph',
  ])
  expect(words('ÄRGER', 'kein Ärger')).toEqual(['Ärger'])
  expect(words('  ', 'nothing is looked for')).toEqual([])
})

it('takes a search as it is typed: the longer word first, signs as signs', () => {
  expect(words('on one', 'one on')).toEqual(['one', 'on'])
  expect(words('a.c (b) [x-y]', 'abc a.c (b) [x-y]')).toEqual(['a.c', '(b)', '[x-y]'])
})
