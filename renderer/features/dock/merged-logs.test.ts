import { expect, test } from 'vitest'
import { mergedLogs } from './merged-logs.ts'

const at = (id: string) => ({ connection: 'here', id, name: `name of ${id}` })

test('the logs of a project are one target, however many containers it has', () => {
  const project = { connection: 'here', name: 'shop' }
  expect(mergedLogs({ name: 'shop', project, containers: [] })).toMatchObject({
    connection: 'here',
    id: 'project shop',
    name: 'shop',
  })
})

test('the same containers are the same target, in whatever order they were chosen', () => {
  const one = mergedLogs({ name: '2 containers', containers: [at('a'), at('b')] })
  const other = mergedLogs({ name: '2 containers', containers: [at('b'), at('a')] })
  expect(one.id).toBe(other.id)
  expect(mergedLogs({ name: '2 containers', containers: [at('a'), at('c')] }).id).not.toBe(one.id)
})

test('of very many containers it is still a short word', () => {
  const containers = Array.from({ length: 500 }, (_, n) => at(String(n).padStart(64, '0')))
  expect(mergedLogs({ name: '500 containers', containers }).id.length).toBeLessThan(512)
})
