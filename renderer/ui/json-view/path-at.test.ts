import { json } from '@codemirror/lang-json'
import { EditorState } from '@codemirror/state'
import { expect, test } from 'vitest'
import { pathAt, pathText } from './path-at.ts'

const DOC = JSON.stringify(
  {
    Id: 'a',
    HostConfig: {
      PortBindings: { '80/tcp': [{ HostPort: '1' }, { HostPort: 'second' }] },
      'Quo"ted': [[1, 2], 'in a list'],
    },
  },
  undefined,
  2,
)
const state = EditorState.create({ doc: DOC, extensions: [json()] })

function pathOf(text: string): string {
  return pathText(pathAt(state, DOC.indexOf(text) + 1))
}

test.each([
  ['"a"', 'Id'],
  ['HostConfig', 'HostConfig'],
  ['second', 'HostConfig.PortBindings["80/tcp"][1].HostPort'],
  ['in a list', String.raw`HostConfig["Quo\"ted"][1]`],
])('%s is at %s', (text, path) => {
  expect(pathOf(text)).toBe(path)
})

test('the whole has no path', () => {
  expect(pathText(pathAt(state, 0))).toBe('')
})
