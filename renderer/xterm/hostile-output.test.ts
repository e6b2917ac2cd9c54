import { expect, test } from 'vitest'
import { headlessTerminal, timeOf } from './headless-terminal.ts'
import { EVIL, HOSTILE_OUTPUTS, RANDOM_OUTPUTS, randomOutput } from './hostile-output.fixture.ts'

/** Per case; the machine that runs the tests may be slow and busy. A freeze takes minutes. */
const LIMIT_MS = 4000

for (const [name, text] of Object.entries(HOSTILE_OUTPUTS)) {
  test(`${name}: taken in time, and nothing of it typed`, async () => {
    const { term, write } = headlessTerminal(true)
    const typed: string[] = []
    term.onData((data) => typed.push(data))
    const before = performance.now()
    await write(text())
    expect(performance.now() - before).toBeLessThan(LIMIT_MS)
    expect(typed.join('')).not.toContain(EVIL)
    term.dispose()
  })
}

test('the clipboard, the window and the title bar answer nothing', async () => {
  const { term, write } = headlessTerminal(true)
  const typed: string[] = []
  term.onData((data) => typed.push(data))
  for (const name of [
    'a clipboard that is asked for and set',
    'the title pushed, changed, asked for and popped',
    'window operations',
    'programs of other terminals',
  ]) {
    await write(HOSTILE_OUTPUTS[name]?.() ?? '')
  }
  expect(typed).toEqual([])
})

test(`${RANDOM_OUTPUTS} random outputs are each taken in time`, async () => {
  let slowest = { ms: 0, seed: 0 }
  for (let seed = 1; seed <= RANDOM_OUTPUTS; seed++) {
    const ms = await timeOf(true, randomOutput(seed))
    if (ms > slowest.ms) slowest = { ms, seed }
  }
  expect(slowest.ms, `seed ${slowest.seed}`).toBeLessThan(LIMIT_MS)
}, 60_000)
