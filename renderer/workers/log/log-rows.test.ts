import { assert, boolean, integer, nat, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeFrame } from '#shared/frames.ts'
import { LogLines } from './log-lines.ts'
import { createRowDrawer, type RowsWish } from './log-rows.ts'
import { createShownLines } from './shown-lines.ts'

const encode = (text: string) => new TextEncoder().encode(text)
const stampOf = (n: number) => `2026-11-23T21:16:41.${String(n).padStart(9, '0')}Z`

function drawerOf(lines: readonly string[]) {
  const log = new LogLines(64 * 1024 * 1024)
  const intake = log.readRecent()
  const more = (texts: readonly string[]) => {
    for (const [n, text] of texts.entries()) {
      intake.take(encodeFrame('stdout', encode(`${stampOf(n)} ${text}\n`)))
    }
  }
  more(lines)
  const shown = createShownLines(log)
  const drawer = createRowDrawer(log, shown)
  const wish = (over: Partial<RowsWish>) =>
    drawer.rows({
      from: 'end',
      by: 0,
      after: -Infinity,
      rows: 3,
      columns: 10,
      wrap: false,
      left: 0,
      stamps: 'off',
      ...over,
    })
  const showOnly = (...numbers: readonly number[]) =>
    shown.choose({ lines: Int32Array.from(numbers), kind: 'only', context: 0 })
  return { wish, more, shown, showOnly }
}

const numbered = (count: number) => Array.from({ length: count }, (_, n) => `line ${n}`)
const plain = ({ rows }: { rows: readonly { plain: string }[] }) => rows.map((row) => row.plain)

describe('without wrapping', () => {
  test('the end is the newest lines', () => {
    const shown = drawerOf(numbered(9)).wish({})
    expect(plain(shown)).toEqual(['line 6', 'line 7', 'line 8'])
    expect(shown).toMatchObject({ top: { line: 6, row: 0 }, isAtEnd: true, widest: 6 })
  })

  test('it is gone up and down by rows, and not further than there are lines', () => {
    const { wish } = drawerOf(numbered(9))
    expect(plain(wish({ by: -2 }))[0]).toBe('line 4')
    expect(plain(wish({ by: -99 }))[0]).toBe('line 0')
    expect(wish({ from: { line: 0, row: 0 }, by: 99 })).toMatchObject({
      top: { line: 6 },
      isAtEnd: true,
    })
  })

  test('a place stays while lines come below', () => {
    const { wish, more } = drawerOf(numbered(9))
    const { top } = wish({ by: -3 })
    more(['later', 'and later'])
    expect(plain(wish({ from: top }))).toEqual(['line 3', 'line 4', 'line 5'])
  })

  test('a log shorter than the screen begins at its top', () => {
    expect(drawerOf(numbered(2)).wish({})).toMatchObject({ top: { line: 0 }, isAtEnd: true })
    expect(plain(drawerOf(numbered(2)).wish({}))).toEqual(['line 0', 'line 1'])
  })

  test('an empty log has no rows', () => {
    expect(drawerOf([]).wish({})).toMatchObject({ rows: [], isAtEnd: true })
  })

  test('a line is cut at both ends of the screen', () => {
    expect(plain(drawerOf(['0123456789abcdefghij']).wish({ left: 5 }))).toEqual(['56789abcde'])
  })

  test('what was cleared is not shown', () => {
    const { wish } = drawerOf(numbered(9))
    expect(plain(wish({ after: 8 }))).toEqual(['line 8'])
    expect(plain(wish({ after: 9 }))).toEqual([])
  })
})

