import { errorText } from '#lib/error-text.ts'
import { visibleText } from '#shared/visible-text.ts'
import { askForm } from '#ui/form-dialog.tsx'
import { toast } from '#ui/toast.tsx'
import { engine } from '../../ipc/client.ts'
import { changedLimits, LIMIT_FIELDS, limitProblem, limitText, RESTARTS } from './live-limits.ts'
import type { ShownContainer } from './shown-container.ts'

/** Asks for other limits and another restart policy, and sets them without making it anew. */
export async function updateLimits({ connection, id, name }: ShownContainer): Promise<void> {
  const { spec } = await engine.containers.spec({ connection, id })
  const { name: policy = 'no', maximumRetryCount } = spec.restartPolicy ?? {}
  await askForm({
    title: `Update limits of container "${visibleText(name)}"`,
    verb: 'Update',
    fields: [
      ...LIMIT_FIELDS.map((field) => {
        const { name, label, placeholder } = field
        const initial = limitText(spec, field)
        const validate = (text: string) => limitProblem(field, initial, text)
        return { kind: 'text' as const, name, label, placeholder, initial, validate }
      }),
      {
        kind: 'choice',
        name: 'restart',
        label: 'Restart policy',
        initial: policy,
        options: RESTARTS,
      },
      {
        kind: 'text',
        name: 'retries',
        label: 'Restarts at most (empty: any number)',
        initial: maximumRetryCount === undefined ? '' : String(maximumRetryCount),
        validate: (text) => (/^\s*\d*\s*$/.test(text) ? undefined : 'Write a number, or nothing'),
        shownWhen: ({ restart }) => restart === 'on-failure',
      },
    ],
    async submit(values, yes) {
      const limits = changedLimits(spec, values)
      if (Object.keys(limits).length === 0) return undefined
      try {
        const warnings = await engine.containers.update({ connection, id, limits }, yes)
        toast({
          kind: 'success',
          text: `Updated container "${visibleText(name)}"`,
          ...(warnings.length > 0 && { detail: visibleText(warnings.join('\n')) }),
        })
        return undefined
      } catch (cause) {
        return errorText(cause)
      }
    },
  })
}
