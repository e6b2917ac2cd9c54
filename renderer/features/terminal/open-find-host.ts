// oxlint-disable-next-line import/default -- the build puts the address of that program here
import searchUrl from '../../workers/log/find-worker.ts?worker&url'
import { openWorker } from '../../workers/open-worker.ts'
import type { FindHost } from './terminal-find.ts'

/** A worker that searches one terminal. */
export function openFindHost(): FindHost {
  return openWorker(searchUrl)
}
