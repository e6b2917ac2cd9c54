import { array, assert, nat, property } from 'fast-check'
import { expect, test } from 'vitest'
import type { LinePart } from './byte-lines.ts'
import { createLogResume, type LogResume } from './log-resume.ts'

const encode = (text: string) => new TextEncoder().encode(text)
const line = (stamp: number, text = `line ${stamp}`): LinePart => ({
  source: 'stdout',
  stamp: { seconds: 1_700_000_000, nanos: stamp },
  bytes: encode(text),
  end: 'lf',
  starts: true,
})
const more = (stamp: number, text: string): LinePart => ({ ...line(stamp, text), starts: false })
const take = (log: LogResume, parts: readonly LinePart[]) =>
  parts.flatMap((part) => log.take(part) ?? [])
const texts = (parts: readonly LinePart[]) =>
  parts.map(({ bytes }) => new TextDecoder().decode(bytes))

test('what was kept is not kept again, and nothing between is missing', () => {
  const log = createLogResume()
  log.begin()
  take(log, [line(1), line(2)])
  log.begin()
  expect(texts(take(log, [line(1), line(2), line(3)]))).toEqual(['line 3'])
  expect(log.takeGap()).toBe(false)
})

test('lines of one stamp are counted, so that none is lost or doubled', () => {
  const log = createLogResume()
  log.begin()
  take(log, [line(5, 'a'), line(5, 'b')])
  log.begin()
  const again = [line(5, 'a'), line(5, 'b'), line(5, 'c'), line(6, 'd')]
  expect(texts(take(log, again))).toEqual(['c', 'd'])
})

test('a line that was cut goes on where it stopped, and lines of the other stream do not matter', () => {
  const log = createLogResume()
  const other = (stamp: number): LinePart => ({ ...line(stamp), source: 'stderr' })
  log.begin()
  take(log, [line(1), line(2, 'whole'), line(2, 'abc'), other(3)])
  log.begin()
  const again = [line(1), line(2, 'whole'), line(2, 'ab'), more(2, 'cd'), more(2, 'ef'), other(3)]
  expect(take(log, [...again, line(4, 'new')])).toEqual([
    more(2, 'd'),
    more(2, 'ef'),
    line(4, 'new'),
  ])
  log.begin()
  expect(take(log, [...again, line(4, 'new')])).toEqual([])
})

test('a reading that does not meet the last one says so, once', () => {
  const log = createLogResume()
  log.begin()
  take(log, [line(1)])
  log.begin()
  take(log, [line(50)])
  expect([log.takeGap(), log.takeGap()]).toEqual([true, false])
  take(log, [line(51)])
  expect(log.takeGap()).toBe(false)
})

test('wherever a log is cut, nothing of it is lost or doubled', () => {
  const all = Array.from({ length: 12 }, (_, n) => [
    line(Math.floor(n / 3), `${n}:abc`),
    more(Math.floor(n / 3), 'def'),
  ]).flat()
  const whole = texts(all).join('')
  assert(
    property(array(nat(whole.length)), (cuts) => {
      const log = createLogResume()
      let seen = ''
      for (const cut of [...cuts.toSorted((a, b) => a - b), whole.length]) {
        log.begin()
        seen += texts(take(log, upTo(all, cut))).join('')
        expect(seen).toBe(whole.slice(0, cut))
      }
    }),
  )
})

/** So many bytes of the parts. */
function upTo(parts: readonly LinePart[], count: number): readonly LinePart[] {
  let left = count
  return parts.flatMap((part) => {
    const bytes = part.bytes.subarray(0, left)
    left -= bytes.length
    return bytes.length === 0 ? [] : [{ ...part, bytes }]
  })
}

test('over any number of breaks each line is kept once', () => {
  assert(
    property(array(nat(20), { minLength: 1 }), (steps) => {
      const log = createLogResume()
      const seen: string[] = []
      let written = 0
      for (const step of steps) {
        written += step
        log.begin()
        const all = Array.from({ length: written }, (_, n) => line(Math.floor(n / 3), `line ${n}`))
        seen.push(...texts(take(log, all)))
      }
      expect(seen).toEqual(Array.from({ length: written }, (_, n) => `line ${n}`))
    }),
  )
})
