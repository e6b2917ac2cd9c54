import { expect, test } from 'vitest'
import { LINE_CORPUS } from '../line-corpus.fixture.ts'
import { plainSpec, type RunSpec } from '../run-spec.ts'
import type { ShellName } from '../words/word.ts'
import { parseRunLine } from './parse-run-line.ts'
import { runLine } from './run-line.ts'

test.each(LINE_CORPUS)('docker would take every word of %s', (line) => {
  expect(parseRunLine(line).problems.filter(({ kind }) => kind === 'wrong')).toEqual([])
})

test.each(LINE_CORPUS)(
  'what is written of it is read as the same in bash and PowerShell: %s',
  (line) => {
    const { spec } = parseRunLine(line)
    for (const shell of ['bash', 'powershell'] as const) {
      const { text } = runLine(spec, { shell })
      expect(parseRunLine(text, shell)).toMatchObject({ spec })
    }
  },
)

test.each(LINE_CORPUS)('cmd carries it, but for line breaks: %s', (line) => {
  const { spec } = parseRunLine(line)
  const { text, remarks } = runLine(spec, { shell: 'cmd' })
  if (remarks.length > 0)
    expect(remarks).toEqual(['cmd cannot carry line breaks: they are spaces here.'])
  else expect(parseRunLine(text, 'cmd').spec).toEqual(spec)
})

const said = (line: string, shell?: ShellName) => {
  const { spec, problems } = parseRunLine(line, shell)
  const plain = plainSpec(spec.image)
  const changed = Object.entries(spec).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(plain[key as keyof RunSpec]),
  )
  return { ...Object.fromEntries(changed), ...(problems.length > 0 && { problems }) }
}

test.each<[string, string, object]>([
  ['bundled letters', 'docker run -itd a', { detach: true, tty: true, openStdin: true }],
  [
    'a value in the same word',
    'docker run -p8080:80 -eA=b a',
    {
      portBindings: [{ hostIp: '', hostPort: '8080', containerPort: 80, protocol: 'tcp' }],
      env: [{ name: 'A', value: 'b' }],
    },
  ],
  [
    'a letter with a value at the end of others',
    'docker run -itw /x a',
    { tty: true, openStdin: true, workingDir: '/x' },
  ],
  ['a switch that is turned off', 'docker run --rm=false -d=false a', {}],
  ['sudo with its own flags', 'sudo -E -u root docker run --name x a', { name: 'x' }],
  ['docker container run', 'docker container run --name x a', { name: 'x' }],
  ['podman by its path', '/usr/bin/podman run --name x a', { name: 'x' }],
  ['docker.exe', String.raw`C:\docker\docker.exe run --name x a`, { name: 'x' }],
  ['a prompt', '$ docker run --name x a', { name: 'x' }],
  ['a comment', 'docker run --name x a # it goes on', { name: 'x' }],
  [
    'a variable of the command',
    'TOKEN=x docker run -e TOKEN a',
    { env: [{ name: 'TOKEN', value: 'x' }] },
  ],
  [
    'words after the image that look like flags',
    'docker run a -p 80 --rm',
    { cmd: ['-p', '80', '--rm'] },
  ],
  ['a switch of the docker program', 'docker run --sig-proxy=false -q --name x a', { name: 'x' }],
  ['two dashes', 'docker run --name x -- a', { name: 'x' }],
  ['the last of two', 'docker run --name x --name y a', { name: 'y' }],
  ['backslashes at line ends', 'docker run \\\n  --name x \\\n  a', { name: 'x' }],
  ['a space after the backslash', 'docker run \\ \n  --name x \\\n  a', { name: 'x' }],
  [
    'backticks at line ends',
    "docker run `\n  --name x `\n  -e 'A=it''s' a",
    { name: 'x', env: [{ name: 'A', value: "it's" }] },
  ],
  [
    'carets at line ends',
    'docker run ^\r\n  --name x ^\r\n  -e "A=b c" a',
    { name: 'x', env: [{ name: 'A', value: 'b c' }] },
  ],
  [
    'a Windows path',
    String.raw`docker run -v C:\Users\me:/data:ro a`,
    { binds: [{ source: String.raw`C:\Users\me`, target: '/data', options: ['ro'] }] },
  ],
  [
    'two networks',
    'docker run --network one --network name=two,alias=x,ip=10.0.0.2 a',
    {
      networks: [
        { name: 'one', aliases: [], linkLocalIps: [], driverOpts: {} },
        { name: 'two', aliases: ['x'], ipv4Address: '10.0.0.2', linkLocalIps: [], driverOpts: {} },
      ],
    },
  ],
  ['sizes', 'docker run -m 1.5g --shm-size 100 a', { memory: 1_610_612_736, shmSize: 100 }],
  [
    'the long form of a port',
    'docker run -p target=80,published=8080,protocol=udp a',
    {
      portBindings: [{ hostIp: '', hostPort: '8080', containerPort: 80, protocol: 'udp' }],
    },
  ],
])('%s', (_what, line, spec) => {
  expect(said(line)).toEqual(spec)
})

