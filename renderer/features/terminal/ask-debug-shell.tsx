import type { Consent } from '#lib/consent.ts'
import { errorText } from '#lib/error-text.ts'
import { visibleText } from '#shared/visible-text.ts'
import { askForm } from '#ui/form-dialog.tsx'
import { toast } from '#ui/toast.tsx'
import { engine } from '../../ipc/client.ts'
import { keepDebugImage, lastDebugImage } from './last-choices.ts'
import { likelyImage } from './likely-image.ts'
import { openProgram } from './shell-sessions.ts'
import type { TerminalTarget } from './terminal-target.ts'

/** Asks for the image of a debug shell, and opens it beside the container. */
export async function askDebugShell(target: TerminalTarget): Promise<void> {
  const { connection } = target
  const name = visibleText(target.name)
  const tags = await engine.images.list({ connection }).then(
    (images) => images.flatMap((image) => image.tags).toSorted(),
    (cause: unknown) => toast({ kind: 'error', text: errorText(cause) }),
  )
  if (!tags) return
  if (tags.length === 0) {
    return toast({ kind: 'info', text: 'There is no image on this engine to take a shell from' })
  }
  let consent: Consent | undefined
  const values = await askForm({
    async submit(_values, yes) {
      consent = yes
      return undefined
    },
    title: `Debug "${name}"`,
    verb: 'Open debug shell',
    fields: [
      {
        kind: 'choice',
        name: 'image',
        label: 'Image with the shell and the tools',
        options: tags,
        initial: likelyImage(tags, lastDebugImage()),
      },
    ],
    extra: () => (
      <p>
        A container of this image will run beside “{name}” as root, with its processes, network and
        volumes, and is removed when you close it. Nothing in “{name}” itself is changed by that.
      </p>
    ),
  })
  if (!values) return
  const image = String(values['image'])
  keepDebugImage(image)
  openProgram(target, { kind: 'debug', image }, consent)
}
