import { expect, test } from 'vitest'
import { toldPlaceOf } from './told-places.ts'

test('a connection to a profile of minikube is known by its id, whatever its port is now', () => {
  const connection = { id: 'place:minikube:work', endpoint: 'tcp://127.0.0.1:32771' }
  expect(toldPlaceOf(connection)).toMatchObject({ owner: 'minikube', instance: 'work' })
})

test('a connection to a distribution is known by its endpoint, whoever added it', () => {
  const connection = { id: 'added:1', endpoint: 'wsl://Ubuntu/run/user/1000/docker.sock' }
  expect(toldPlaceOf(connection)).toMatchObject({ owner: 'wsl', instance: 'Ubuntu' })
})

test('no other connection is taken for one of them', () => {
  expect(toldPlaceOf({ id: 'added:1', endpoint: 'tcp://127.0.0.1:32771' })).toBeUndefined()
  expect(toldPlaceOf({ id: 'context:minikube', endpoint: 'unix:///a.sock' })).toBeUndefined()
})
