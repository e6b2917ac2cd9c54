import { asEngineError, EngineError } from '#shared/errors.ts'
import type { Engine } from '../../engine/index.ts'
import type { BuildOrder, BuildWatch } from './build-order.ts'
import { openSession } from './buildkit/index.ts'
import { offerContext } from './context/index.ts'
import type { BuildLogins } from './find-logins.ts'

/** What BuildKit asks us for while it builds, until it is closed. */
export interface BuildKitAnswers {
  /** For the query of the build. */
  readonly session: string
  /** The Dockerfile in the folder that is offered; nothing where an archive is the body of the build. */
  readonly dockerfile: string | undefined
  /** Why a build has failed that the engine says this of: it knows little of our files. */
  explain(cause: unknown): unknown
  close(): void
}

interface Helpers {
  readonly watch: Pick<BuildWatch, 'signal' | 'onSent'>
  readonly logins: BuildLogins
}

/** Answers BuildKit in a session of ours: secrets, logins, and the folder that is built from. */
export async function answerBuildKit(
  engine: Engine,
  { source, settings, secrets }: Pick<BuildOrder, 'source' | 'settings' | 'secrets'>,
  { watch: { signal, onSent }, logins }: Helpers,
): Promise<BuildKitAnswers> {
  const offered =
    source.kind === 'folder' ? await offerContext(source.path, settings.dockerfile) : undefined
  let failed: EngineError | undefined
  let sent = 0
  const session = await openSession(engine, {
    secrets,
    login: (host) => logins.of(host),
    files: offered && {
      folders: offered.folders,
      onSent(bytes, folder) {
        // The Dockerfile is no part of what is built from.
        if (folder === 'context') onSent((sent += bytes))
      },
      onFailed: (cause) => (failed ??= cause),
    },
    sharedKey: offered?.sharedKey,
    signal,
  })
  return {
    session: session.id,
    dockerfile: offered?.dockerfile,
    explain: (cause) => failed ?? explainStray(cause, offered?.strayPath),
    close: () => session.close(),
  }
}

/** What Docker 28 says of it; 20.10 takes any. */
const NO_UTF8 = /invalid UTF-8/

function explainStray(cause: unknown, strayPath: string | undefined): unknown {
  const { engineMessage } = asEngineError(cause)
  if (strayPath === undefined || !NO_UTF8.test(engineMessage ?? '')) return cause
  return new EngineError({
    code: 'refused',
    message: `Cannot send "${strayPath}": its name is no UTF-8`,
    hint: 'Rename it, or name it in ".dockerignore".',
    engineMessage,
  })
}
