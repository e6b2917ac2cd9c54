import { expect, test } from 'vitest'
import { explainDialStdio, explainWithoutForward } from './explain-dial-stdio.ts'

const DESTINATION = { host: 'ship', user: 'captain' }
const NO_SOCKET = 'No engine runs on captain@ship: there is no socket "/var/run/docker.sock"'
const NO_PROGRAM = 'There is no docker program on captain@ship that could reach the engine'

test.each([
  ['bash: line 1: docker: command not found', NO_PROGRAM],
  ['sh: 1: docker: not found', NO_PROGRAM],
  ['zsh:1: command not found: docker', NO_PROGRAM],
  ['fish: Unknown command: docker', NO_PROGRAM],
  [
    "docker: 'system dial-stdio' is not a docker command.\nSee 'docker --help'",
    'The docker program on captain@ship is too old to reach the engine for us',
  ],
  [
    'failed to open the raw stream connection: dial unix /var/run/docker.sock: connect: no such file or directory',
    NO_SOCKET,
  ],
  [
    'failed to open the raw stream connection: dial unix /var/run/docker.sock: connect: permission denied',
    'You may not use the engine on captain@ship: its socket "/var/run/docker.sock" is not open to this user',
  ],
  [
    'failed to open the raw stream connection: dial unix /var/run/docker.sock: connect: connection refused',
    'No engine answers on captain@ship: nothing listens at its socket "/var/run/docker.sock"',
  ],
])('"%s" is told in plain words', (words, message) => {
  expect(explainDialStdio({ code: 1, words }, DESTINATION)).toMatchObject({
    message,
    engineMessage: words,
  })
})

test('where ssh itself failed, its reason is told', () => {
  const words = 'captain@ship: Permission denied (publickey).'
  const { message } = explainDialStdio({ code: 255, words }, DESTINATION)
  expect(message).toBe('captain@ship accepts none of your keys')
})

test('the words that ssh adds are not taken for those of the docker program', () => {
  const words = 'OpenSSH_9.2p1\ndebug1: mux_client\r\nsh: 1: docker: not found\r\n'
  const { engineMessage } = explainDialStdio({ code: 127, words }, DESTINATION)
  expect(engineMessage).toBe('sh: 1: docker: not found')
})

test('where neither way works, both are named; what docker knows better stands', () => {
  const fault = (words: string) => explainDialStdio({ code: 1, words }, DESTINATION)
  const both = explainWithoutForward(fault('sh: 1: docker: not found'), DESTINATION)
  expect(both.hint).toMatch(/AllowStreamLocalForwarding yes.*install the docker CLI/)
  const known = fault('dial unix /x: connect: connection refused')
  expect(explainWithoutForward(known, DESTINATION)).toBe(known)
})
