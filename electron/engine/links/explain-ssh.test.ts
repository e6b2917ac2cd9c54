import { expect, test } from 'vitest'
import { explainSsh } from './explain-ssh.ts'

const DESTINATION = { host: 'ship.example', user: 'captain', port: 2299 }
const FINGERPRINT = 'SHA256:3QcYs+JuP9or3Uc2rJobLIuIA3aM5h7x30T1gMeRmFA'

/** What comes before any trouble with a host key, at `-v`. */
const ASKED = `OpenSSH_9.2p1 Debian-2+deb12u6, OpenSSL 3.0.19 27 Jan 2026
debug1: Reading configuration data /home/me/.ssh/config
debug1: /home/me/.ssh/config line 1: Applying options for ship.example
/etc/ssh/ssh_config line 3: Unsupported option "rhostsrsaauthentication"
debug1: Connecting to ship.example [192.0.2.7] port 2299.
debug1: Connection established.
debug1: Authenticating to ship.example:2299 as 'captain'
debug1: Server host key: ssh-ed25519 ${FINGERPRINT}
`

const CHANGED = `@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @
@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
IT IS POSSIBLE THAT SOMEONE IS DOING SOMETHING NASTY!
Someone could be eavesdropping on you right now (man-in-the-middle attack)!
It is also possible that a host key has just been changed.
The fingerprint for the ED25519 key sent by the remote host is
${FINGERPRINT}.
Please contact your system administrator.
Add correct host key in /home/me/.ssh/known_hosts to get rid of this message.
Offending ED25519 key in /home/me/.ssh/known_hosts:12
  remove with:
  ssh-keygen -f "/home/me/.ssh/known_hosts" -R "[ship.example]:2299"
Host key for [ship.example]:2299 has changed and you have requested strict checking.
Host key verification failed.
`

const LOCKED = `debug1: Offering public key: /home/me/.ssh/id_ed25519 ED25519 ${FINGERPRINT} explicit
debug1: Server accepts key: /home/me/.ssh/id_ed25519 ED25519 ${FINGERPRINT} explicit
debug1: No more authentication methods to try.
captain@ship.example: Permission denied (publickey).
`

