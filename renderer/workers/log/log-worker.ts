import { createLogHost } from './log-host.ts'
import { LogLines } from './log-lines.ts'
import type { LogCommand } from './protocol.ts'
import { warmUp } from './warm-up.ts'
import { createSpillFile, ownFileSystem } from './spill-file.ts'

const MIB = 1024 * 1024

/** In memory, while a file takes the rest: the newest lines, and all of most logs. */
const MEMORY = 32 * MIB

/** In memory, where no file can be written. */
const MEMORY_WITHOUT_FILE = 512 * MIB

// A worker for one log: it ends with the view, and all that it kept with it.
const spill = createSpillFile(ownFileSystem())
const log = new LogLines(MEMORY, spill, MEMORY_WITHOUT_FILE)
const receive = createLogHost(
  log,
  (report) => self.postMessage(report),
  () => spill.close(),
)

self.addEventListener('message', ({ data, ports }: MessageEvent<LogCommand>) =>
  receive(data, ports),
)

// What was asked meanwhile is answered after it, and so no later than by code that is not compiled.
warmUp()
