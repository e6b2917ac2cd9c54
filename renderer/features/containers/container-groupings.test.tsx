import { expect, test } from 'vitest'
import { CONTAINER_GROUPINGS } from './container-groupings.ts'
import { shownContainer } from './shown-container.fixture.ts'
import type { ShownContainer } from './shown-container.ts'

const groupOf = (id: string, container: Partial<ShownContainer>) =>
  CONTAINER_GROUPINGS.find((grouping) => grouping.id === id)?.groupOf(shownContainer(container))

const network = (name: string) => ({ name, networkId: name, ip: '' })

test('a container that no project has made belongs to none', () => {
  expect(groupOf('project', { labels: {} })).toMatchObject({ key: '', title: 'No project' })
})

test('what an action of ours is at does not take a row out of its group', () => {
  const listed = { kind: 'exited', exitCode: 0 } as const
  expect(groupOf('state', { state: { kind: 'removing' }, listed })?.title).toBe('Exited')
  expect(groupOf('state', { state: listed })?.title).toBe('Exited')
})

test('containers on the same networks stand together, however they are listed', () => {
  const one = groupOf('network', { networks: [network('front'), network('back')] })
  const other = groupOf('network', { networks: [network('back'), network('front')] })
  expect(one?.title).toBe('Networks back, front')
  expect(other?.key).toBe(one?.key)
  expect(groupOf('network', { networks: [] })).toMatchObject({ key: '', title: 'No network' })
})
