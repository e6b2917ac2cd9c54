import { visibleText } from '#shared/visible-text.ts'
import { toast } from '#ui/toast.tsx'
import { goTo } from '../../shell/navigation.ts'
import { listedConnections, watchConnections } from './queries.ts'

/**
 * Says when something has switched the docker CLI to another engine: engines do so when they
 * start, and the next command in a shell then goes somewhere else. Returns the undo.
 */
export function tellOfCurrentChange(): () => void {
  let before: string | undefined
  return watchConnections(() => {
    const current = listedConnections()?.find((connection) => connection.current)
    const changed = before !== undefined && current !== undefined && current.id !== before
    before = current?.id
    if (!changed) return
    const name = visibleText(current.name)
    toast({
      kind: 'info',
      key: 'current-context',
      ...(current.ofLoginShell
        ? {
            text: `Your login shell uses "${name}"`,
            detail: 'It sets DOCKER_HOST, or the like, without which this app was started.',
          }
        : {
            text: `The docker CLI now uses "${name}"`,
            detail: 'Something has switched its current context. This window stays where it is.',
          }),
      action: {
        label: `Show ${name}`,
        run: () => goTo({ page: 'containers', connection: current.id }),
      },
    })
  })
}