test.each([
  [
    'ssh: Could not resolve hostname ship.example: Name or service not known',
    'unreachable',
    'The host "ship.example" is not known',
  ],
  [
    'ssh: Could not resolve hostname jump: nodename nor servname provided, or not known',
    'unreachable',
    'The host "jump" is not known',
  ],
  [
    'ssh: connect to host ship.example port 2299: Connection refused',
    'unreachable',
    'No ssh server listens on ship.example, port 2299',
  ],
  [
    'ssh: connect to host ship.example port 22: Connection timed out',
    'timeout',
    'ship.example does not answer to ssh',
  ],
  [
    'ssh: connect to host ship.example port 22: Operation timed out',
    'timeout',
    'ship.example does not answer to ssh',
  ],
  [
    'Connection timed out during banner exchange\nConnection to 10.255.255.1 port 22 timed out',
    'timeout',
    '10.255.255.1 does not answer to ssh',
  ],
  [
    'ssh: connect to host ship.example port 22: No route to host',
    'unreachable',
    'ship.example cannot be reached: No route to host',
  ],
  [
    'channel 0: open failed: connect failed: Connection refused\nstdio forwarding failed\nkex_exchange_identification: Connection closed by remote host\nConnection closed by UNKNOWN port 65535',
    'unreachable',
    'The jump host cannot reach captain@ship.example:2299',
  ],
  [
    'kex_exchange_identification: Connection closed by remote host\nConnection closed by 192.0.2.7 port 80',
    'bad-answer',
    'What answers at captain@ship.example:2299 ended the connection before it had spoken ssh',
  ],
  [
    'kex_exchange_identification: read: Connection reset by peer\nConnection reset by 192.0.2.7 port 80',
    'bad-answer',
    'What answers at captain@ship.example:2299 ended the connection before it had spoken ssh',
  ],
  [
    'Unable to negotiate with 192.0.2.7 port 22: no matching host key type found. Their offer: ssh-rsa',
    'bad-answer',
    'Your ssh and that of the server have no host key type in common; it offers ssh-rsa',
  ],
  [
    'captain@ship.example: Permission denied (publickey).',
    'no-permission',
    'captain@ship.example accepts none of your keys',
  ],
  [
    'captain@ship.example: Permission denied (publickey,password).',
    'no-permission',
    'captain@ship.example accepts none of your keys',
  ],
  [
    'captain@ship.example: Permission denied (password,keyboard-interactive).',
    'no-permission',
    'captain@ship.example wants to be logged in to by password,keyboard-interactive, which needs somebody who types',
  ],
  [
    LOCKED,
    'no-permission',
    'The key /home/me/.ssh/id_ed25519 is the right one, and it is locked with a passphrase',
  ],
  [
    `debug1: Server accepts key: /k ED25519 ${FINGERPRINT}\nAuthenticated using "publickey" with partial success.\ncaptain@ship.example: Permission denied (keyboard-interactive).`,
    'no-permission',
    'captain@ship.example wants to be logged in to by keyboard-interactive, which needs somebody who types',
  ],
  [
    'sign_and_send_pubkey: signing failed for ED25519 "/home/me/.ssh/id" from agent: agent refused operation\ncaptain@ship.example: Permission denied (publickey).',
    'no-permission',
    'The key /home/me/.ssh/id could not be used: agent refused operation',
  ],
  [
    'Received disconnect from 192.0.2.7 port 22:2: Too many authentication failures\nDisconnected from 192.0.2.7 port 22',
    'no-permission',
    'captain@ship.example:2299 was offered too many keys and turned us away',
  ],
  [
    '@         WARNING: UNPROTECTED PRIVATE KEY FILE!          @\nPermissions 0644 for \'/home/me/.ssh/id\' are too open.\nLoad key "/home/me/.ssh/id": bad permissions\ncaptain@ship.example: Permission denied (publickey).',
    'no-permission',
    'The key /home/me/.ssh/id is not used: others may read it',
  ],
  [
    '/home/me/.ssh/config: line 3: Bad configuration option: foo\n/home/me/.ssh/config: terminating, 1 bad configuration options',
    'unreachable',
    'Your ssh configuration cannot be read: /home/me/.ssh/config, line 3: there is no option "foo"',
  ],
  [
    '/home/me/.ssh/config line 4: keyword port extra arguments at end of line\n/home/me/.ssh/config: terminating, 1 bad configuration options',
    'unreachable',
    'Your ssh configuration cannot be read: /home/me/.ssh/config, line 4: keyword port extra arguments at end of line',
  ],
  [
    'Bad owner or permissions on /home/me/.ssh/config',
    'no-permission',
    'Your ssh configuration is not used: others may write to /home/me/.ssh/config',
  ],
  [
    "Can't open user config file /nope: No such file or directory",
    'unreachable',
    'The ssh configuration /nope cannot be opened: No such file or directory',
  ],
  ['Timeout, server ship.example not responding.', 'unreachable', 'ship.example no longer answers'],
  [
    'Connection to ship.example closed by remote host.',
    'unreachable',
    'The ssh connection to captain@ship.example:2299 was closed from the other side',
  ],
  [
    'something new \u001b[31m',
    'unreachable',
    'The ssh connection to captain@ship.example:2299 ended: something new ␛[31m',
  ],
  ['', 'unreachable', 'The ssh connection to captain@ship.example:2299 ended'],
])('"%s" is told as %s', (said, code, message) => {
  const error = explainSsh(said, DESTINATION)
  expect(error).toMatchObject({ code, message })
  expect(error.hint).toMatch(/\.$/)
})

test('a line of the configuration that is only warned of is not the reason', () => {
  const said = `${ASKED}captain@ship.example: Permission denied (publickey).`
  expect(explainSsh(said, DESTINATION).message).toMatch(/accepts none of your keys/)
})