describe('with wrapping', () => {
  test('a long line takes several rows, of which each is told', () => {
    const shown = drawerOf(['short', '0123456789abcdefghijXY']).wish({ wrap: true, rows: 4 })
    expect(plain(shown)).toEqual(['short', '0123456789', 'abcdefghij', 'XY'])
    expect(shown.rows.map(({ line, row, column }) => [line, row, column])).toEqual([
      [0, 0, 0],
      [1, 0, 0],
      [1, 1, 10],
      [1, 2, 20],
    ])
  })

  test('the end may begin within a line', () => {
    const shown = drawerOf(['0123456789abcdefghijXY']).wish({ wrap: true, rows: 2 })
    expect(shown.top).toEqual({ line: 0, row: 1 })
    expect(plain(shown)).toEqual(['abcdefghij', 'XY'])
  })

  test('a place within a line that has fewer rows now is its last row', () => {
    const { wish } = drawerOf(['0123456789abcdefghijXY', ...numbered(9)])
    const shown = wish({ wrap: true, columns: 22, from: { line: 0, row: 2 } })
    expect(shown.top).toEqual({ line: 0, row: 0 })
  })
})

test('going down and up by as many rows leads back, unless an end was met', () => {
  assert(
    property(nat(40), integer({ min: -30, max: 30 }), boolean(), (start, by, wrap) => {
      const lines = Array.from({ length: 60 }, (_, n) => 'x'.repeat((n * 7) % 35))
      const { wish } = drawerOf(lines)
      const from = wish({ from: { line: start, row: 0 }, wrap }).top
      const there = wish({ from, by, wrap })
      const back = wish({ from: there.top, by: -by, wrap })
      const isFirst = there.top.line === 0 && there.top.row === 0
      if (!there.isAtEnd && !isFirst) expect(back.top).toEqual(from)
    }),
  )
})

test('stamps stand before each line in grey, and wrap with it', () => {
  const shown = drawerOf(['hello']).wish({ stamps: 'utc', columns: 40 })
  expect(plain(shown)).toEqual(['2026-11-23 21:16:41.000Z hello'])
  expect(shown.rows[0]?.text).toMatch(/^\u001b\[90m2026/)
})

test('what could move the cursor is not in what is drawn', () => {
  const shown = drawerOf(['a\u001b[2Jb\u001b]52;c;eA==\u0007c']).wish({})
  expect(shown.rows[0]?.text).toBe('abc')
})

test('a line that has grown is drawn anew', () => {
  const log = new LogLines(1024 * 1024)
  const intake = log.readRecent()
  const drawer = createRowDrawer(log)
  intake.take(encodeFrame('stdout', encode(`${stampOf(1)} ab`)))
  expect(drawer.layoutOf(0, { stamps: 'off' }).plain(0, 9)).toBe('ab')
  intake.take(encodeFrame('stdout', encode(`${stampOf(1)} cd\n`)))
  expect(drawer.layoutOf(0, { stamps: 'off' }).plain(0, 9)).toBe('abcd')
})

test('only some of the lines may be shown, and are gone through as if there were no others', () => {
  const { wish, shown, showOnly } = drawerOf(numbered(100))
  showOnly(3, 10, 50, 51, 90)
  expect(plain(wish({}))).toEqual(['line 50', 'line 51', 'line 90'])
  expect(plain(wish({ by: -1 }))).toEqual(['line 10', 'line 50', 'line 51'])
  expect(plain(wish({ by: -9 }))[0]).toBe('line 3')
  expect(plain(wish({ from: { line: 11, row: 0 } }))[0]).toBe('line 50')
  expect(wish({ from: { line: 3, row: 0 }, by: 9 }).isAtEnd).toBe(true)
  showOnly()
  expect(plain(wish({}))).toEqual([])
  shown.choose(undefined)
  expect(plain(wish({}))[0]).toBe('line 97')
})

test('the time since the line before is that since the one that is shown before', () => {
  const { wish, showOnly } = drawerOf(numbered(9))
  const shown = plain(wish({ stamps: 'delta', columns: 40 }))
  expect(shown).toEqual([' +0.000 s line 6', ' +0.000 s line 7', ' +0.000 s line 8'])
  showOnly(0, 8)
  expect(plain(wish({ stamps: 'delta', columns: 40 }))).toEqual([
    '          line 0',
    ' +0.000 s line 8',
  ])
})
