import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What the stand-in says and does; it reads this anew at each run. */
interface Behaviour {
  /** As `--list` names them. */
  readonly all: readonly string[]
  readonly running: readonly string[]
  /** The socket that `docker system dial-stdio` leads to. */
  readonly engineSocket?: string
  /** What it fails with instead, on one of its streams. */
  readonly failure?: {
    readonly words: string
    readonly code: number
    readonly on: 'stdout' | 'stderr'
    readonly encoding: 'utf8' | 'utf16le'
  }
  /** As newer ones with WSL_UTF8; older ones do not know it. */
  readonly encoding?: 'utf8' | 'utf16le'
}

/** Test support: a program that answers as `wsl.exe` does, made of Node. */
export interface StandInWsl {
  readonly program: string
  behave(behaviour: Behaviour): void
  /** The arguments of each run so far. */
  calls(): readonly string[]
  remove(): void
}

const SCRIPT = `
const { appendFileSync, readFileSync } = require('node:fs')
const { connect } = require('node:net')
const { join } = require('node:path')
const args = process.argv.slice(2)
appendFileSync(join(__dirname, 'calls'), args.join(' ') + '\\n')
const wsl = JSON.parse(readFileSync(join(__dirname, 'behaviour.json'), 'utf8'))
function fail({ words, code, on, encoding }) {
  process.exitCode = code
  process[on].write(Buffer.from(words, encoding))
}
if (args[0] === '--list') {
  const names = args.includes('--running') ? wsl.running : wsl.all
  const text = names.length > 0 ? names.join('\\r\\n') : 'Es gibt keine laufenden Distributionen.'
  process.stdout.write(Buffer.from(text + '\\r\\n', wsl.encoding ?? 'utf16le'))
} else if (wsl.failure) {
  fail(wsl.failure)
} else {
  const socket = connect({ path: wsl.engineSocket, allowHalfOpen: true })
  process.stdin.pipe(socket).pipe(process.stdout)
  // What a slow reader has not taken yet goes out first.
  socket.on('end', () => process.stdout.write('', () => process.exit()))
}
`

/** Makes one in a folder of its own. */
export function createStandInWsl(): StandInWsl {
  const folder = mkdtempSync(join(tmpdir(), 'pilothouse-wsl-'))
  const program = join(folder, 'wsl.exe')
  writeFileSync(program, `#!${process.execPath}\n${SCRIPT}`, { mode: 0o755 })
  const callsFile = join(folder, 'calls')
  writeFileSync(callsFile, '')
  return {
    program,
    behave: (behaviour) => writeFileSync(join(folder, 'behaviour.json'), JSON.stringify(behaviour)),
    calls: () => readFileSync(callsFile, 'utf8').split('\n').filter(Boolean),
    remove: () => rmSync(folder, { recursive: true }),
  }
}