test('a key that the connection names is told by its path, one of the configuration is not', () => {
  const denied = 'captain@ship.example: Permission denied (publickey).\n'
  const missing = 'no such identity: /keys/a: No such file or directory\n'
  const named = { ...DESTINATION, identity: '/keys/a' }
  expect(explainSsh(missing + denied, named).message).toBe(
    'The key /keys/a cannot be used: No such file or directory',
  )
  expect(explainSsh(denied, named).message).toBe(
    'captain@ship.example does not accept the key /keys/a',
  )
  const elsewhere = { ...DESTINATION, identity: '/keys/b' }
  expect(explainSsh(missing + denied, elsewhere).message).toMatch(/does not accept the key .keys.b/)
  expect(explainSsh(missing, named).message).not.toMatch(/cannot be used/)
})

test('each reason is found in Windows’ line ends as well', () => {
  expect(explainSsh(LOCKED.replaceAll('\n', '\r\n'), DESTINATION).message).toMatch(/locked/)
  expect(explainSsh(CHANGED.replaceAll('\n', '\r\n'), DESTINATION).code).toBe('changed-host-key')
})

test('an unknown host key is shown with its host and fingerprint, and how to accept it', () => {
  const said = `${ASKED}debug1: hostkeys_find_by_key_hostfile: hostkeys file /k does not exist\nHost key verification failed.\n`
  expect(explainSsh(said, DESTINATION)).toMatchObject({
    code: 'unknown-host-key',
    message: `The host key of ship.example:2299 is not known yet (ssh-ed25519 ${FINGERPRINT})`,
    hint: expect.stringContaining('run "ssh -p 2299 captain@ship.example" in a terminal'),
    engineMessage: expect.stringMatching(
      /^[^\n]*Unsupported option[^\n]*\nHost key verification failed\.$/,
    ),
  })
})

test('an unknown host key under strict checking is the same', () => {
  const said = `${ASKED}No ED25519 host key is known for [ship.example]:2299 and you have requested strict checking.\nHost key verification failed.\n`
  expect(explainSsh(said, DESTINATION).code).toBe('unknown-host-key')
})

test('of two hosts on the way, the one whose key is in doubt is named', () => {
  const jump = ASKED.replaceAll('ship.example', 'jump').replace(FINGERPRINT, 'SHA256:other')
  const behind = explainSsh(`${jump}${ASKED}Host key verification failed.\n`, DESTINATION)
  expect(behind.message).toContain(
    `ship.example:2299 is not known yet (ssh-ed25519 ${FINGERPRINT})`,
  )
  const before = explainSsh(
    `${jump}Host key verification failed.\nConnection closed by UNKNOWN port 65535\n`,
    DESTINATION,
  )
  expect(before.message).toContain('jump:2299 is not known yet (ssh-ed25519 SHA256:other)')
})

test('a changed host key shows the new fingerprint, and the line that says otherwise', () => {
  const error = explainSsh(`${ASKED}${CHANGED}`, DESTINATION)
  expect(error).toMatchObject({
    code: 'changed-host-key',
    message: `The host key of ship.example:2299 has changed (ssh-ed25519 ${FINGERPRINT}): somebody may stand between you and it`,
    engineMessage: expect.stringContaining(CHANGED.trim()),
  })
  expect(error.hint).toContain(
    '(line 12 of /home/me/.ssh/known_hosts) with: ssh-keygen -f "/home/me/.ssh/known_hosts" -R "[ship.example]:2299"',
  )
})

test('a revoked host key is a hard stop too', () => {
  const said = `${ASKED}@       WARNING: REVOKED HOST KEY DETECTED!               @\nHost key verification failed.\n`
  expect(explainSsh(said, DESTINATION)).toMatchObject({
    code: 'changed-host-key',
    message: expect.stringContaining('is marked as revoked'),
  })
})

test('a host that writes escapes into its words cannot reach the screen with them', () => {
  const error = explainSsh('x\u001b[2J\u202ey: Permission denied (publickey).', DESTINATION)
  expect(error.engineMessage).toBe('x␛[2J⟨202E⟩y: Permission denied (publickey).')
  expect(error.message).not.toMatch(/[\u001b\u202e]/)
})
