import { expect, test, vi } from 'vitest'

vi.mock('electron', () => ({ protocol: {} }))
const { fileFor } = await import('./app-origin.ts')

const FOLDER = '/opt/pilothouse/renderer'

test('the root is the page itself', () => {
  expect(fileFor('app://pilothouse/', FOLDER)).toBe(`${FOLDER}/index.html`)
})

test('a file below the folder is served', () => {
  expect(fileFor('app://pilothouse/assets/a%20b.js', FOLDER)).toBe(`${FOLDER}/assets/a b.js`)
})

test.each([
  'app://pilothouse/..%2f..%2fetc/passwd',
  'app://pilothouse/..%5c..%5cetc',
  'app://pilothouse/%00',
  'app://pilothouse/%E0%A4%A',
  'app://elsewhere/index.html',
])('%s leaves the folder and finds nothing', (url) => {
  expect(fileFor(url, FOLDER)).toBeUndefined()
})

test('dots that the address itself folds away stay below the folder', () => {
  expect(fileFor('app://pilothouse/%2e%2e/%2e%2e/etc/passwd', FOLDER)).toBe(`${FOLDER}/etc/passwd`)
})

test('a folder whose name begins like ours is not ours', () => {
  expect(fileFor('app://pilothouse/..%2frenderer-evil/x.js', FOLDER)).toBeUndefined()
})
