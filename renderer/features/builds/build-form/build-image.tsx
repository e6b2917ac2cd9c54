import type { BuildSource, PastSettings } from '#shared/contract/builds.ts'
import { ask } from '#ui/asking.tsx'
import { openObject } from '../../../shell/route-state.ts'
import { BuildDialog } from './build-dialog.tsx'

/** What the form begins with. */
export interface BuildStart {
  readonly connection: string
  readonly source?: BuildSource
  readonly settings?: PastSettings
}

let isAsking = false

/** Asks what is to be built and how, begins it, and shows it. */
export async function buildImage(start: BuildStart): Promise<void> {
  // The key that opens it works everywhere.
  if (isAsking) return
  isAsking = true
  const id = await askBuild(start).finally(() => (isAsking = false))
  if (id !== undefined) openObject(start.connection, 'builds', id, 'steps')
}

function askBuild(start: BuildStart): Promise<string | undefined> {
  return ask((answer) => <BuildDialog start={start} onDone={answer} />)
}
