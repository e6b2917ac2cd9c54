import { expect, test } from 'vitest'
import { commandProblem, envProblem, folderProblem, toProgram } from './shell-choice.ts'
import { likelyImage } from './likely-image.ts'
import { isSameProgram, unkeptWords, withoutNotes, withoutSecrets } from './terminal-program.ts'

const FIELDS = { shell: '/bin/bash', command: '', user: '', folder: '', env: '' }

test('what is left empty is as the container has it', () => {
  expect(toProgram(FIELDS)).toEqual({ kind: 'shell', command: ['/bin/bash'] })
})

test('all that was chosen is in the program, and values keep their spaces', () => {
  const values = { ...FIELDS, user: ' 0:0 ', folder: '/srv', env: 'A=1\n\n  B = two \n' }
  expect(toProgram(values)).toEqual({
    kind: 'shell',
    command: ['/bin/bash'],
    user: '0:0',
    folder: '/srv',
    env: ['A=1', 'B = two'],
  })
})

test('a command of one’s own takes the place of a shell', () => {
  const values = { ...FIELDS, shell: 'Another command', command: 'python3 -c "print(1)"' }
  expect(toProgram(values)).toEqual({ kind: 'shell', command: ['python3', '-c', 'print(1)'] })
})

test('what cannot be meant is said before it is tried', () => {
  expect(commandProblem(`it's`)).toContain('quote')
  expect(commandProblem('  ')).toContain('Write the command')
  expect(folderProblem('srv')).toContain('whole path')
  expect(folderProblem('')).toBeUndefined()
  expect(envProblem('A=1\nNAME')).toBe('Write "NAME" as NAME=value')
  expect(envProblem('=x')).toBeDefined()
  expect(envProblem('A=1\n B=')).toBeUndefined()
})

test('the image of a debug shell is the last one, or one that is made for it, or any', () => {
  const tags = ['my-busybox-not:1', 'nginx:1', 'library/alpine:3']
  expect(likelyImage(tags, 'nginx:1')).toBe('nginx:1')
  expect(likelyImage(tags, 'gone:1')).toBe('my-busybox-not:1')
  expect(likelyImage(['nginx:1'], undefined)).toBe('nginx:1')
})

test('values of variables are never written down', () => {
  const program = { kind: 'shell', command: ['sh'] as [string], env: ['KEY=secret'] } as const
  expect(JSON.stringify(withoutSecrets({ ...program, env: [...program.env] }))).not.toContain('KEY')
})

test('of a command only a shell is written down, and what is left out is said, until it is run', () => {
  const shell = { kind: 'shell', command: ['/usr/local/bin/bash'] as [string] } as const
  expect(withoutSecrets(shell)).toEqual(shell)
  expect(unkeptWords(withoutSecrets(shell))).toBeUndefined()
  const command: [string, ...string[]] = ['mysql', '-psecret']
  const kept = withoutSecrets({ kind: 'shell', user: '0', command, env: ['KEY=secret'] })
  expect(JSON.stringify(kept)).not.toMatch(/secret|KEY|mysql/)
  // The window may close again before anybody runs it.
  expect(withoutSecrets(kept)).toEqual(kept)
  expect(unkeptWords(kept)).toMatch(/command was not kept.*variables were not kept/)
  expect(withoutNotes(kept)).toEqual({ kind: 'shell', user: '0' })
  expect(withoutSecrets({ kind: 'shell', command: ['sh', '-c', 'secret'] })).not.toHaveProperty(
    'command',
  )
})

test('a tab is shown again for the same program alone', () => {
  const shell = { kind: 'shell' } as const
  expect(isSameProgram(shell, { kind: 'shell' })).toBe(true)
  expect(isSameProgram(shell, { kind: 'shell', user: '0' })).toBe(false)
  expect(isSameProgram({ kind: 'debug', image: 'a' }, { kind: 'debug', image: 'a' })).toBe(false)
})
