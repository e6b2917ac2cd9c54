import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { askMinikube } from './ask-minikube.ts'

const RUNNING = '{"Name":"minikube","Host":"Running","Kubelet":"Running","APIServer":"Running"}'
const STOPPED = '{"Name":"minikube","Host":"Stopped","Kubelet":"Stopped","APIServer":"Stopped"}'
const DOCKER_ENV =
  '{"DOCKER_TLS_VERIFY":"1","DOCKER_HOST":"tcp://127.0.0.1:32771","DOCKER_CERT_PATH":"/m/certs","MINIKUBE_ACTIVE_DOCKERD":"work"}'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'pilothouse-minikube-'))))
afterEach(() => {
  vi.useRealTimers()
  rmSync(folder, { recursive: true })
})

test('of a profile that runs, minikube says how its engine is reached', async () => {
  minikube({ status: `echo '${RUNNING}'`, dockerEnv: `echo '${DOCKER_ENV}'` })
  expect(await ask('work')).toEqual([
    {
      place: {
        id: 'minikube:work',
        owner: 'minikube',
        name: 'minikube (work)',
        instance: 'work',
        endpoint: 'tcp://127.0.0.1:32771',
        tls: { ca: '/m/certs/ca.pem', cert: '/m/certs/cert.pem', key: '/m/certs/key.pem' },
      },
      finding: { kind: 'untested' },
    },
  ])
  expect(calls()).toEqual(['-p work status -o json', '-p work docker-env -o json'])
})

test.each([STOPPED, '{"Host":"Nonexistent"}', `[${STOPPED},{"Host":"Running"}]`])(
  'a profile of which minikube says %s stands still, and nothing more is asked',
  async (status) => {
    minikube({ status: `echo '${status}'; exit 7` })
    const [found] = await ask('minikube')
    expect(found?.finding).toEqual({ kind: 'stopped' })
    expect(found?.place).toMatchObject({ name: 'minikube', instance: 'minikube' })
    expect(found?.place.endpoint).toBeUndefined()
    expect(calls()).toEqual(['-p minikube status -o json'])
  },
)

test('what minikube cannot do is told in its own words', async () => {
  minikube({
    status: `echo '${RUNNING}'`,
    dockerEnv: 'echo "X Exiting due to ENV_MULTINODE_CONFLICT: incompatible" >&2; exit 3',
  })
  const [found] = await ask('work')
  expect(found?.finding).toEqual({
    kind: 'failed',
    reason: 'X Exiting due to ENV_MULTINODE_CONFLICT: incompatible',
  })
})

test.each([
  ['echo "{"', '{'],
  ['exit 1', 'minikube says nothing'],
  [`echo '{"Host":"Paused\\u001b[31m"}'`, 'minikube says "Paused␛[31m"'],
])('an answer that is none, by "%s", is a failure with a reason', async (status, reason) => {
  minikube({ status })
  const [found] = await ask('work')
  expect(found?.finding).toEqual({ kind: 'failed', reason })
})

test('a minikube that does not answer is given up, without the others', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  minikube({ status: 'sleep 1000' })
  const answer = ask('work')
  await vi.advanceTimersByTimeAsync(5000)
  const [found] = await answer
  expect(found?.finding).toEqual({ kind: 'failed', reason: 'minikube did not answer in 5 s' })
})

test('a question that is taken back is not answered', async () => {
  minikube({ status: 'sleep 1000' })
  const stop = new AbortController()
  const answer = ask('work', stop.signal)
  stop.abort(new Error('Enough'))
  await expect(answer).rejects.toThrow('Enough')
})

function minikube({ status, dockerEnv = 'exit 99' }: { status: string; dockerEnv?: string }): void {
  const script = `#!/bin/sh
echo "$*" >> ${folder}/calls
case "$3" in
  status) ${status} ;;
  docker-env) ${dockerEnv} ;;
esac
`
  writeFileSync(join(folder, 'minikube'), script, { mode: 0o755 })
}

function ask(profile: string, signal: AbortSignal = new AbortController().signal) {
  return askMinikube([profile], { program: join(folder, 'minikube'), env: process.env, signal })
}

function calls(): readonly string[] {
  return readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n')
}
