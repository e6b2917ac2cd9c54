import { expect, test } from 'vitest'
import { EngineError } from '#shared/errors.ts'
import { fromSystemError } from './system-errors.ts'

const AT = 'unix:///var/run/docker.sock'

test.each([
  ['ENOENT', 'connect ENOENT', 'unreachable', `No engine runs at ${AT}: there is no such socket`],
  ['ECONNREFUSED', '', 'unreachable', `No engine runs at ${AT}: nothing listens there`],
  ['EACCES', 'connect EACCES', 'no-permission', `You may not use the engine at ${AT}`],
  ['ENOTFOUND', 'getaddrinfo', 'unreachable', `The host of ${AT} is not known`],
  ['ETIMEDOUT', '', 'unreachable', `The host of ${AT} cannot be reached`],
  [
    'ECONNRESET',
    'socket hang up',
    'unreachable',
    `The engine at ${AT} closed the connection before it had answered`,
  ],
  ['ECONNRESET', 'aborted', 'bad-answer', 'The engine’s answer was cut off'],
  ['ABORT_ERR', 'The operation was aborted', 'cancelled', 'Cancelled'],
  ['HPE_INVALID_CONSTANT', 'Parse Error', 'bad-answer', `What answers at ${AT} is no engine`],
  ['HPE_HEADER_OVERFLOW', 'Parse Error', 'bad-answer', `What answers at ${AT} is no engine`],
  [
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    '',
    'bad-answer',
    `The certificate of ${AT} is not signed by an authority that you trust`,
  ],
  [
    'ERR_TLS_CERT_ALTNAME_INVALID',
    '',
    'bad-answer',
    `The certificate of ${AT} was made for another host name`,
  ],
  [
    'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
    '',
    'no-permission',
    `${AT} wants a client certificate that it knows`,
  ],
  ['EPROTO', 'wrong version number', 'bad-answer', `${AT} does not speak TLS`],
  [
    '',
    'All configured authentication methods failed',
    'no-permission',
    'The ssh server did not accept any key',
  ],
  [
    '',
    'Host denied (verification failed)',
    'bad-answer',
    'The ssh server’s host key is not the one that is known',
  ],
  ['', 'Invalid username', 'no-permission', 'The ssh address names no user'],
  ['EWEIRD', 'odd\u001b[31m', 'unreachable', `The connection to ${AT} failed: odd␛[31m`],
])('%s "%s" is told as %s', (code, message, expected, told) => {
  const error = fromSystemError(Object.assign(new Error(message), { code }), AT)
  expect(error).toMatchObject({ code: expected, message: told })
})

const PIPE = 'npipe:////./pipe/docker_engine'
const TCP = 'tcp://build-host:2375'

test.each([
  ['EACCES', AT, '"docker" group'],
  ['EACCES', PIPE, '"docker-users" group'],
  ['EACCES', TCP, 'firewall'],
  ['ECONNREFUSED', AT, 'Start the engine.'],
  ['ECONNREFUSED', TCP, 'the address and the port'],
  ['ECONNRESET', TCP, 'Where it speaks TLS'],
])('the hint to %s at %s holds: %s', (code, endpoint, expected) => {
  const error = fromSystemError(Object.assign(new Error('x'), { code }), endpoint)
  expect(error.hint).toContain(expected)
})

test.each(['ENOENT', 'ECONNREFUSED', 'EACCES', 'ECONNRESET', 'EWEIRD'])(
  'no hint to %s at a socket of this machine speaks of networks, TLS or other connections',
  (code) => {
    for (const endpoint of [AT, PIPE]) {
      const error = fromSystemError(Object.assign(new Error('x'), { code }), endpoint)
      expect(error.hint).not.toMatch(/TLS|port|firewall|another connection/)
    }
  },
)

test('an error of ours passes unchanged', () => {
  const ours = new EngineError({ code: 'timeout', message: 'late' })
  expect(fromSystemError(ours, AT)).toBe(ours)
})

test('a code that every object has a member of is not looked up there', () => {
  const error = fromSystemError(Object.assign(new Error('x'), { code: 'constructor' }), AT)
  expect(error.code).toBe('unreachable')
})
