import { expect, test } from 'vitest'
import {
  checkDestination,
  describeDestination,
  shellQuote,
  sshArguments,
  terminalCommand,
} from './ssh-command.ts'

const ALONE = { role: 'alone' } as const

test('the host comes last, behind a mark that nothing after it is an option', () => {
  const args = sshArguments({ host: 'ship', user: 'captain', port: 2299 }, ['-F', 'x'], ALONE)
  expect(args.slice(-8)).toEqual(['-l', 'captain', '-p', '2299', '-F', 'x', '--', 'ship'])
})

test('a key that is named comes first, and nothing else is offered that nobody has named', () => {
  const args = sshArguments({ host: 'ship', identity: '/my keys/100%"' }, ['-F', 'x'], ALONE)
  const key = ['-o', 'IdentityFile="/my keys/100%%\\""', '-o', 'IdentitiesOnly=yes']
  expect(args.slice(-8)).toEqual([...key, '-F', 'x', '--', 'ship'])
  expect(sshArguments({ host: 'ship' }, [], ALONE).join(' ')).not.toMatch(/Identit/)
})

test('what the person’s configuration may decide is left to it', () => {
  const args = sshArguments({ host: 'ship' }, [], ALONE).join(' ')
  expect(args).not.toMatch(/-l |-p |StrictHostKeyChecking|UserKnownHostsFile|IdentityFile/)
})

test('nothing prompts, and nothing of the person’s is forwarded or shared', () => {
  const args = sshArguments({ host: 'ship' }, [], ALONE)
  const wanted = [
    'BatchMode=yes',
    'ClearAllForwardings=yes',
    'ForwardAgent=no',
    'ForwardX11=no',
    'ControlMaster=no',
    'ControlPath=none',
  ]
  expect(args).toEqual(expect.arrayContaining(wanted))
})

test('a shared login is at a path of ours, and only one process makes it', () => {
  const at = (role: 'master' | 'client') =>
    sshArguments({ host: 'ship' }, [], { role, controlPath: '/t/control' })
  expect(at('master')).toEqual(
    expect.arrayContaining(['ControlMaster=yes', 'ControlPath=/t/control']),
  )
  expect(at('client')).toEqual(
    expect.arrayContaining(['ControlMaster=no', 'ControlPath=/t/control']),
  )
})

test.each([
  [{ host: '-oProxyCommand=touch /tmp/x' }, 'host name'],
  [{ host: '' }, 'host name'],
  [{ host: 'a b' }, 'host name'],
  [{ host: 'a;reboot' }, 'host name'],
  [{ host: 'ship', user: '-x' }, 'user name'],
  [{ host: 'ship', user: '$(reboot)' }, 'user name'],
  [{ host: 'ship', socketPath: 'relative.sock' }, 'socket path'],
  [{ host: 'ship', socketPath: '/a/%h' }, 'socket path'],
  [{ host: 'ship', socketPath: '/a\nb' }, 'socket path'],
  [{ host: 'ship', identity: 'id_ed25519' }, 'key file'],
  [{ host: 'ship', identity: '/keys/${HOME}' }, 'key file'],
  [{ host: 'ship', identity: '/keys/\n' }, 'key file'],
])('%j is refused for its %s', (destination, what) => {
  expect(() => checkDestination(destination)).toThrow(`ssh cannot be given the ${what} "`)
})

test.each([
  { host: 'ship' },
  { host: 'ship_1.example', user: 'first.last@corp' },
  { host: 'fe80::1%eth0', socketPath: '/run/user/1000/podman/it’s: a.sock' },
])('%j is taken as it is', (destination) => {
  expect(() => checkDestination(destination)).not.toThrow()
})

test.each([
  [{ host: 'ship' }, 'ssh ship', 'ship'],
  [{ host: 'ship', user: 'me' }, 'ssh me@ship', 'me@ship'],
  [{ host: 'ship', user: 'me', port: 22 }, 'ssh -p 22 me@ship', 'me@ship:22'],
  [{ host: 'ship', identity: '/my keys/a' }, "ssh -i '/my keys/a' ship", 'ship'],
])('%j is typed as "%s" and named "%s"', (destination, typed, named) => {
  expect(terminalCommand(destination)).toBe(typed)
  expect(describeDestination(destination)).toBe(named)
})

test('an argument for a shell keeps all its characters', () => {
  expect(shellQuote('/var/run/docker.sock')).toBe('/var/run/docker.sock')
  expect(shellQuote("it's $HOME")).toBe(`'it'\\''s $HOME'`)
})
