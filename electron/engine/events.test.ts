import { expect, test } from 'vitest'
import { toEngineEvent } from './events.ts'

const ID = 'a'.repeat(64)

test('an event of dockerd is taken over, its stamp in milliseconds', () => {
  const raw = {
    status: 'start',
    id: ID,
    Type: 'container',
    Action: 'start',
    Actor: { ID, Attributes: { image: 'redis:7', name: 'web' } },
    scope: 'local',
    time: 1795468433,
    timeNano: 1795468433574000000,
  }
  expect(toEngineEvent(raw)).toEqual({
    kind: 'event',
    type: 'container',
    action: 'start',
    id: ID,
    attributes: { image: 'redis:7', name: 'web' },
    time: expect.closeTo(1795468433574, 2),
  })
})

test.each([
  'exec_create: sh -c x',
  'exec_start: sh',
  'exec_die',
  'exec_detach',
  'exec',
  'exec_died',
])('"%s" is noise of health checks and shells', (Action) => {
  expect(toEngineEvent({ Type: 'container', Action, Actor: { ID } })).toBeUndefined()
})

test.each([
  [{ Action: 'health_status: unhealthy' }, 'unhealthy'],
  [{ Action: 'health_status:healthy' }, 'healthy'],
  [{ Action: 'health_status', HealthStatus: 'starting' }, 'starting'],
])('the health is told in the attributes: %j', (raw, health) => {
  const event = toEngineEvent({ Type: 'container', Actor: { ID }, ...raw })
  expect(event).toMatchObject({ action: 'health_status', attributes: { health } })
})

test('Podman’s words are dockerd’s in the window', () => {
  for (const Type of ['container', 'volume', 'network']) {
    expect(toEngineEvent({ Type, Action: 'remove', Actor: { ID } })?.action).toBe('destroy')
  }
  expect(toEngineEvent({ Type: 'image', Action: 'remove', Actor: { ID } })?.action).toBe('remove')
})

test('a volume of Podman, which has no id in its events, is known by its name', () => {
  const raw = { Type: 'volume', Action: 'create', Actor: { ID: '', Attributes: { name: 'data' } } }
  expect(toEngineEvent(raw)?.id).toBe('data')
})

test('a label named __proto__ survives', () => {
  const Attributes = JSON.parse('{"__proto__":"x","name":"web"}') as Record<string, string>
  const raw = { Type: 'container', Action: 'health_status: healthy', Actor: { ID, Attributes } }
  expect(Object.entries(toEngineEvent(raw)?.attributes ?? {})).toContainEqual(['__proto__', 'x'])
})

test('what is missing or null costs nothing', () => {
  expect(toEngineEvent({ Type: 'plugin', Action: null, Actor: null, time: 5 })).toEqual({
    kind: 'event',
    type: 'other',
    action: '',
    id: '',
    attributes: {},
    time: 5000,
  })
})
