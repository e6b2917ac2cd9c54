import {
  ArrowRightLeft,
  CircleArrowUp,
  ClipboardCopy,
  CloudDownload,
  CloudUpload,
  Fingerprint,
  Play,
  Save,
  Tag,
  Trash2,
} from 'lucide-react'
import { checkForNewer, runContainer } from '#features/containers'
import { plainSpec } from '#shared/run-spec/run-spec.ts'
import { visibleText } from '#shared/visible-text.ts'
import { errorText } from '#lib/error-text.ts'
import { askForm } from '#ui/form-dialog.tsx'
import { toast } from '#ui/toast.tsx'
import { engine } from '../../ipc/client.ts'
import { queryClient } from '../../query-client.ts'
import type { EngineCommand } from '../../shell/engine-command.ts'
import type { CommandContext } from '../../shell/object-page.tsx'
import { imageNameProblem, splitImageName } from '#lib/image-names.ts'
import { tagProblem } from '#shared/image-reference/read-reference.ts'
import { copyImages } from './copy-images.tsx'
import { pullAgain } from './get-images.ts'
import { pushImages, saveImages } from './give-images.ts'
import { imageLookCommands } from './image-look-commands.ts'
import { takesImage } from './image-removal.ts'
import type { ImageRow } from './image-rows.ts'
import { imagesKey } from './queries.ts'
import { removeNames, removeWhole } from './remove-images.ts'

type Images = readonly ImageRow[]

/** Everything that can be done to images, in the order of the menus. */
export function imageCommands(context: CommandContext): readonly EngineCommand<ImageRow>[] {
  return [
    {
      id: 'image.run',
      label: 'Run…',
      icon: Play,
      keywords: 'start create new container',
      group: 'life',
      effect: 'change',
      appliesTo: isOne,
      run: (images) => runFirst(images),
    },
    ...imageLookCommands(context),
    {
      id: 'image.check-newer',
      label: 'Check for a newer image',
      icon: CircleArrowUp,
      keywords: 'update outdated registry pull available',
      group: 'look',
      effect: 'read',
      appliesTo: (images) => images.some(hasName),
      run: (images) =>
        checkForNewer(
          images.filter(hasName).map(({ connection, reference, image }) => ({
            connection,
            reference,
            imageId: image.id,
          })),
        ),
    },
    {
      id: 'image.tag',
      label: 'Tag…',
      icon: Tag,
      keywords: 'name rename',
      group: 'name',
      effect: 'change',
      appliesTo: isOne,
      run: (images) => tagFirst(images),
    },
    {
      id: 'image.pull-again',
      label: 'Pull again',
      icon: CloudDownload,
      keywords: 'update newest download registry latest',
      group: 'move',
      effect: 'change',
      appliesTo: (images) => images.length > 0 && images.every(hasName),
      run: pullAgain,
    },
    {
      id: 'image.push',
      label: 'Push…',
      icon: CloudUpload,
      keywords: 'upload registry publish',
      group: 'move',
      effect: 'change',
      appliesTo: (images) => images.length > 0 && images.every(hasName),
      run: pushImages,
    },
    {
      id: 'image.save',
      label: 'Save to a file…',
      icon: Save,
      keywords: 'export tar archive download',
      group: 'move',
      effect: 'read',
      appliesTo: () => true,
      run: saveImages,
    },
    {
      id: 'image.copy-to',
      label: 'Copy to another engine…',
      icon: ArrowRightLeft,
      keywords: 'transfer move send connection context',
      group: 'move',
      // What it changes is elsewhere.
      effect: 'read',
      appliesTo: () => true,
      run: copyImages,
    },
    {
      id: 'image.copy-reference',
      label: (images) => (isOne(images) ? 'Copy reference' : 'Copy references'),
      icon: ClipboardCopy,
      group: 'name',
      effect: 'read',
      appliesTo: () => true,
      run: (images) =>
        engine.desktop.copyText({ text: images.map(({ reference }) => reference).join('\n') }),
    },
    {
      id: 'image.copy-digest',
      label: (images) => (isOne(images) ? 'Copy digest' : 'Copy digests'),
      icon: Fingerprint,
      keywords: 'sha256 pin registry',
      group: 'name',
      effect: 'read',
      appliesTo: (images) => images.some(({ digest }) => digest !== undefined),
      run: (images) =>
        engine.desktop.copyText({ text: images.flatMap(({ digest }) => digest ?? []).join('\n') }),
    },
    {
      id: 'image.remove',
      label: 'Remove…',
      icon: Trash2,
      shortcut: 'Delete',
      keywords: 'delete rmi',
      group: 'end',
      effect: 'destroy',
      danger: true,
      appliesTo: () => true,
      run: removeNames,
    },
    {
      id: 'image.remove-whole',
      label: 'Remove with all names…',
      icon: Trash2,
      keywords: 'delete rmi whole image every tag',
      group: 'end',
      effect: 'destroy',
      danger: true,
      appliesTo: (images) => images.some((row) => !takesImage(row, images)),
      run: removeWhole,
    },
  ]
}

const isOne = (images: Images) => images.length === 1

/** One without a name is in no registry. */
function hasName({ image }: ImageRow): boolean {
  return image.tags.length > 0
}

async function runFirst([image]: Images): Promise<void> {
  if (!image) return
  const { connection, reference } = image
  await runContainer({ connection, spec: { ...plainSpec(reference), detach: true } })
}

async function tagFirst([image]: Images): Promise<void> {
  if (!image) return
  const { connection, reference, name } = image
  await askForm({
    title: `Tag image "${visibleText(name)}"`,
    verb: 'Tag',
    fields: [
      {
        kind: 'text',
        name: 'repository',
        label: 'Repository',
        placeholder: 'registry.example/team/app',
        validate: imageNameProblem,
      },
      { kind: 'text', name: 'tag', label: 'Tag', initial: 'latest', validate: tagProblem },
    ],
    async submit(values, yes) {
      const { repository, tag } = splitImageName(
        String(values['repository']),
        String(values['tag']),
      )
      try {
        await engine.images.tag({ connection, id: reference, repository, tag }, yes)
      } catch (cause) {
        return errorText(cause)
      }
      const text = `Tagged image "${visibleText(name)}" as "${repository}:${tag}"`
      toast({ kind: 'success', text })
      await queryClient.invalidateQueries({ queryKey: imagesKey(connection) })
      return undefined
    },
  })
}
