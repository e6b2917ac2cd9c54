import { expect, test } from 'vitest'
import type { Address } from './address.ts'
import { cliCommand, typedCommand } from './cli-command.ts'

const DOING = ['exec', '-it', 'web-1', '/bin/sh']
const EXEC = 'exec -it web-1 /bin/sh'
const TLS = { kind: 'tls', host: 'lab', port: 2376 } as const

test.each<[string, Address, string]>([
  [
    'a socket',
    { kind: 'socket', path: '/var/run/docker.sock' },
    `docker -H unix:///var/run/docker.sock ${EXEC}`,
  ],
  [
    'a Windows pipe',
    { kind: 'socket', path: String.raw`\\.\pipe\docker_engine` },
    `docker -H npipe:////./pipe/docker_engine ${EXEC}`,
  ],
  ['tcp', { kind: 'tcp', host: '::1', port: 2375 }, `docker -H 'tcp://[::1]:2375' ${EXEC}`],
  [
    'TLS with files',
    { ...TLS, files: { ca: '/my certs/ca.pem', cert: '/c.pem', key: '/k.pem' } },
    `docker --tlsverify '--tlscacert=/my certs/ca.pem' --tlscert=/c.pem --tlskey=/k.pem -H tcp://lab:2376 ${EXEC}`,
  ],
  [
    'TLS of a public authority',
    { ...TLS, files: {} },
    `docker --tlsverify --tlscacert= -H tcp://lab:2376 ${EXEC}`,
  ],
  [
    'ssh',
    { kind: 'ssh', host: 'lab', user: 'ann', port: 2222, socketPath: '/run/podman.sock' },
    `docker -H ssh://ann@lab:2222/run/podman.sock ${EXEC}`,
  ],
  ['ssh by an alias', { kind: 'ssh', host: 'lab' }, `docker -H ssh://lab ${EXEC}`],
  [
    'ssh with a key, which the docker CLI cannot be told',
    { kind: 'ssh', host: 'lab', user: 'ann', identity: '/keys/id', socketPath: '/run/p.sock' },
    `ssh -t -i /keys/id ann@lab 'docker -H unix:///run/p.sock ${EXEC}'`,
  ],
  ['WSL', { kind: 'wsl', distribution: 'Ubuntu' }, `wsl -d Ubuntu --exec docker ${EXEC}`],
])('the command line for an engine behind %s', (_what, address, typed) => {
  expect(typedCommand(cliCommand(address, DOING))).toBe(typed)
})
