import { useEffect, useRef } from 'react'
import { bindCommands, type Command } from './command.ts'
import { registerCommandTarget } from './registry.ts'

/**
 * While mounted and with targets, the palette and the menu bar offer these commands first.
 * `title` names the targets: `web-1`, or `3 containers`.
 */
export function useCommandTarget<Target>(
  title: string,
  commands: readonly Command<Target>[],
  targets: readonly Target[],
): void {
  const latest = useRef({ commands, targets })
  useEffect(() => {
    latest.current = { commands, targets }
  })
  const hasTargets = targets.length > 0
  useEffect(() => {
    if (!hasTargets) return undefined
    return registerCommandTarget({
      title,
      commands: () => bindCommands(latest.current.commands, latest.current.targets),
    })
  }, [title, hasTargets])
}
