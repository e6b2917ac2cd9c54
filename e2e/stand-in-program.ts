import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, rm, symlink, unlink, writeFile } from 'node:fs/promises'
import { createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { PrivateEngine } from '../scripts/engine/private-engine.mjs'

/** What a call of the program is answered with. */
export interface StandInCall {
  readonly args: readonly string[]
  readonly say: (line: string) => void
  /** Resolves when the program has ended, by itself or by somebody else. */
  readonly ended: Promise<void>
}

/** Answers a call; the answer is the exit code. */
export type StandInAct = (call: StandInCall) => Promise<number>

/** A home folder with a Colima profile, and a program `colima` that the test acts for. */
export interface ColimaHome {
  readonly home: string
  /** Where the profile's engine is, while it runs. */
  readonly socketPath: string
  readonly env: Readonly<Record<string, string>>
  /** Each call that came, as one would have typed it. */
  readonly calls: readonly string[]
  /** What the program does from now on. */
  act(next: StandInAct): void
  /** Does as Colima does, with a real engine for its VM. */
  runs(engine: PrivateEngine): Promise<void>
  remove(): Promise<void>
}

/** Sends its arguments, prints what comes back, and ends with the code of the last line. */
const PROGRAM = `
const { connect } = require('node:net')
const { createInterface } = require('node:readline')
const socket = connect(process.env.STAND_IN_SOCKET)
socket.write(JSON.stringify({ args: process.argv.slice(2) }) + '\\n')
createInterface({ input: socket }).on('line', (line) => {
  const answer = JSON.parse(line)
  if ('exit' in answer) process.exit(answer.exit)
  process.stdout.write(answer.say + '\\n')
})
`

/** Makes the home; nothing answers the program before `act` or `runs`. */
export async function makeColimaHome(): Promise<ColimaHome> {
  const home = await mkdtemp(join(tmpdir(), 'pilothouse-home-'))
  const [bin, profile] = [join(home, 'bin'), join(home, '.colima', 'default')]
  await mkdir(bin)
  await mkdir(profile, { recursive: true })
  const program = join(bin, 'colima')
  await writeFile(program, `#!${process.execPath}\n${PROGRAM}`)
  await chmod(program, 0o755)
  const calls: string[] = []
  let act: StandInAct = () => Promise.resolve(0)
  const server = createServer((socket) => void answer(socket))
  server.listen(join(home, 'stand-in.sock'))
  await once(server, 'listening')

  async function answer(socket: Socket) {
    const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()))
    // A program that is cancelled hangs up.
    socket.on('error', () => {})
    const tell = (answer: object) => socket.writable && socket.write(`${JSON.stringify(answer)}\n`)
    const [line] = (await once(createInterface({ input: socket }), 'line')) as [string]
    const { args } = JSON.parse(line) as { args: string[] }
    calls.push(['colima', ...args].join(' '))
    tell({ exit: await act({ args, ended, say: (text) => tell({ say: text }) }) })
  }

  const socketPath = join(profile, 'docker.sock')
  return {
    home,
    socketPath,
    calls,
    env: {
      HOME: home,
      XDG_RUNTIME_DIR: join(home, 'run'),
      PATH: `${bin}:${process.env['PATH']}`,
      STAND_IN_SOCKET: join(home, 'stand-in.sock'),
      DOCKER_CONFIG: join(home, '.docker'),
      PILOTHOUSE_DISCOVERY: home,
    },
    act: (next) => (act = next),
    async runs(engine) {
      await symlink(engine.socketPath, socketPath)
      act = asColima(engine, socketPath)
    },
    async remove() {
      server.close()
      await rm(home, { recursive: true, force: true })
    },
  }
}

function asColima(engine: PrivateEngine, socketPath: string): StandInAct {
  const verbs: Readonly<Record<string, (say: StandInCall['say']) => Promise<void>>> = {
    async start(say) {
      say('starting the VM')
      await engine.start()
      await symlink(engine.socketPath, socketPath)
    },
    async stop(say) {
      say('stopping the VM')
      await engine.terminate()
      await unlink(socketPath)
    },
    async restart(say) {
      await verbs['stop']?.(say)
      await verbs['start']?.(say)
    },
  }
  return async ({ args: [verb = ''], say }) => {
    await verbs[verb]?.(say)
    say('done')
    return verb in verbs ? 0 : 1
  }
}
