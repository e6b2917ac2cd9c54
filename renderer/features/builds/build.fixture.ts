import type { Build } from '#shared/contract/builds.ts'
import type { ImageSummary } from '#shared/contract/images.ts'

/** A build that is over, as main tells of it. */
export function aBuild(more: Partial<Build> = {}): Build {
  return {
    id: 'b1',
    connection: 'dev',
    engineName: 'dev',
    task: 't1',
    name: 'app:1',
    from: { kind: 'folder', path: '/home/me/app' },
    settings: {
      dockerfile: 'Dockerfile',
      tags: ['app:1'],
      args: [],
      secrets: [],
      noCache: false,
      pull: false,
    },
    builder: 'buildkit',
    state: { kind: 'done', imageId: 'sha256:86b7db266f4c' },
    steps: { all: 3, ended: 3, cached: 1 },
    startedAt: 1_000_000,
    endedAt: 1_004_000,
    ...more,
  }
}

/** An image under these names, as its engine lists it. */
export function anImage(id: string, ...tags: readonly string[]): ImageSummary {
  return { id, tags, digests: [], origin: 'local', sizeBytes: 1, createdAt: 0, labels: {} }
}
