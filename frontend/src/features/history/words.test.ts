import { describe, expect, it } from 'vitest'
import { compareWords, shorten, type Piece } from './words'

/** "the [-pool-]{+line+} was full" */
const told = (pieces: Piece[]) =>
  pieces
    .map(({ is, text }) => (is === 'same' ? text : is === 'taken' ? `[-${text}-]` : `{+${text}+}`))
    .join('')

describe('comparing texts', () => {
  it.each([
    ['the pool was full', 'the line was full', 'the [-pool-]{+line+} was full'],
    ['the pool was full', 'the pool was almost full', 'the pool was {+almost +}full'],
    ['one two', 'three four', '[-one two-]{+three four+}'],
    ['', 'new', '{+new+}'],
    ['old', '', '[-old-]'],
    ['same', 'same', 'same'],
    ['', '', ''],
    ['قاعدة البيانات ممتلئة', 'قاعدة البيانات فارغة', 'قاعدة البيانات [-ممتلئة-]{+فارغة+}'],
    ['fine 👩‍👩‍👧 here', 'fine 👨‍👩‍👧 here', 'fine [-👩‍👩‍👧-]{+👨‍👩‍👧+} here'],
    ['Zoë’s cafe', 'Zoë’s café', 'Zoë’s [-cafe-]{+café+}'],
    ['a\nb', 'a\nc', 'a\n[-b-]{+c+}'],
  ])('%j to %j', (before, after, want) => {
    expect(told(compareWords(before, after))).toBe(want)
  })

  it('puts both texts together again, whatever they are', () => {
    const words = ['pool', 'full', ' ', '\n', '🙂', 'ممتلئة', ', ', 'the', "didn't", '。', '数据库']
    let seed = 7
    const next = (n: number) => (seed = (seed * 16807) % 2147483647) % n
    const text = () => Array.from({ length: next(30) }, () => words[next(words.length)]).join('')
    for (let i = 0; i < 300; i++) {
      const [before, after] = [text(), text()]
      const pieces = compareWords(before, after)
      const without = (not: Piece['is']) =>
        pieces
          .filter((p) => p.is !== not)
          .map((p) => p.text)
          .join('')
      expect([without('added'), without('taken')]).toEqual([before, after])
    }
  })

  it('does not keep anybody waiting for two long texts that share nothing', () => {
    const long = (word: string) => Array.from({ length: 20_000 }, (_, i) => `${word}${i}`).join(' ')
    const from = performance.now()
    expect(compareWords(long('a'), long('b'))).toHaveLength(2)
    expect(performance.now() - from).toBeLessThan(4000)
  })

  it('leaves out the middle of what is the same', () => {
    const same = 'word '.repeat(200)
    const [first, , , last] = shorten(compareWords(`${same}old ${same}`, `${same}new ${same}`))
    expect(first?.text.length).toBeLessThan(120)
    expect(first?.text).toMatch(/^ … .*word $/)
    expect(last?.text).toMatch(/^ word .* … $/)
  })
})
