import { errorText } from '#lib/error-text.ts'
import { imageNameProblem, splitImageName } from '#lib/image-names.ts'
import { tagProblem } from '#shared/image-reference/read-reference.ts'
import { visibleText } from '#shared/visible-text.ts'
import { askForm } from '#ui/form-dialog.tsx'
import { toast } from '#ui/toast.tsx'
import { engine } from '../../ipc/client.ts'
import type { ShownContainer } from './shown-container.ts'

/** Asks for a name, and makes an image of what the container has written. */
export async function commitContainer(container: ShownContainer): Promise<void> {
  const { connection, id, name, state } = container
  await askForm({
    title: `Commit container "${visibleText(name)}" to an image`,
    verb: 'Commit',
    fields: [
      {
        kind: 'text',
        name: 'repository',
        label: 'Repository',
        placeholder: 'registry.example/team/app',
        validate: imageNameProblem,
      },
      { kind: 'text', name: 'tag', label: 'Tag', initial: 'latest', validate: tagProblem },
      { kind: 'text', name: 'comment', label: 'Comment (optional)' },
      {
        kind: 'check',
        name: 'pause',
        label: 'Pause it meanwhile, so that no file is copied half-written',
        initial: true,
        shownWhen: () => state.kind === 'running',
      },
    ],
    async submit({ repository: written, tag: beside, comment, pause }, yes) {
      const { repository, tag } = splitImageName(String(written), String(beside))
      const image = { repository, tag, comment: String(comment), pause: pause === true }
      try {
        await engine.containers.commit({ connection, id, ...image }, yes)
      } catch (cause) {
        return errorText(cause)
      }
      const text = `Committed container "${visibleText(name)}" to image "${repository}:${tag}"`
      toast({ kind: 'success', text })
      return undefined
    },
  })
}
