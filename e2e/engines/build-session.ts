import { createHash, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { Engine } from '../../electron/engine/index.ts'
import { openSession, readTrace } from '../../electron/features/builds/buildkit/index.ts'
import { tarOf } from '../../electron/features/images/layers/saved-image.fixture.ts'
import { startPasswordRegistry } from '../../scripts/engine/password-registry.mjs'
import { buildSessions } from '../engine-streams.ts'
import { expect, test } from './test.ts'

/** BuildKit asks its clients every 5 s whether they are there, and believes the second no. */
const GONE_MS = 20_000

/** An engine in a machine of its own is slow to say its first word. */
const FIRST_LINE_MS = 5 * 60_000

/** The session in which BuildKit asks us for secrets and logins. */
export function testBuildSessions(): void {
  test('a build sees the secrets that it is given, and nothing keeps them', async ({
    peer,
    world,
  }) => {
    if (peer.isPodman) return expectNoSessions(peer.engine)
    const { secret, dockerfile, seen } = aSecret()
    const image = `${world.prefix}-secret:1`
    const { said, output } = await build(peer.engine, {
      dockerfile,
      image,
      secrets: new Map([['token', secret]]),
    })
    expect(output).toContain(seen)
    const history = await world.docker('history', '--no-trunc', image)
    expect(history).toContain('/run/secrets/token')
    for (const kept of [said, output, history, await world.docker('inspect', image)]) {
      expect(kept).not.toContain(String(secret))
    }

    const without = await build(peer.engine, { dockerfile, image: `${world.prefix}-none:1` })
    expect(without.error).toMatch(/token.*not found/)
  })

  test('a session ends on the engine when it is closed, and when its build is taken back', async ({
    peer,
  }) => {
    test.skip(peer.isPodman, 'it has no sessions')
    const ending = new AbortController()
    const gifts = { secrets: new Map(), login: async () => undefined, signal: ending.signal }
    const closed = await openSession(peer.engine, gifts)
    await openSession(peer.engine, gifts)
    await expect.poll(() => buildSessions(peer.private)).toBeGreaterThan(1)
    closed.close()
    ending.abort()
    const timeout = GONE_MS * peer.slowdown
    await expect.poll(() => buildSessions(peer.private), { timeout }).toBe(0)
  })

  test('a private base image is pulled with the login that the build is given', async ({
    peer,
    world,
  }) => {
    test.skip(peer.slowdown > 1, 'its loopback is not ours')
    test.skip(peer.isPodman, 'it has no sessions')
    const registry = await startPasswordRegistry(peer.private)
    try {
      const { host, user: username, password } = registry
      const base = `${host}/team/${world.prefix}:1`
      await world.docker('login', '--username', username, '--password', password, host)
      await world.docker('tag', 'busybox:local', base)
      await world.docker('push', base)
      await world.docker('logout', host)
      await world.docker('image', 'rm', base)

      const asked: string[] = []
      const how = { dockerfile: `FROM ${base}\nRUN echo built\n`, image: `${world.prefix}-own:1` }
      const refused = await build(peer.engine, how)
      expect(refused.error).toMatch(/no basic auth credentials|authorization failed|401/)
      const { output, said } = await build(peer.engine, {
        ...how,
        login: async (at) => {
          asked.push(at)
          return { username, password }
        },
      })
      expect(output).toBe('built\n')
      expect(asked).toEqual([host])
      expect(said).not.toContain(password)
      await world.docker('image', 'rm', '--force', base)
    } finally {
      await registry.close()
    }
  })
}

/** A secret, a Dockerfile whose build tells its checksum, and that. */
export function aSecret() {
  const secret = Buffer.from(randomBytes(20).toString('hex'))
  return {
    secret,
    dockerfile:
      'FROM busybox:local\n' +
      'RUN --mount=type=secret,id=token,required=true sha256sum /run/secrets/token\n',
    seen: createHash('sha256').update(secret).digest('hex'),
  }
}

/** What a build needs of an engine. */
export type Builder = Pick<Engine, 'docker' | 'openSession'>

type Gifts = Omit<Parameters<typeof openSession>[1], 'signal'>

interface Wish extends Partial<Gifts> {
  readonly dockerfile: string
  readonly image: string
}

/** Builds with BuildKit: all that the engine said, with what the steps wrote, and why it failed. */
export async function build(
  engine: Builder,
  { dockerfile, image: t, secrets = new Map(), login = async () => undefined }: Wish,
) {
  const { signal } = new AbortController()
  const session = await openSession(engine, { secrets, login, signal })
  const context = tarOf({ path: 'Dockerfile', content: dockerfile })
  try {
    const how = { t, nocache: true, session: session.id, version: 2 }
    // dockerode would open a session of its own for a version that is text.
    const docker = engine.docker({ deadlineMs: FIRST_LINE_MS })
    const answer = await docker.buildImage(Readable.from([context]), how as object)
    const said = await text(answer)
    const lines = said
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as BuildLine)
    const traces = lines.flatMap(({ id, aux }) =>
      id === 'moby.buildkit.trace' && typeof aux === 'string' ? [readTrace(aux)] : [],
    )
    const logs = traces.flatMap((trace) => trace.logs)
    return {
      said: said + JSON.stringify(traces),
      output: String(Buffer.concat(logs.map(({ bytes }) => bytes))),
      error: lines.find(({ error }) => error !== undefined)?.error,
    }
  } finally {
    session.close()
  }
}

interface BuildLine {
  readonly id?: string
  readonly aux?: unknown
  readonly error?: string
}

async function expectNoSessions(engine: Engine): Promise<void> {
  const { signal } = new AbortController()
  const session = openSession(engine, { secrets: new Map(), login: async () => undefined, signal })
  await expect(session).rejects.toMatchObject({
    code: 'refused',
    message: expect.stringContaining('BuildKit'),
  })
}
