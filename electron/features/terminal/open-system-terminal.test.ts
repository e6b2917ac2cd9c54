import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Machine } from '../../engine/index.ts'
import { openSystemTerminal } from './open-system-terminal.ts'

/** No name of a real program, so that none of this machine is found. */
const PROGRAM = 'pilothouse-test-program'
const COMMAND = [PROGRAM, 'exec', 'a b'] as const

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pilothouse-terminal-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const machine = (platform: NodeJS.Platform = 'linux'): Machine => ({
  platform,
  home: folder,
  env: { PATH: folder },
  uid: 0,
})

async function program(name: string, script: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, `#!/bin/sh\n${script}\n`)
  await chmod(path, 0o755)
  return path
}

test('the first terminal that is there is given the command, with the path of its program', async () => {
  const path = await program(PROGRAM, '')
  const written = join(folder, 'written')
  await program('x-terminal-emulator', `printf '<%s>' "$@" > ${written}; sleep 5 & exit 0`)
  await openSystemTerminal(machine(), COMMAND)
  const text = await vi.waitFor(() => readFile(written, 'utf8'))
  expect(text).toBe(`<-e><${path}><exec><a b>`)
})

test('a terminal that stays may complain for as long as it likes', async () => {
  await program(PROGRAM, '')
  const [go, written] = [join(folder, 'go'), join(folder, 'written')]
  const script = `while [ ! -e ${go} ]; do sleep 0.05; done; echo late >&2; printf on > ${written}`
  await program('x-terminal-emulator', script)
  await openSystemTerminal(machine(), COMMAND)
  await writeFile(go, '')
  await vi.waitFor(async () => expect(await readFile(written, 'utf8')).toBe('on'), 5000)
})

test('a terminal that ends at once with a complaint is an error with its words', async () => {
  await program(PROGRAM, '')
  await program('x-terminal-emulator', 'echo "cannot open display" >&2; exit 1')
  await expect(openSystemTerminal(machine(), COMMAND)).rejects.toMatchObject({
    code: 'refused',
    message: expect.stringContaining('"x-terminal-emulator" ended at once'),
    engineMessage: 'cannot open display',
  })
})

test('a program that is not there is named', async () => {
  await program('x-terminal-emulator', '')
  await expect(openSystemTerminal(machine(), COMMAND)).rejects.toMatchObject({
    code: 'not-found',
    message: expect.stringContaining(`"${PROGRAM}" is not installed here`),
  })
})

// What macOS has for it is on no other system.
test.skipIf(process.platform === 'darwin')('without one it says what was looked for', async () => {
  await program(PROGRAM, '')
  await expect(openSystemTerminal(machine('darwin'), COMMAND)).rejects.toMatchObject({
    code: 'not-found',
    hint: expect.stringContaining('osascript'),
  })
})
