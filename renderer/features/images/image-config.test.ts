import { expect, test } from 'vitest'
import { toImageConfig } from './image-config.ts'

test('an image says how its containers run', () => {
  const config = {
    Entrypoint: ['/entry.sh'],
    Cmd: ['serve', '--name', 'two words'],
    Env: ['PATH=/bin', 'EMPTY=', 'BARE', 'EQ=a=b'],
    ExposedPorts: { '80/tcp': {}, '443/tcp': {} },
    Volumes: null,
    User: '',
    Labels: { team: 'blue' },
  }
  const found = toImageConfig(
    JSON.stringify({ Os: 'linux', Architecture: 'arm64', Config: config }),
  )
  expect(found.facts).toEqual([
    ['Platform', 'linux/arm64'],
    ['Entrypoint', '/entry.sh'],
    ['Command', '["serve","--name","two words"]'],
    ['Ports', '80/tcp, 443/tcp'],
  ])
  expect(found.env).toEqual([
    { name: 'PATH', value: '/bin' },
    { name: 'EMPTY', value: '' },
    { name: 'BARE', value: '' },
    { name: 'EQ', value: 'a=b' },
  ])
  expect(found.labels).toEqual({ team: 'blue' })
})

test.each(['', 'null', '[]', '{"Config":7}', '{"Config":{"Cmd":"sh","Env":{},"Labels":[]}}'])(
  'of %j nothing is known',
  (json) => {
    expect(toImageConfig(json)).toEqual({ facts: [], env: [], labels: {} })
  },
)

test('a label of any name is one', () => {
  const json = '{"Config":{"Labels":{"__proto__":"x"}}}'
  expect(Object.entries(toImageConfig(json).labels)).toEqual([['__proto__', 'x']])
})
