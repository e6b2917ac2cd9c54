import { expect, test } from 'vitest'
import { hiddenAt } from './mounted-inside.ts'

const RUNNING = {
  State: { Running: true },
  HostConfig: { Tmpfs: { '/mem': '', '/run/': 'size=1m' } },
  Mounts: [
    { Type: 'tmpfs', Destination: '/cache' },
    { Type: 'volume', Destination: '/mem/data' },
  ],
}

test.each([
  ['/mem', '/mem'],
  ['/mem/a/b', '/mem'],
  ['/run/x', '/run'],
  ['/cache/x', '/cache'],
  ['/proc/1/status', '/proc'],
  ['/dev/shm/x', '/dev'],
  ['/sys', '/sys'],
  ['/memory', undefined],
  ['/', undefined],
  // A volume in there is in the archive as well.
  ['/mem/data/x', undefined],
])('at %s the archive lacks %s', (path, mount) => expect(hiddenAt(RUNNING, path)).toBe(mount))

test('what does not run has nothing mounted', () => {
  expect(hiddenAt({ ...RUNNING, State: { Running: false } }, '/mem/x')).toBeUndefined()
})
