import { expect, test } from 'vitest'
import { EngineError } from '#shared/errors.ts'
import { fromSystemError } from './system-errors.ts'

const AT = 'unix:///var/run/docker.sock'
const UNTRUSTED = `The certificate of ${AT} is not signed by an authority that you trust`
const UNKNOWN_CLIENT = `${AT} wants a client certificate that it knows`

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

test.each([
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', UNTRUSTED],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', UNTRUSTED],
  ['SELF_SIGNED_CERT_IN_CHAIN', UNTRUSTED],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', UNTRUSTED],
  ['CERT_SIGNATURE_FAILURE', UNTRUSTED],
  ['CERT_HAS_EXPIRED', `The certificate of ${AT} has expired`],
  ['CERT_NOT_YET_VALID', `The certificate of ${AT} is not valid yet`],
  ['CERT_REVOKED', `The certificate of ${AT} was revoked`],
  ['INVALID_PURPOSE', `The certificate of ${AT} was not made for a server`],
  ['ERR_TLS_CERT_ALTNAME_INVALID', `The certificate of ${AT} was made for another host name`],
  ['ERR_SSL_WRONG_VERSION_NUMBER', `${AT} does not speak TLS`],
  ['EPROTO', `${AT} does not speak TLS`],
  [
    'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
    `${AT} speaks no TLS that is safe: 1.2 is the oldest that we use`,
  ],
  ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', `${AT} refused the TLS connection`],
])('%s means of the engine: %s', (code, message) => {
  expect(told(code)).toMatchObject({ code: 'bad-answer', message, engineMessage: 'as it was said' })
})

test.each([
  // Node with OpenSSL, Electron with BoringSSL.
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', UNKNOWN_CLIENT],
  ['ERR_SSL_TLSV1_ALERT_CERTIFICATE_REQUIRED', UNKNOWN_CLIENT],
  // What dockerd says in all cases.
  ['ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', UNKNOWN_CLIENT],
  ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', UNKNOWN_CLIENT],
  [
    'ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED',
    `${AT} says that your client certificate has expired`,
  ],
])('%s means of us: %s', (code, message) => {
  expect(told(code)).toMatchObject({ code: 'no-permission', message })
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

function told(code: string): EngineError {
  return fromSystemError(Object.assign(new Error('as it was said'), { code }), AT)
}
