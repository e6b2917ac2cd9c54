import { TERMINAL } from './run-shell.ts'
import { SIDECAR_LABEL, SIDECAR_OF_LABEL } from './sidecar-label.ts'

/** What a sidecar is made of. */
export interface SidecarPlan {
  readonly image: string
  /** The container that it looks into. */
  readonly target: string
  /** Names this app, on the engine. */
  readonly owner: string
  /** The target has volumes without a name. */
  readonly sharesNameless: boolean
}

/** The best shell of the image by its own `PATH`; a program that is not there is refused at the start. */
const SHELL = ['sh', '-c', 'command -v bash >/dev/null 2>&1 && exec bash; exec sh']

/** The body of the engine's `create`. */
export function sidecarBody({ image, target, owner, sharesNameless }: SidecarPlan) {
  const shared = `container:${target}`
  return {
    Image: image,
    Entrypoint: SHELL,
    Cmd: [],
    Env: [TERMINAL],
    // The files of other processes are there for root alone.
    User: '0',
    WorkingDir: '/',
    Tty: true,
    OpenStdin: true,
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    // Podman stops what it removes by force, and a shell at its prompt lets the softer signals pass.
    StopSignal: 'SIGKILL',
    Labels: { [SIDECAR_LABEL]: owner, [SIDECAR_OF_LABEL]: target },
    HostConfig: {
      // The engine's own removal takes volumes without a name along, and here they are another's.
      AutoRemove: !sharesNameless,
      PidMode: shared,
      NetworkMode: shared,
      VolumesFrom: [target],
      // `/proc/1/root` of a process of another user.
      CapAdd: ['SYS_PTRACE'],
      // What is typed there is nobody's log.
      LogConfig: { Type: 'none', Config: {} },
    },
  }
}
