import { expect, test } from 'vitest'
import { EngineError } from '#shared/errors.ts'
import { findMembers } from './find-members.ts'

const of = (id: string, name: string, project = '') => ({
  id,
  name,
  labels: { 'com.docker.compose.project': project },
})
const LISTED = [of('2', 'shop-web-10', 'shop'), of('3', 'shop-web-2', 'shop'), of('4', 'db')]
const list = () => Promise.resolve(LISTED)
const unreachable = () =>
  Promise.reject(new EngineError({ code: 'unreachable', message: 'Cannot reach the engine' }))

const SHOP = { name: 'shop', project: { connection: 'here', name: 'shop' }, containers: [] }
const chosen = (...ids: readonly string[]) => ({
  name: '2 containers',
  containers: ids.map((id) => ({ connection: 'here', id, name: id === '4' ? 'db' : `old-${id}` })),
})

test('of a project all that the engine has of it are found, in the order of their names', async () => {
  const found = await findMembers(SHOP, list)
  expect('members' in found && found.members.map(({ target }) => target.name)).toEqual([
    'shop-web-2',
    'shop-web-10',
  ])
})

test('a project that is not there, or whose engine does not answer, is an error', async () => {
  const none = await findMembers(SHOP, () => Promise.resolve([]))
  expect(none).toMatchObject({ error: { message: 'Project "shop" has no containers' } })
  expect(await findMembers(SHOP, unreachable)).toMatchObject({ error: { code: 'unreachable' } })
})

test('a chosen container that was made anew is found by its name, and one that is gone stays', async () => {
  const target = { name: '', containers: [{ connection: 'here', id: 'old', name: 'db' }] }
  const anew = await findMembers(target, list)
  expect(anew).toMatchObject({ members: [{ target: { id: '4', name: 'db' } }] })
  const gone = await findMembers(chosen('9', '4'), list)
  expect(gone).toMatchObject({ members: [{ target: { id: '9' } }, { target: { id: '4' } }] })
})

test('an engine that does not answer takes no chosen container away', async () => {
  const found = await findMembers(chosen('2', '3'), unreachable)
  expect(found).toMatchObject({ members: [{ target: { id: '2' } }, { target: { id: '3' } }] })
})
