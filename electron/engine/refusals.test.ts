import { expect, test } from 'vitest'
import { fromRefusal } from './refusals.ts'

const ID = 'a'.repeat(64)

test.each([
  [
    500,
    'Get "http://127.0.0.1:5999/v2/": dial tcp 127.0.0.1:5999: connect: connection refused',
    'refused',
    'The engine finds nothing that listens at "127.0.0.1:5999"',
  ],
  [
    500,
    'Get "https://lab:5000/v2/": x509: certificate signed by unknown authority',
    'refused',
    'The engine does not trust the certificate of the registry',
  ],
  [
    500,
    'Get "https://lab:5000/v2/": x509: certificate has expired or is not yet valid: current time',
    'refused',
    'The certificate of the registry is not valid at this time',
  ],
  [
    500,
    'Get "https://lab:5000/v2/": x509: certificate is valid for other, not lab',
    'refused',
    'The certificate of the registry was made for another host name',
  ],
  [
    500,
    'Get "https://lab:5000/v2/": http: server gave HTTP response to HTTPS client',
    'refused',
    'The registry speaks no TLS, and the engine asks for it',
  ],
  [
    500,
    'login attempt to http://127.0.0.1:5055/v2/ failed with status: 401 Unauthorized',
    'refused',
    'The registry does not accept this user and password',
  ],
  [
    404,
    'manifest for 127.0.0.1:5055/team/layers:zz not found: manifest unknown: manifest unknown',
    'not-found',
    'The registry has no such tag, or no such repository',
  ],
  [
    404,
    'pull access denied for x, repository does not exist or may require docker login: denied: requested access to the resource is denied',
    'refused',
    'The registry has no such repository, or does not let you have it',
  ],
  [
    429,
    'toomanyrequests: You have reached your pull rate limit.',
    'refused',
    'The registry allows no more pulls for now',
  ],
  [
    500,
    'Head "http://127.0.0.1:5055/v2/a/manifests/1": no basic auth credentials',
    'refused',
    'The registry wants you to log in',
  ],
  [
    400,
    'client version 1.99 is too new. Maximum supported API version is 1.41',
    'refused',
    'The engine speaks API 1.41, and 1.99 is needed',
  ],
  [
    400,
    'client version 1.12 is too old. Minimum supported API version is 1.24, please upgrade',
    'refused',
    'The engine wants API 1.24 or newer, and was asked in 1.12',
  ],
  [
    400,
    'Client sent an HTTP request to an HTTPS server.',
    'bad-answer',
    'The engine speaks TLS on this port, and was asked without',
  ],
  [404, 'No such image: x', 'not-found', 'There is no image "x" on this engine'],
  [404, `No such container: ${ID}`, 'not-found', 'The container is no longer there'],
  [404, 'get vol: no such volume', 'not-found', 'The volume is no longer there'],
  [404, `network ${ID} not found`, 'not-found', 'The network is no longer there'],
  [
    409,
    `Conflict. The container name "/x" is already in use by container "${ID}". You have to remove`,
    'conflict',
    'A container with the name "x" is there already',
  ],
  [
    500,
    `creating container storage: the container name "x" is already in use by ${ID}. You have to`,
    'conflict',
    'A container with the name "x" is there already',
  ],
  [
    500,
    `renaming container ${ID}: name x already in use, cannot rename container ${ID}: container`,
    'conflict',
    'A container with the name "x" is there already',
  ],
  [
    409,
    `You cannot remove a running container ${ID}. Stop the container before attempting removal`,
    'conflict',
    'It is running',
  ],
  [
    409,
    'cannot remove container "/x": container is running: stop the container before removing',
    'conflict',
    'It is running',
  ],
  [
    500,
    `cannot remove container ${ID} as it is running - running or paused containers cannot`,
    'conflict',
    'It is running',
  ],
  [
    409,
    'conflict: unable to remove repository reference "redis:7" (must force) - container 0123456789ab is using its referenced image ba9876543210',
    'conflict',
    'A container uses it',
  ],
  [
    409,
    'conflict: unable to delete 0123456789ab (must be forced) - image is referenced in multiple repositories',
    'conflict',
    'It has several names',
  ],
  [
    409,
    'conflict: unable to delete 0123456789ab (cannot be forced) - image has dependent child images',
    'conflict',
    'Other images are built on it',
  ],
  [409, `remove data: volume is in use - [${ID}]`, 'conflict', 'A container uses it'],
  [
    400,
    'create a b: "a b" includes invalid characters for a local volume name, only "[a-zA-Z0-9]"',
    'refused',
    'The name has characters that the engine does not allow',
  ],
  [409, `Container ${ID} is not running`, 'conflict', 'It is not running'],
  [409, `Container ${ID} is paused, unpause the container before exec`, 'conflict', 'It is paused'],
  [
    409,
    `Cannot kill container: x: Container ${ID} is not running`,
    'conflict',
    'It is not running',
  ],
  [
    400,
    'failed to create shim task: OCI runtime create failed: exec: "nope": executable file not found in $PATH: unknown',
    'refused',
    'Its image has no program "nope" that can be run',
  ],
  [
    400,
    'runc create failed: unable to start container process: exec: "/etc": permission denied: unknown',
    'refused',
    '"/etc" in its image cannot be executed',
  ],
  [
    500,
    'runc: runc create failed: error during container init: exec: "/etc": is a directory: OCI runtime error',
    'refused',
    '"/etc" in its image cannot be executed',
  ],
  [
    400,
    'error during container init: error mounting "/etc" to rootfs at "/bin/sh": mount /etc:/bin/sh (via /proc/self/fd/6), flags: 0x5000: not a directory: unknown: Are you trying to mount a directory onto a file (or vice-versa)?',
    'refused',
    '"/etc" cannot be mounted at "/bin/sh"',
  ],
  [
    400,
    'invalid mount config for type "bind": bind source path does not exist: /no/such',
    'refused',
    'The engine’s machine has no "/no/such" that could be mounted',
  ],
  [
    400,
    'unable to find user nobody99: no matching entries in passwd file',
    'refused',
    'Its image has no user "nobody99"',
  ],
  [
    500,
    'driver failed programming external connectivity on endpoint x (abc): Bind for 0.0.0.0:80 failed: port is already allocated',
    'conflict',
    'The port 0.0.0.0:80 is taken',
  ],
  [
    403,
    'operation is not permitted on predefined host network',
    'refused',
    'It belongs to the engine',
  ],
  [
    403,
    `error while removing network: network shop id ${ID} has active endpoints`,
    'conflict',
    'Containers are connected to it',
  ],
  [
    409,
    'network with name shop already exists',
    'conflict',
    'A network with the name "shop" is there already',
  ],
  [
    500,
    'Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io: no such host',
    'refused',
    'The engine cannot find the host "registry-1.docker.io"',
  ],
  [
    400,
    'invalid reference format: repository name must be lowercase',
    'refused',
    'Image names are written in lower case',
  ],
  [
    500,
    `renaming container ${ID}: updating container config table with new configuration for container ${ID}: UNIQUE constraint failed: ContainerConfig.Name`,
    'conflict',
    'A container with that name is there already',
  ],
  [
    500,
    `cannot remove container ${ID} as it is paused - running or paused containers cannot be removed without force: container state improper`,
    'conflict',
    'It is paused',
  ],
  [
    500,
    `"${ID}" is not paused, can't unpause: container state improper`,
    'conflict',
    'It is not paused',
  ],
  [
    404,
    'failed to find image shop:1: docker.io/library/shop:1: image not known',
    'not-found',
    'There is no image "shop:1" on this engine',
  ],
  [404, 'network not found', 'not-found', 'The network is no longer there'],
  [
    400,
    'invalid reference format: repository name (shop/UPPER) must be lowercase',
    'refused',
    'Image names are written in lower case',
  ],
  [
    500,
    'running volume create option: names must match [a-zA-Z0-9][a-zA-Z0-9_.-]*: invalid argument',
    'refused',
    'The name has characters that the engine does not allow',
  ],
  [400, 'Invalid subnet ten : invalid CIDR address: ten', 'refused', '"ten" is not a subnet'],
  [
    400,
    'invalid network config:\ninvalid subnet ten: invalid CIDR block notation',
    'refused',
    '"ten" is not a subnet',
  ],
  [500, 'failed to parse subnet: invalid CIDR address: ten', 'refused', '"ten" is not a subnet'],
  [
    400,
    `cannot kill container: ${ID}: invalid signal: NOPE`,
    'refused',
    'There is no signal "NOPE"',
  ],
  [
    404,
    'create x: error looking up volume plugin nope: plugin "nope" not found',
    'refused',
    'The engine has no driver "nope"',
  ],
  [
    404,
    `Could not find the file /x in container ${ID}`,
    'not-found',
    'There is no "/x" in the container',
  ],
])('%i "%s" is told as %s', (status, said, code, message) => {
  const error = fromRefusal(status, JSON.stringify({ message: said }))
  expect(error).toMatchObject({ code, message, status, engineMessage: said })
})

test.each([
  ['{"message":"Something new "}', 'Something new'],
  ['{"cause":"no space left","response":500}', 'No space left'],
  ['{"message":null}', 'The engine gave no reason'],
  ['', 'The engine gave no reason'],
  ['{}', 'The engine gave no reason'],
  ['plain text\n', 'Plain text'],
  ['{"message":"a\\u001b[2Jb\\u202ec"}', 'A␛[2Jb⟨202E⟩c'],
])('an unknown refusal %j is told in the engine’s own words', (body, message) => {
  expect(fromRefusal(500, body)).toMatchObject({ code: 'refused', message })
})

test('a whole page of a proxy is cut short', () => {
  expect(fromRefusal(502, 'x'.repeat(200_000)).message.length).toBeLessThan(5000)
})
