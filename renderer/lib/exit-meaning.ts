import { signalName, signalOf } from './signal-name.ts'

const KILLED = 137
const OUT_OF_MEMORY = 'it ran out of memory, and the kernel killed it'

/** What an exit code usually means, in a few words; nothing where it is the program's own. */
export function exitMeaning(code: number, oomKilled: boolean): string | undefined {
  if (oomKilled)
    return code === KILLED ? OUT_OF_MEMORY : 'the kernel killed a process in it for its memory'
  if (code === 0) return 'it ended without an error'
  if (code === 125) return 'the engine could not run it'
  if (code === 126) return 'the command cannot be executed'
  if (code === 127) return 'the command was not found'
  const signal = signalOf(code)
  return signal === undefined ? undefined : `ended by ${signalName(signal)}`
}
