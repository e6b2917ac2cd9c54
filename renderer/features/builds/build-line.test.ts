import { expect, test } from 'vitest'
import { buildLine, type LineSettings } from './build-line.ts'

const PLAIN: LineSettings = {
  dockerfile: 'Dockerfile',
  tags: ['app:1'],
  args: [],
  secrets: [],
  noCache: false,
  pull: false,
}
const FOLDER = { kind: 'folder', path: '/home/me/my app' } as const

test('what is the default is left out', () => {
  const line = buildLine(PLAIN, { from: FOLDER, builder: 'buildkit', shell: 'bash' })
  expect(line).toEqual({ text: "docker build --tag app:1 '/home/me/my app'", remarks: [] })
})

test('all that can be said is said, and nothing that may be secret', () => {
  const { text, remarks } = buildLine(
    {
      ...PLAIN,
      dockerfile: 'docker/web.Dockerfile',
      target: 'final',
      args: [
        { name: 'VERSION', value: "it's 2" },
        { name: 'NPM_TOKEN', value: 'npm_0123456789abcdef' },
        { name: 'LOST' },
      ],
      secrets: [{ id: 'npm' }, { id: 'key', file: 'id_rsa' }],
      platform: 'linux/arm64',
      noCache: true,
      pull: true,
    },
    { from: FOLDER, builder: 'classic', shell: 'bash' },
  )
  expect(text.split(' \\\n  ')).toEqual([
    'DOCKER_BUILDKIT=0 docker build',
    "--file '/home/me/my app/docker/web.Dockerfile'",
    '--tag app:1',
    '--target final',
    String.raw`--build-arg 'VERSION=it'\''s 2'`,
    '--build-arg NPM_TOKEN',
    '--build-arg LOST',
    '--secret id=npm,src=npm',
    '--secret id=key,src=id_rsa',
    '--platform linux/arm64',
    '--no-cache',
    '--pull',
    "'/home/me/my app'",
  ])
  expect(remarks).toEqual([
    'Set NPM_TOKEN, LOST in the environment first.',
    'Put the secret "npm" into the file "npm" first.',
  ])
})

test('an archive comes on the standard input', () => {
  const from = { kind: 'archive', path: '/tmp/a b.tar' } as const
  const text = (shell: 'bash' | 'cmd' | 'powershell') =>
    buildLine({ ...PLAIN, dockerfile: 'web.Dockerfile' }, { from, builder: 'buildkit', shell }).text
  expect(text('bash')).toBe("docker build --file web.Dockerfile --tag app:1 - < '/tmp/a b.tar'")
  expect(text('cmd')).toBe('docker build --file web.Dockerfile --tag app:1 - < "/tmp/a b.tar"')
  expect(text('powershell')).toBe(
    `cmd /c 'docker build --file web.Dockerfile --tag app:1 - < "/tmp/a b.tar"'`,
  )
})

test('for PowerShell, cmd is told all of the line that an archive needs, however long it is', () => {
  const from = { kind: 'archive', path: 'C:\\it is\\a.tar' } as const
  const settings: LineSettings = {
    ...PLAIN,
    tags: ['registry.example/team/app:1.2', 'registry.example/team/app:latest'],
    args: [{ name: 'WORDS', value: "it's two" }],
  }
  const { text } = buildLine(settings, { from, builder: 'classic', shell: 'powershell' })
  expect(text).toBe(
    "cmd /c 'set DOCKER_BUILDKIT=0&& docker build --tag registry.example/team/app:1.2 " +
      '--tag registry.example/team/app:latest --build-arg "WORDS=it\'\'s two" - < "C:\\it is\\a.tar"\'',
  )
})

test('Podman has no BuildKit, which the docker CLI would ask it for', () => {
  const { text } = buildLine(PLAIN, { from: FOLDER, builder: 'buildah', shell: 'bash' })
  expect(text).toContain('DOCKER_BUILDKIT=0 docker build')
})

test('on Windows the Dockerfile is named as Windows names files', () => {
  const from = { kind: 'folder', path: 'C:\\Users\\me\\app' } as const
  const { text } = buildLine(
    { ...PLAIN, dockerfile: 'docker/Dockerfile' },
    { from, builder: 'classic', shell: 'powershell' },
  )
  expect(text).toContain('$env:DOCKER_BUILDKIT = 0; docker build')
  expect(text).toContain('--file C:\\Users\\me\\app\\docker\\Dockerfile')
})
