import { expect, test } from 'vitest'
import type { BuildSettings } from '#shared/contract/builds.ts'
import { hideValues } from './hide-values.ts'
import { hiddenValues, toPastSettings } from './past-settings.ts'

const settings: BuildSettings = {
  dockerfile: 'Dockerfile',
  tags: ['app:1'],
  args: [
    { name: 'VERSION', value: '1.2.3' },
    { name: 'NPM_TOKEN', value: 'hunter22' },
  ],
  secrets: [
    { id: 'key', from: 'text', text: 'first line\nsecond line' },
    { id: 'file', from: 'file', file: 'f' },
  ],
  noCache: false,
  pull: true,
}

test('no secret is kept, neither of an argument nor of a mount', () => {
  const kept = toPastSettings(settings)
  expect(kept).toMatchObject({
    tags: ['app:1'],
    pull: true,
    args: [{ name: 'VERSION', value: '1.2.3' }, { name: 'NPM_TOKEN' }],
    secrets: ['key', 'file'],
  })
  expect(JSON.stringify(kept)).not.toMatch(/hunter22|first line/)
})

test('what is not kept is hidden in what builders say, each line of it as well', () => {
  const hide = hideValues(hiddenValues(settings))
  expect(hide('echo hunter22 with 1.2.3: second line')).toBe('echo •••••••• with 1.2.3: ••••••••')
})

test('a longer value that holds another one is hidden whole, and short words stay', () => {
  const hide = hideValues(['abcd', 'abcdefgh', 'no', ''])
  expect(hide('abcdefgh abcd no')).toBe('•••••••• •••••••• no')
})
