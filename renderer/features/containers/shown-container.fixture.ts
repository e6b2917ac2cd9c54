import type { ShownContainer } from './shown-container.ts'

/** A container for tests: running, and plain in every other way. */
export function shownContainer(given: Partial<ShownContainer> = {}): ShownContainer {
  return {
    connection: 'default',
    id: 'a1',
    name: 'web-1',
    image: 'busybox',
    imageId: 'sha256:1',
    command: 'sh',
    createdAt: 0,
    state: { kind: 'running' },
    status: '',
    ports: [],
    labels: {},
    networks: [],
    mounts: [],
    ...given,
  }
}
