import { array, assert, asyncProperty, constantFrom, nat, property } from 'fast-check'
import { expect, test } from 'vitest'
import { createBudget } from './budget.ts'
import { headlessTerminal } from './headless-terminal.ts'
import { createSequenceFilter, MAX_MARKS, MAX_STRING_CHARS } from './sequence-filter.ts'

const ESC = '\u001b'
const unlimited = createBudget({ capacity: Infinity, perSecond: 0 })
const shell = () => createSequenceFilter({ textOnly: false, links: unlimited })
const log = () => createSequenceFilter({ textOnly: true, links: unlimited })

const ATOMS = `${ESC} ${ESC}[ ${ESC}] ${ESC}P ${ESC}X \u009b \u009d \u0090 \u009c \u0084 \u0007 \u0018 \u001a
  \0 \u007f \u000b ${ESC}\\ 8;;http://a 0;title 1;31 m H ; text ü #8 (`
const atom = constantFrom(...ATOMS.split(/[ \n]+/), ' ', '\t', '\r\n')
const output = array(atom, { maxLength: 40 }).map((atoms) => atoms.join(''))
const cuts = array(nat(), { maxLength: 8 })

function cut(text: string, at: readonly number[]): readonly string[] {
  const points = [0, ...at.map((n) => n % (text.length + 1)).toSorted((a, b) => a - b), text.length]
  return points.slice(1).map((end, index) => text.slice(points[index], end))
}

test('where the output is cut makes no difference', () => {
  for (const make of [shell, log]) {
    assert(
      property(output, cuts, (text, at) => {
        const filter = make()
        expect(cut(text, at).map(filter).join('')).toBe(make()(text))
      }),
    )
  }
})

test('a shell’s screen is the same as without the filter', async () => {
  await assert(
    asyncProperty(output, async (text) => {
      const [plain, filtered] = [headlessTerminal(false), headlessTerminal(false)]
      await plain.write(`${text}\u0018.`)
      await filtered.write(shell()(`${text}\u0018.`))
      expect(filtered.text()).toBe(plain.text())
    }),
    { numRuns: 200 },
  )
}, 60_000)

test('a control after the escape that ends a string is carried out', async () => {
  const text = '\u001bX hidden \u001b\u000b\u0018.'
  const [plain, filtered] = [headlessTerminal(false), headlessTerminal(false)]
  await plain.write(text)
  await filtered.write(shell()(text))
  expect(plain.text()).toBe('\n.')
  expect(filtered.text()).toBe(plain.text())
})

test('of a log only text, lines, colours and links come through', () => {
  assert(
    property(output, (text) => {
      const passed = log()(text)
        .replaceAll(/\u001b\[[\d;:]*m/g, '')
        .replaceAll(/\u001b\]8;[^\u001b]*\u001b\\/g, '')
      expect(passed).not.toMatch(/[\u0000-\u0007\u000b\u000c\u000e-\u001f\u007f-\u009f]/)
    }),
  )
})

test('colours and links of a log come through as they are', () => {
  const line = `${ESC}[1;38;5;2mgreen${ESC}[0m ${ESC}]8;;http://a${ESC}\\here${ESC}]8;;${ESC}\\ end\r\n`
  expect(log()(line)).toBe(line)
  expect(log()(`a${ESC}[2Jb${ESC}[Hc${ESC}cd\u000be${ESC}]0;t\u0007f${ESC}(Bg`)).toBe('abcdefg')
})

test('a string beyond the limit is dropped, and what follows it stays', () => {
  for (const [start, end] of [
    [`${ESC}]0;`, '\u0007'],
    ['\u009d0;', '\u009c'],
    [`${ESC}P`, `${ESC}\\`],
    [`${ESC}_`, `${ESC}\\`],
    [`${ESC}^`, `${ESC}\\`],
    [`${ESC}X`, `${ESC}\\`],
  ] as const) {
    const filter = shell()
    const long = `a${start}${'x'.repeat(MAX_STRING_CHARS)}${end}b`
    const passed = cut(long, [5, 5000, 60_000]).map(filter).join('')
    expect(passed.replaceAll(/\u001b\\|\u009c/g, '')).toBe('ab')
    const short = `a${start}${'x'.repeat(100)}${end}b`
    expect(filter(short)).toBe(short)
  }
})

test('it holds no more than one short string', () => {
  const filter = shell()
  expect(filter(`${ESC}]0;`)).toBe('')
  for (let i = 0; i < 1000; i++) expect(filter('x'.repeat(1000))).toBe('')
  expect(filter('\u0007after')).toBe('after')
})

test('links beyond the budget are plain text', () => {
  const filter = createSequenceFilter({
    textOnly: false,
    links: createBudget({ capacity: 1, perSecond: 0 }),
  })
  const link = (url: string) => `${ESC}]8;;${url}\u0007text${ESC}]8;;\u0007`
  expect(filter(link('http://a'))).toBe(link('http://a'))
  expect(filter(link('http://b'))).toBe(`${ESC}]8;;\u0007text${ESC}]8;;\u0007`)
})

test('more marks than any script stacks do not come into one cell, however they are sent', () => {
  const accent = '\u0301'
  const most = accent.repeat(MAX_MARKS)
  expect(shell()(`e${most}`)).toBe(`e${most}`)
  expect(shell()(`e${accent.repeat(1000)}f${accent}`)).toBe(`e${most}f${accent}`)
  const filter = shell()
  const sent = Array.from({ length: 1000 }, (_, at) => (at === 0 ? 'e' : accent))
  expect(sent.map(filter).join('')).toBe(`e${most}`)
  expect(filter('f\u200d')).toBe('f\u200d')
})
