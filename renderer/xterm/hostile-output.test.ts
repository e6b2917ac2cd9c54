import { expect, test } from 'vitest'
import { headlessTerminal, timeOf } from './headless-terminal.ts'

const ESC = '\u001b'
const MIB = 1024 * 1024

/** Per case; the machine that runs the tests may be slow and busy. A freeze takes minutes. */
const LIMIT_MS = 4000
const CASES: Readonly<Record<string, () => string>> = {
  'a 20 MB string that never ends': () => `${ESC}]0;${'x'.repeat(20 * MIB)}`,
  'a 20 MB DCS that never ends': () => `${ESC}P${'1'.repeat(20 * MIB)}`,
  'strings one after another': () => `${ESC}]0;${'x'.repeat(1000)}\u0007`.repeat(200),
  'distinct links without end': () =>
    Array.from({ length: 20_000 }, (_, n) => `${ESC}]8;;http://h/${n}\u0007x`).join(''),
  'a line of 1 MB': () => 'x'.repeat(MIB),
  'many colours': () => `${ESC}[38;2;1;2;3mx`.repeat(20_000),
  'many NULs': () => '\0'.repeat(MIB),
  'many combining marks': () => `e${'\u0301'.repeat(20_000)}`,
  'a CSI with endless numbers': () => `${ESC}[${'1;'.repeat(MIB)}m`,
  'titles and window operations': () =>
    `${ESC}[21t${ESC}[18t${ESC}[14t${ESC}]2;t\u0007`.repeat(2000),
}

for (const [name, text] of Object.entries(CASES)) {
  test(`${name}: taken in time`, async () => {
    expect(await timeOf(true, text())).toBeLessThan(LIMIT_MS)
  })
}

test('the clipboard, the window and the title bar answer nothing', async () => {
  const { term, write } = headlessTerminal(true)
  const typed: string[] = []
  term.onData((data) => typed.push(data))
  await write(
    `${ESC}]52;c;?\u0007${ESC}[21t${ESC}[14t${ESC}[18t\u0005${ESC}[>q${ESC}P+q544e${ESC}\\`,
  )
  expect(typed).toEqual([])
})

/** A generator with a seed: a failure can be had again. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const ATOMS = [
  ESC,
  `${ESC}[`,
  `${ESC}]`,
  `${ESC}P`,
  `${ESC}_`,
  '\u009b',
  '\u009d',
  '\u0090',
  '\u0007',
  '\u0018',
  ';',
  ':',
  '?',
  '>',
  ' ',
  "'",
  '$',
  '#',
  '0',
  '1',
  '8',
  '52',
  '999',
  '1000',
  '65535',
  '2147483647',
  'b',
  'L',
  'M',
  'S',
  'T',
  '@',
  'P',
  'I',
  'Z',
  'm',
  'n',
  'c',
  'h',
  'l',
  'J',
  'r',
  'H',
  't',
  'q',
  'p',
  '\r',
  '\n',
  '\t',
  'word',
  '日本',
  '\u0301',
  '\0',
  '\u007f',
  `${ESC}\\`,
  `${ESC}c`,
  '[?1049h',
]

test('1,000 random outputs are each taken in time', async () => {
  let slowest = { ms: 0, seed: 0 }
  for (let seed = 1; seed <= 1000; seed++) {
    const random = seeded(seed)
    const atom = () => ATOMS[Math.floor(random() * ATOMS.length)] ?? ''
    const ms = await timeOf(true, Array.from({ length: 300 }, atom).join(''))
    if (ms > slowest.ms) slowest = { ms, seed }
  }
  expect(slowest.ms, `seed ${slowest.seed}`).toBeLessThan(LIMIT_MS)
}, 60_000)
