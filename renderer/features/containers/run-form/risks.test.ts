import { expect, test } from 'vitest'
import { parseRunLine } from '#shared/run-spec/line/parse-run-line.ts'
import { risksOf } from './risks.ts'

function risks(flags: string): readonly string[] {
  return risksOf(parseRunLine(`docker run ${flags} busybox`).spec)
}

test('a container that keeps to itself has none', () => {
  expect(risks('-p 127.0.0.1:8080:80 -v data:/data -v /srv/app:/app')).toEqual([])
})

test.each([
  ['--privileged', 'Privileged'],
  ['--cap-add sys_admin', 'sys_admin'],
  ['--security-opt seccomp=unconfined', 'seccomp=unconfined'],
  ['--network host', 'Network "host"'],
  ['--pid host', 'PID mode'],
  ['--ipc host', 'IPC mode'],
  ['--uts host', 'UTS mode'],
  ['--userns host', 'User namespace'],
  ['-v /var/run/docker.sock:/var/run/docker.sock', '/var/run/docker.sock'],
  ['--mount type=bind,src=/run/podman/podman.sock,dst=/s', '/run/podman/podman.sock'],
  ['-v /:/host:ro', 'whole disk'],
  ['-p 8080:80', 'Port 8080'],
  ['-p 0.0.0.0:8080:80 -p 90:90', 'Ports 8080, 90'],
  ['-p 80', 'Port for 80'],
  ['-P', 'Port for all that the image exposes'],
])('%s is one', (flags, word) => {
  const found = risks(flags)
  expect(found).toHaveLength(1)
  expect(found[0]).toContain(word)
})

test('ports say nothing where none is published', () => {
  expect(risks('--network none -p 8080:80')).toEqual([])
})
