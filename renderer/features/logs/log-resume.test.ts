import { array, assert, nat, property } from 'fast-check'
import { expect, test } from 'vitest'
import type { LogPiece } from './log-piece.ts'
import { createLogResume } from './log-resume.ts'

const line = (stamp: number, text = `line ${stamp}`): LogPiece => ({
  source: 'stdout',
  stamp: `2026-11-23T21:16:41.${String(stamp).padStart(9, '0')}Z`,
  text,
  starts: true,
})
const texts = (pieces: readonly LogPiece[]) => pieces.map(({ text }) => text)

test('what was shown is not shown again, and nothing between is missing', () => {
  const log = createLogResume()
  log.begin()
  log.take([line(1), line(2)])
  log.begin()
  const { fresh, gap } = log.take([line(1), line(2), line(3)])
  expect(texts(fresh)).toEqual(['line 3'])
  expect(gap).toBe(false)
})

test('lines of one stamp are counted, so that none is lost or doubled', () => {
  const log = createLogResume()
  log.begin()
  log.take([line(5, 'a'), line(5, 'b')])
  log.begin()
  expect(texts(log.take([line(5, 'a'), line(5, 'b'), line(5, 'c'), line(6, 'd')]).fresh)).toEqual([
    'c',
    'd',
  ])
})

test('a line that was cut goes on where it stopped, and lines of the other stream do not matter', () => {
  const log = createLogResume()
  const other = (stamp: number): LogPiece => ({ ...line(stamp), source: 'stderr' })
  const more = (stamp: number, text: string) => ({ ...line(stamp, text), starts: false })
  log.begin()
  log.take([line(1), line(2, 'whole'), line(2, 'abc'), other(3)])
  log.begin()
  const again = [line(1), line(2, 'whole'), line(2, 'ab'), more(2, 'cd'), more(2, 'ef'), other(3)]
  expect(log.take([...again, line(4, 'new')]).fresh).toEqual([
    more(2, 'd'),
    more(2, 'ef'),
    line(4, 'new'),
  ])
  log.begin()
  expect(log.take([...again, line(4, 'new')]).fresh).toEqual([])
})

test('a reading that does not meet the last one says that lines may be missing', () => {
  const log = createLogResume()
  log.begin()
  log.take([line(1)])
  log.begin()
  expect(log.take([line(50)]).gap).toBe(true)
  expect(log.take([line(51)]).gap).toBe(false)
})

test('wherever a log is cut, nothing of it is lost or doubled', () => {
  const all = Array.from({ length: 12 }, (_, n) => {
    const begin = line(Math.floor(n / 3), `${n}:abc`)
    return [begin, { ...begin, text: 'def', starts: false }]
  }).flat()
  const whole = texts(all).join('')
  assert(
    property(array(nat(whole.length)), (cuts) => {
      const log = createLogResume()
      let seen = ''
      for (const cut of [...cuts.toSorted((a, b) => a - b), whole.length]) {
        log.begin()
        seen += texts(log.take(upTo(all, cut)).fresh).join('')
        expect(seen).toBe(whole.slice(0, cut))
      }
    }),
  )
})

/** So many characters of the pieces. */
function upTo(pieces: readonly LogPiece[], chars: number): readonly LogPiece[] {
  let left = chars
  return pieces.flatMap((piece) => {
    const text = piece.text.slice(0, left)
    left -= text.length
    return text === '' ? [] : [{ ...piece, text }]
  })
}

test('over any number of breaks each line is seen once', () => {
  assert(
    property(array(nat(20), { minLength: 1 }), (steps) => {
      const log = createLogResume()
      const seen: string[] = []
      let written = 0
      for (const step of steps) {
        written += step
        log.begin()
        const all = Array.from({ length: written }, (_, n) => line(Math.floor(n / 3), `line ${n}`))
        seen.push(...texts(log.take(all).fresh))
      }
      expect(seen).toEqual(Array.from({ length: written }, (_, n) => `line ${n}`))
    }),
  )
})
