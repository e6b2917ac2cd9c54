import { createReadStream } from 'node:fs'
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { BuilderKind } from '#shared/contract/builds.ts'
import { offerContext, packContext } from '../../electron/features/builds/context/index.ts'
import { readTar, type TarHeader } from '../../electron/features/files/index.ts'
import { runCommand } from '../../scripts/setup/run-command.mjs'
import { FILES, ignoreFiles } from './ignore-corpus.ts'
import type { World } from '../world.ts'
import { builtBy } from './builds.ts'
import { expect, test } from './test.ts'

const NOBODY = 65_534

/** Each line is in several of them. */
const IGNORE_FILES = 60

let root = ''
test.beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'pilothouse-context-'))
  for (const path of FILES) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), path)
  }
  await writeFile(join(root, 'Dockerfile'), 'FROM scratch\nCOPY . /\n')
  await symlink('README.md', join(root, 'link'))
  await symlink('../nowhere', join(root, 'a/dangling'))
  await chmod(join(root, 'src/main.go'), 0o4755)
})
test.afterEach(() => rm(root, { recursive: true, force: true }))

async function pack(builder: BuilderKind, dockerfile = 'Dockerfile') {
  const { signal } = new AbortController()
  const how = { dockerfile, builder, signal }
  return packContext({ kind: 'folder', path: root }, how)
}

test('what the docker CLI sends of a folder, we send', async ({ peer }) => {
  const cli = await listenToCli()
  try {
    for (const ignoreFile of ignoreFiles(IGNORE_FILES)) {
      await writeFile(join(root, '.dockerignore'), ignoreFile)
      const ours = await pack('classic').then(
        ({ bytes }) => headersIn(bytes),
        ({ message }: Error) => message,
      )
      const theirs = await cli.send(peer.private.env, root)
      const said = `${JSON.stringify(ignoreFile)}\n`
      if (typeof theirs === 'string')
        expect([said, ours]).toEqual([said, expect.stringContaining('is no pattern')])
      else expect(said + shown(ours, theirs)).toBe(said + shown(theirs, theirs))
    }
  } finally {
    cli.close()
  }
})

/** What each builder has its own way with, and what both have not. */
const BUILT_WITH = [
  '*\n!src/lib\n!a\na/b\n!README*.md\n',
  'Dockerfile\n.dockerignore\n',
  '**/foo*\n*.md\n!README.md\ndocs/x\n\\[x\\]\n',
]

test('both builders make the same of what we send as of what the docker CLI sends', async ({
  peer,
  world,
}) => {
  for (const [at, ignoreFile] of BUILT_WITH.entries()) {
    await writeFile(join(root, '.dockerignore'), ignoreFile)
    for (const builder of ['classic', 'buildkit'] as const) {
      const [ours, theirs] = [`ours-${at}-${builder}`, `cli-${at}-${builder}`].map(world.name)
      const DOCKER_BUILDKIT = builder === 'buildkit' ? '1' : '0'
      await runCommand('docker', ['build', '--tag', `${theirs}`, root], {
        env: { ...peer.private.env, DOCKER_BUILDKIT },
      })
      const tags = [`${ours}:latest`]
      const { state } = await builtBy(peer, root, { builder, tags, noCache: true })
      expect(state.kind).toBe('done')
      const made = await listImage(world, `${ours}`)
      expect([ignoreFile, builder, ...made]).toEqual([
        ignoreFile,
        builder,
        ...(await listImage(world, `${theirs}`)),
      ])
      expect(made.join('\n')).toContain('README.md')
    }
  }
})

/** What is in it, without what every container has. */
async function listImage(world: World, image: string): Promise<readonly string[]> {
  const container = await world.docker('create', '--name', image, image, 'none')
  const folder = await mkdtemp(join(tmpdir(), 'pilothouse-export-'))
  try {
    await world.docker('export', '--output', join(folder, 'all.tar'), container)
    const headers = await headersIn(createReadStream(join(folder, 'all.tar')))
    return headers
      .filter(({ path }) => !/^(?:dev|etc|proc|sys)\b|^\.dockerenv$|^\.?\/?$/.test(path))
      .map(({ path, kind, size, mode, mtime, uid, target }) => {
        // The time of a folder is that of what was put into it.
        const time = kind === 'folder' ? '' : mtime
        return [path, kind, size, mode.toString(8), time, uid, target].join(' ')
      })
      .toSorted()
  } finally {
    await rm(folder, { recursive: true })
    await world.docker('rm', container)
  }
}

