import { expect, test } from 'vitest'
import { itemsOf, toEntries, topNames } from './upload-items.ts'

function file(path: string, content = ''): File {
  const made = new File([content], path.split('/').at(-1) ?? path, { lastModified: 7 })
  if (path.includes('/')) Object.defineProperty(made, 'webkitRelativePath', { value: path })
  return made
}

test('the folders on the way to a file come before it, each once', () => {
  const items = itemsOf([file('top/a/one', 'x'), file('top/a/two'), file('top/three')])
  expect(items.map(({ path, file }) => [path, file !== undefined])).toEqual([
    ['top', false],
    ['top/a', false],
    ['top/a/one', true],
    ['top/a/two', true],
    ['top/three', true],
  ])
  expect(topNames(items)).toEqual(['top'])
  expect(toEntries(items)[2]).toEqual({ path: 'top/a/one', kind: 'file', size: 1, modifiedAt: 7 })
})
