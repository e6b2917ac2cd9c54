import { setTimeout as delay } from 'node:timers/promises'
import { EngineError } from '#shared/errors.ts'
import { type Engine } from '../../engine/index.ts'
import { runInContainer } from './run-in-container.ts'

/** A shell that we started, as it can be found again. */
export interface StartedShell {
  readonly id: string
  /** Runs the script: it is there. */
  readonly shell: string
  /** Whose it is, if not the container's own user's: another one could neither see nor end it. */
  readonly user?: string | undefined
  /** `NAME=value`, in the environment of the shell and of all that it started. */
  readonly marker: string
}

/**
 * Sends a signal to every process that has the marker in its environment, and to their sessions:
 * a program that was started with an empty environment is in the session still. Shell built-ins
 * alone, for images without `ps` or `grep`. Exits with 1 when it found any.
 */
const SIGNAL_MARKED = `
marker=$1; signal=$2; sessions=' '; found=0
for p in /proc/[0-9]*; do
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in *"$marker"*)
      found=1
      IFS= read -r stat <"$p/stat" && { set -- \${stat##*) }; [ "\${4:-0}" -gt 1 ] && sessions="$sessions$4 "; }
      [ "$signal" = 0 ] || kill -s "$signal" "\${p#/proc/}"
      break ;;
    esac
  done <"$p/environ"
done 2>/dev/null
[ "$signal" = 0 ] && exit $found
for p in /proc/[0-9]*; do
  stat=; IFS= read -r stat <"$p/stat"
  set -- \${stat##*) }
  case $sessions in *" \${4:-none} "*) kill -s "$signal" "\${p#/proc/}" ;; esac
done 2>/dev/null
exit $found`

/** Time for programs to save what they hold: looked at after each of these, then killed. */
const GRACE_MS = [150, 350, 500, 1000]

/** A program that forks while it is being killed needs more than one pass. */
const KILL_PASSES = 5

/** An engine that is there and did not answer once; if it is about to go, we know by then. */
const STUMBLED_MS = 1000

/** An engine that comes and goes: after so many tries the shell is left alone. */
const MAX_TRIES = 20

/** Ends the shell and all that it started, now or as soon as the engine can be asked again. */
export async function endShell(engine: Engine, shell: StartedShell): Promise<void> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    try {
      return await hangUpThenKill(engine, shell)
    } catch (cause) {
      if (isOver(cause)) return
      await (isPaused(cause) || engine.supervisor.state.kind !== 'connected'
        ? whenBack(engine, shell.id)
        : delay(STUMBLED_MS))
    }
  }
}

async function hangUpThenKill(engine: Engine, shell: StartedShell): Promise<void> {
  if (!(await signalAll(engine, shell, 'HUP'))) return
  for (const ms of GRACE_MS) {
    await delay(ms)
    if (!(await signalAll(engine, shell, '0'))) return
  }
  for (let pass = 0; pass < KILL_PASSES; pass++) {
    if (!(await signalAll(engine, shell, 'KILL'))) return
  }
}

/** True when there were any. */
async function signalAll(
  engine: Engine,
  { id, shell, user, marker }: StartedShell,
  signal: 'HUP' | 'KILL' | '0',
): Promise<boolean> {
  const command = [shell, '-c', SIGNAL_MARKED, 'pilothouse', marker, signal]
  return (await runInContainer(engine, id, command, user)) === 1
}

/** A container that is gone or stopped has no processes. */
function isOver(cause: unknown): boolean {
  if (!(cause instanceof EngineError)) return true
  if (cause.code === 'not-found' || cause.code === 'refused') return true
  return cause.code === 'conflict' && !isPaused(cause)
}

function isPaused(cause: unknown): boolean {
  return cause instanceof EngineError && cause.code === 'conflict' && /paused/i.test(cause.message)
}

/** The engine is connected again, or the container goes on. */
function whenBack(engine: Engine, id: string): Promise<void> {
  return new Promise((resolve) => {
    const leave = [
      engine.supervisor.onState(({ kind }) => kind === 'connected' && done()),
      engine.supervisor.onEvent((event) => {
        if (event.kind === 'event' && event.id === id && event.action === 'unpause') done()
      }),
    ]
    function done() {
      for (const unsubscribe of leave) unsubscribe()
      resolve()
    }
  })
}