test('a file that may not be read is named, and one that is ignored is not looked at', async () => {
  await chmod(root, 0o755)
  await writeFile(join(root, 'docs/secret'), '', { mode: 0o600 })
  process.seteuid?.(NOBODY)
  try {
    const read = () => pack('buildah').then(({ bytes }) => headersIn(bytes))
    const refused = {
      code: 'no-permission',
      message: 'Cannot read "docs/secret": you may not read it',
      hint: expect.stringContaining('.dockerignore'),
    }
    await expect(read()).rejects.toMatchObject(refused)
    const offered = (await offerContext(root, 'Dockerfile')).folders.get('context')
    await expect(offered?.read('docs/secret')).rejects.toMatchObject(refused)
    process.seteuid?.(0)
    await writeFile(join(root, '.dockerignore'), 'docs\n')
    process.seteuid?.(NOBODY)
    expect((await read()).map(({ path }) => path)).toContain('foo')
    // Something in it might be an exception, but nobody can tell.
    process.seteuid?.(0)
    await mkdir(join(root, 'pgdata'), { mode: 0o700 })
    await writeFile(join(root, '.dockerignore'), 'docs\npgdata\n!**/*.md\n!docs/secret\n')
    await chmod(join(root, 'docs/secret'), 0o644)
    process.seteuid?.(NOBODY)
    const found = (await read()).map(({ path }) => path)
    expect(found).toContain('docs/secret')
    expect(found.filter((path) => path.startsWith('pgdata'))).toEqual([])
  } finally {
    process.seteuid?.(0)
  }
})

/** Folders that are sent only for what is in them the CLI leaves to the engine to make. */
function shown(sent: readonly TarHeader[] | string, theirs: readonly TarHeader[]): string {
  if (typeof sent === 'string') return sent
  const known = new Set(theirs.map(({ path }) => path))
  return sent
    .filter(({ path, kind }) => {
      const isParent = kind === 'folder' && theirs.some((one) => one.path.startsWith(path))
      return !isParent || known.has(path)
    })
    .map(({ path, kind, size, mode, mtime, uid, gid, target }) =>
      [path, kind, size, mode.toString(8), mtime, uid, gid, target].join(' '),
    )
    .toSorted()
    .join('\n')
}

async function headersIn(bytes: AsyncIterable<Uint8Array>): Promise<readonly TarHeader[]> {
  const headers: TarHeader[] = []
  for await (const { header } of readTar(bytes)) headers.push(header)
  return headers
}

/** Stands where an engine would, and keeps what the CLI sends to be built. */
async function listenToCli() {
  let sent: readonly TarHeader[] | string = ''
  const server = createServer((request, response) => {
    if (request.url?.includes('/build') !== true) {
      response.writeHead(200, { 'api-version': '1.41', ostype: 'linux' }).end('OK')
      return
    }
    headersIn(request).then(
      (headers) => {
        sent = headers
        response.end('{"stream":"Successfully built 0"}\n')
      },
      (cause: unknown) => response.destroy(new Error(String(cause))),
    )
  })
  const socket = join(await mkdtemp(join(tmpdir(), 'pilothouse-cli-')), 'docker.sock')
  await new Promise<void>((resolve) => server.listen(socket, resolve))
  return {
    /** What it says, where it sends nothing. */
    async send(env: NodeJS.ProcessEnv, folder: string) {
      sent = 'nothing came'
      const DOCKER_HOST = `unix://${socket}`
      await runCommand('docker', ['build', folder], { env: { ...env, DOCKER_HOST } }).catch(String)
      return sent
    },
    close() {
      server.close()
      void rm(dirname(socket), { recursive: true })
    },
  }
}
