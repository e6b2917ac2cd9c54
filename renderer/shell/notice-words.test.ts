import { expect, test } from 'vitest'
import { noticeWords } from './notice-words.ts'

test('one fault is told, many are counted, and the log is named', () => {
  expect(noticeWords({ kind: 'fault', count: 1 })).toMatch(/^Pilothouse met an error of its own/)
  expect(noticeWords({ kind: 'fault', count: 1200 })).toMatch(/^Pilothouse met 1,200 errors/)
  expect(noticeWords({ kind: 'fault', count: 2 })).toContain('Help > Open logs folder')
})

test('a file that could not be read is named, and so is where it is kept', () => {
  const notice = { kind: 'unreadable-file', path: '/a/settings.json', keptAs: '/a/aside' } as const
  expect(noticeWords(notice)).toBe(
    'Cannot read "/a/settings.json": the defaults are used. What it held is kept as "/a/aside".',
  )
})
