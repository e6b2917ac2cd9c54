import { expect, test } from 'vitest'
import { pendingKey, showPending } from './pending-containers.ts'
import { shownContainer } from './shown-container.fixture.ts'
import { containerInWords } from './shown-container.ts'

test('a container is told in the words of the list, not in those of the engine', () => {
  const container = shownContainer({ status: 'Up 3 minutes', state: { kind: 'paused' } })
  expect(containerInWords('default', container)).toBe('busybox · Paused')
})

test('what we are doing to it shows at once', () => {
  const container = shownContainer({ state: { kind: 'exited', exitCode: 0 } })
  const undo = showPending([pendingKey('default', container.id)], { kind: 'being-started' })
  expect(containerInWords('default', container)).toBe('busybox · Starting')
  undo()
  expect(containerInWords('default', container)).toBe('busybox · Exited (0)')
})

test('an image without a name is told by its short id', () => {
  const container = shownContainer({ image: `sha256:${'0123456789ab'.padEnd(64, 'f')}` })
  expect(containerInWords('default', container)).toBe('0123456789ab · Running')
})
