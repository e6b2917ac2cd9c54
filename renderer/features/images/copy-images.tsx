import { connectionOf, openConnections } from '#features/connections'
import type { Connection } from '#shared/contract/connections.ts'
import { visibleText } from '#shared/visible-text.ts'
import { ask } from '#ui/asking.tsx'
import { toast } from '#ui/toast.tsx'
import { engine } from '../../ipc/client.ts'
import { CopyDialog } from './copy-dialog.tsx'
import { areTooMany } from './give-images.ts'
import type { ImageRow } from './image-rows.ts'

/** Asks to which engine, and has it take the images from the one that they are on. */
export async function copyImages(images: readonly ImageRow[]): Promise<void> {
  const [first] = images
  if (!first || areTooMany(images)) return
  const { connection: from } = first
  const targets = await othersThan(from)
  if (targets.size === 0) {
    const detail = 'Connect to another engine that is not read-only.'
    return toast({ kind: 'info', text: 'There is no other engine to copy to', detail })
  }
  const references = images.map(({ reference }) => reference)
  await ask<void>((answer) => (
    <CopyDialog
      images={images}
      targets={targets}
      copyTo={(connection, yes) => engine.images.beginCopy({ connection, from, references }, yes)}
      onClose={() => answer()}
    />
  ))
}
/** By what they are called; with their ids where that is the same. */
async function othersThan(connection: string): Promise<ReadonlyMap<string, string>> {
  const own = connectionOf(connection)?.name ?? ''
  const isSame = ({ id, sameEngineAs = [] }: Connection) =>
    id === connection || sameEngineAs.includes(own)
  const others = (await openConnections()).filter((one) => !isSame(one))
  const isUnique = (name: string) => others.filter((one) => one.name === name).length === 1
  return new Map(
    others.map(({ id, name }) => [visibleText(isUnique(name) ? name : `${name} (${id})`), id]),
  )
}
