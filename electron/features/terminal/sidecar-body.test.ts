import { expect, test } from 'vitest'
import { sidecarBody } from './sidecar-body.ts'

const PLAN = { image: 'busybox', target: 'abc', owner: 'me', sharesNameless: false }

test('a sidecar shares processes, network and volumes, and is known to be ours', () => {
  expect(sidecarBody(PLAN)).toMatchObject({
    Labels: { 'io.pilothouse.debug-shell': 'me', 'io.pilothouse.debug-shell.of': 'abc' },
    HostConfig: {
      AutoRemove: true,
      PidMode: 'container:abc',
      NetworkMode: 'container:abc',
      VolumesFrom: ['abc'],
    },
  })
})

test('one that shares volumes without a name is not removed by the engine, which would take them along', () => {
  expect(sidecarBody({ ...PLAN, sharesNameless: true }).HostConfig.AutoRemove).toBe(false)
})

test('what is typed there is kept in no log', () => {
  expect(sidecarBody(PLAN).HostConfig.LogConfig.Type).toBe('none')
})
