import { expect, test } from 'vitest'
import { parseRunLine } from '../line/parse-run-line.ts'
import { posixWords } from '../words/posix-words.ts'
import { createRequest } from './create-body.ts'
import { curlText, type CurlEndpoint } from './curl-text.ts'

const SOCKET: CurlEndpoint = {
  url: 'unix:///var/run/docker.sock',
  kind: 'socket',
  apiVersion: '1.41',
}

const callsOf = (line: string, endpoint = SOCKET) => {
  const { text, remarks } = curlText(parseRunLine(line).spec, endpoint)
  return {
    calls: posixWords(text).commands.map((words) => words.map((word) => word.text)),
    remarks,
  }
}

test('a container is created and started by its name', () => {
  const line = `docker run --name web -e "SAID=it's \\$5" a`
  const { calls, remarks } = callsOf(line)
  expect(calls.map((words) => words.slice(0, 6))).toEqual([
    [
      'curl',
      '--unix-socket',
      '/var/run/docker.sock',
      '-X',
      'POST',
      'http://localhost/v1.41/containers/create?name=web',
    ],
    [
      'curl',
      '--unix-socket',
      '/var/run/docker.sock',
      '-X',
      'POST',
      'http://localhost/v1.41/containers/web/start',
    ],
  ])
  expect(JSON.parse(calls[0]?.at(-1) ?? '')).toEqual(createRequest(parseRunLine(line).spec).body)
  expect(remarks).toEqual([])
})

test('older engines are asked to connect it to its other networks', () => {
  const line = 'docker run --name web --network one --network two a'
  expect(callsOf(line).calls[1]?.[5]).toBe('http://localhost/v1.41/networks/two/connect')
  expect(callsOf(line, { ...SOCKET, apiVersion: '1.44' }).calls).toHaveLength(2)
})

test.each<[string, CurlEndpoint, string, RegExp | undefined]>([
  [
    'tcp',
    { url: 'tcp://lab:2375', kind: 'tcp' },
    "curl -X POST 'http://lab:2375/containers/create?name=web'",
    undefined,
  ],
  [
    'TLS',
    { url: 'tcp://lab:2376', kind: 'tls', tls: { ca: '/c a', cert: '/b', key: '/k' } },
    "curl --cacert '/c a' --cert /b --key /k -X POST 'https://lab:2376/containers/create?name=web'",
    undefined,
  ],
  [
    'the TLS of a context',
    { url: 'tcp://lab:2376', kind: 'tls' },
    'curl --cacert ca.pem --cert cert.pem --key key.pem -X POST',
    /put their paths in/,
  ],
  [
    'ssh',
    { url: 'ssh://lab', kind: 'ssh' },
    'curl --unix-socket /var/run/docker.sock -X POST',
    /behind ssh:\/\/lab/,
  ],
  [
    'a pipe',
    { url: 'npipe:////./pipe/docker_engine', kind: 'pipe' },
    'curl --unix-socket',
    /pipe of Windows/,
  ],
])('an engine behind %s', (_what, endpoint, start, remark) => {
  const { text, remarks } = curlText(parseRunLine('docker run --name web a').spec, endpoint)
  expect(text).toContain(start)
  expect(remarks).toEqual(remark ? [expect.stringMatching(remark)] : [])
})
