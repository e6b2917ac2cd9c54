import { connectionOf, openConnections } from '#features/connections'
import { errorText } from '#lib/error-text.ts'
import { imagesWords } from '#lib/images-words.ts'
import type { Connection } from '#shared/contract/connections.ts'
import { visibleText } from '#shared/visible-text.ts'
import { askForm } from '#ui/form-dialog.tsx'
import { toast } from '#ui/toast.tsx'
import { engine } from '../../ipc/client.ts'
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
  const options = [...targets.keys()]
  await askForm({
    title: `Copy ${imagesWords(images.map(({ name }) => name))} to another engine`,
    verb: 'Copy',
    fields: [{ kind: 'choice', name: 'to', label: 'Engine', initial: options[0] ?? '', options }],
    async submit({ to }, yes) {
      const connection = targets.get(String(to)) ?? ''
      try {
        await engine.images.beginCopy({ connection, from, references }, yes)
      } catch (cause) {
        return errorText(cause)
      }
      return undefined
    },
  })
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
