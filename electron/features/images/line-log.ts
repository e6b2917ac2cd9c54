import type { TaskWork } from '../tasks/index.ts'
import type { ImageLine, LayerTally } from './layer-tally.ts'

/**
 * Takes what an engine says of an image into a task: the layers as its parts, and into its log what is
 * new, once for each thing that happens to a layer and not for each of its bytes.
 */
export function createLineLog(work: TaskWork): (line: ImageLine, tally?: LayerTally) => void {
  const said = new Map<string, string>()
  return (line, tally) => {
    const { id, status, stream } = line
    const text = (status ?? stream ?? '').trim()
    if (text !== '' && (id === undefined || said.get(id) !== text)) {
      if (id !== undefined) said.set(id, text)
      work.log(id === undefined ? text : `${id}: ${text}`)
    }
    if (!tally) return
    work.parts(tally.parts())
    work.progress(tally.progress())
  }
}
