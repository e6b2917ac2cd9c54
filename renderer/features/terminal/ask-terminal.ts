import type { Consent } from '#lib/consent.ts'
import { errorText } from '#lib/error-text.ts'
import { asEngineError } from '#shared/errors.ts'
import { visibleText } from '#shared/visible-text.ts'
import { askForm } from '#ui/form-dialog.tsx'
import { toast } from '#ui/toast.tsx'
import { engine } from '../../ipc/client.ts'
import { keepChoice, lastChoice } from './last-choices.ts'
import { openProgram } from './shell-sessions.ts'
import {
  commandProblem,
  envProblem,
  folderProblem,
  isOwnCommand,
  OWN_COMMAND,
  toProgram,
} from './shell-choice.ts'
import type { TerminalTarget } from './terminal-target.ts'

/** Asks what is to run in a terminal, for whom and where, and opens it. */
export async function askTerminal(target: TerminalTarget, image: string): Promise<void> {
  const shells = await findShells(target)
  if (!shells) return
  const before = lastChoice(image)
  const options = [...shells, OWN_COMMAND]
  let consent: Consent | undefined
  const values = await askForm({
    async submit(_values, yes) {
      consent = yes
      return undefined
    },
    title: `Open a terminal in "${visibleText(target.name)}"`,
    verb: 'Open terminal',
    fields: [
      {
        kind: 'choice',
        name: 'shell',
        label: 'Shell',
        options,
        ...(options.includes(before.shell ?? '') && { initial: before.shell ?? '' }),
      },
      {
        kind: 'text',
        name: 'command',
        label: 'Command, with quotes as in a shell',
        placeholder: 'python3 -i',
        shownWhen: isOwnCommand,
        validate: commandProblem,
      },
      {
        kind: 'text',
        name: 'user',
        label: 'User or uid, with :group if need be (empty: the container’s own)',
        placeholder: 'root',
        initial: before.user ?? '',
      },
      {
        kind: 'text',
        name: 'folder',
        label: 'Working directory (empty: the container’s own)',
        placeholder: '/srv/app',
        initial: before.folder ?? '',
        validate: folderProblem,
      },
      {
        kind: 'text',
        name: 'env',
        label: 'Environment, one NAME=value a line; it is not kept',
        placeholder: 'DEBUG=1',
        lines: true,
        validate: envProblem,
      },
    ],
  })
  if (!values) return
  const program = toProgram(values)
  const { user, folder } = program
  const shell = isOwnCommand(values) ? {} : { shell: String(values['shell']) }
  keepChoice(image, { ...shell, ...(user && { user }), ...(folder && { folder }) })
  openProgram(target, program, consent)
}

/** None where the image has none; undefined where they could not be looked for, which is said. */
async function findShells({ connection, id }: TerminalTarget) {
  try {
    return await engine.terminal.findShells({ connection, id })
  } catch (cause) {
    if (asEngineError(cause).code === 'no-shell') return []
    toast({ kind: 'error', text: errorText(cause) })
    return undefined
  }
}
