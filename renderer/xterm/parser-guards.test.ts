import { expect, test } from 'vitest'
import { createBudget } from './budget.ts'
import { headlessTerminal, timeOf } from './headless-terminal.ts'
import { guardParser } from './parser-guards.ts'

const HUGE = 2_147_483_647
const ESC = '\u001b'
const FINALS = ['b', 'L', 'M', 'S', 'T', '@', 'P', 'I', 'Z', ' @', ' A', "'}", "'~"]

/**
 * Each takes some hundred milliseconds, and without the guards 6 s to minutes; the machine that runs
 * the tests may be busy with others.
 */
const LIMIT_MS = 4000

for (const final of FINALS) {
  test(`a huge CSI ${final} does not hold the window`, async () => {
    expect(await timeOf(true, `A${ESC}[${HUGE}${final}`)).toBeLessThan(LIMIT_MS)
  })
}

test('without the guard the same takes more than ten times as long', async () => {
  const scroll = `A${ESC}[300000S`
  expect(await timeOf(false, scroll)).toBeGreaterThan(10 * (await timeOf(true, scroll)))
})

test('a flood of scrolls that are each small enough does not hold the window', async () => {
  expect(await timeOf(true, `${ESC}[1000S`.repeat(2000))).toBeLessThan(LIMIT_MS)
  expect(await timeOf(true, `${ESC}[50L`.repeat(5000))).toBeLessThan(LIMIT_MS)
  expect(await timeOf(true, `${ESC}c`.repeat(5000))).toBeLessThan(LIMIT_MS)
})

test('what programs really send still works', async () => {
  const { term, write, text } = headlessTerminal(true)
  await write('one\r\ntwo\r\nthree\r\n')
  await write(`${ESC}[1;1H${ESC}[1L${ESC}[1Mx${ESC}[3b`)
  expect(text()).toBe('xxxx\ntwo\nthree')
  await write(`${ESC}[2S`)
  expect(text().trim()).toMatch(/three$/)
  await write(`${ESC}c`)
  expect(term.buffer.active.getLine(0)?.translateToString(true)).toBe('')
})

test('a program that asks endlessly gets few answers', async () => {
  for (const question of ['[6n', '[c', '[>c', '[?6n', '[?1$p', ']10;?\u0007', 'P$qm\u001b\\']) {
    const { term, write } = headlessTerminal(true)
    let typed = 0
    term.onData(() => (typed += 1))
    await write(`${ESC}${question}`)
    await write(`${ESC}${question}`.repeat(10_000))
    expect(typed).toBeLessThan(120)
    if (question !== ']10;?\u0007') expect(typed).toBeGreaterThan(0)
  }
})

test('being told of the focus is a question too, for the first answer comes at once', async () => {
  const { term, write } = headlessTerminal(false)
  guardParser(term.parser, undefined, createBudget({ capacity: 1, perSecond: 0 }))
  await write(`${ESC}[?1004;1004h`)
  expect(term.modes.sendFocusMode).toBe(false)
  await write(`${ESC}[?25;1004h`)
  expect(term.modes.sendFocusMode).toBe(true)
  await write(`${ESC}[?1004l${ESC}[?1004h`)
  expect(term.modes.sendFocusMode).toBe(false)
})

test('one sequence with many questions counts as many', async () => {
  const { term } = headlessTerminal(false)
  let asked = 0
  guardParser(term.parser, createBudget({ capacity: 1, perSecond: 0 }), {
    take(amount = 1) {
      asked += amount
      return false
    },
  })
  await new Promise<void>((resolve) => term.write(`${ESC}]4;${'1;?;'.repeat(500)}\u0007`, resolve))
  expect(asked).toBe(500)
})