test.each<[string, string, string, string]>([
  ['an unknown flag', 'docker run --prot 80 a', '--prot 80', 'docker run has no flag --prot'],
  ['an unknown letter', 'docker run -dZ a', '-dZ', 'docker run has no flag -Z'],
  ['a port that is none', 'docker run -p web:80 a', '-p web:80', '"web" is no port number'],
  [
    'a port that is too high',
    'docker run -p 70000:80 a',
    '-p 70000:80',
    '70000 is too high: the highest port is 65535',
  ],
  [
    'ranges of two lengths',
    'docker run -p 1-3:1-2 a',
    '-p 1-3:1-2',
    'the ranges 1-3 and 1-2 are not equally long',
  ],
  [
    'a size that is none',
    'docker run -m lots a',
    '-m lots',
    '"lots" is no size: write a number with b, k, m or g, such as 512m',
  ],
  [
    'a number that is none',
    'docker run --cpu-shares=x a',
    '--cpu-shares=x',
    '"x" is no whole number',
  ],
  [
    'a volume that is not absolute',
    'docker run -v x1:data a',
    '-v x1:data',
    '"data" is no absolute path in the container',
  ],
  [
    'a mount without a target',
    'docker run --mount type=bind,src=/x a',
    '--mount type=bind,src=/x',
    'it does not say target=, the path in the container',
  ],
  [
    'an option that a mount does not have',
    'docker run --mount type=bind,src=/x,dst=/y,size=1 a',
    '--mount type=bind,src=/x,dst=/y,size=1',
    '"size" is no option of a mount',
  ],
  [
    'a time that is none',
    'docker run --health-interval 30 a',
    '--health-interval 30',
    '"30" is no time: write a number with ms, s, m or h, such as 30s',
  ],
  [
    'a policy that is none',
    'docker run --restart sometimes a',
    '--restart sometimes',
    '"sometimes" is none of no, always, unless-stopped and on-failure:count',
  ],
  [
    'two that exclude each other',
    'docker run --rm --restart always a',
    '--rm',
    'docker takes either --rm or --restart, not both',
  ],
  ['a flag without its value', 'docker run --name', '--name', 'its value is missing'],
  ['no image', 'docker run --rm', '', 'the name of the image is missing'],
  [
    'an image with capitals',
    'docker run MyApp',
    'MyApp',
    '"MyApp" is no name of an image: it must be in lower case',
  ],
  [
    'another command',
    'docker ps -a',
    'docker ps -a',
    'this is no docker run, docker create or podman run',
  ],
  ['nothing', '', '', 'this is no docker run, docker create or podman run'],
  ['a quote that is not closed', `docker run -e 'A=b a`, `'A=b a`, 'this quote is not closed'],
])('%s is said with its word', (_what, line, word, why) => {
  expect(parseRunLine(line).problems).toContainEqual({ kind: 'wrong', word, why })
})

test.each<[string, string, string, RegExp]>([
  [
    'a variable of the shell',
    'docker run -v $PWD:/app a',
    '$PWD:/app',
    /your shell puts something in/,
  ],
  [
    'a command within the line',
    'docker run -v "$(pwd)":/app a',
    '"$(pwd)":/app',
    /your shell puts something in/,
  ],
  ['the home folder', 'docker run -v ~/x:/app a', '~/x:/app', /your shell puts something in/],
  ['a variable without a value', 'docker run -e TOKEN a', '--env TOKEN', /from your shell/],
  ['a relative path', 'docker run -v ./src:/app a', './src', /folder that you are in/],
  [
    'a profile in a file',
    'docker run --security-opt seccomp=/x.json a',
    'seccomp=/x.json',
    /no file is read/,
  ],
  ['a masked value', 'docker run -e PASSWORD=•••••••• a', 'PASSWORD', /masked when it was copied/],
  [
    'a second command',
    'docker pull a && docker run a',
    'docker pull a',
    /only the first docker run/,
  ],
  ['a redirection', 'docker run a > out.txt', '>', /up to your shell/],
  [
    'ports without a network',
    'docker run --network host -p 80:80 a',
    '--publish',
    /no port is published/,
  ],
])('%s needs attention', (_what, line, word, why) => {
  expect(parseRunLine(line).problems).toContainEqual({
    kind: 'attention',
    word,
    why: expect.stringMatching(why),
  })
})

test.each([
  ['docker run --env-file .env a', '--env-file .env'],
  ['docker run --cidfile=x a', '--cidfile=x'],
  ['docker -H tcp://lab:2375 run a', '-H tcp://lab:2375'],
  ['podman run --pod new:web --replace a', '--pod new:web'],
])('what has no place in a container is named: %s', (line, word) => {
  const { spec, problems } = parseRunLine(line)
  expect(spec.image).toBe('a')
  expect(problems).toContainEqual({ kind: 'not-carried', word, why: expect.any(String) })
})

test.each<[string, Partial<RunSpec>, RegExp]>([
  [
    'a health check without a shell',
    { healthcheck: { test: ['CMD', 'x', 'a b'] } },
    /run by a shell/,
  ],
  ['an entrypoint of two words', { entrypoint: ['x', 'y'] }, /before the command/],
  ['a profile that came with the container', { securityOpt: ['seccomp={}'] }, /path of a file/],
])('where the line says less than was meant, that is said: %s', (_what, more, remark) => {
  const { remarks } = runLine({ ...plainSpec('a'), ...more })
  expect(remarks).toEqual([expect.stringMatching(remark)])
})
