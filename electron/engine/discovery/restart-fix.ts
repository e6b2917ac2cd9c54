import type { CommandFix, Startable, Tools } from './fix.ts'
import { linesFor } from './owner-commands.ts'

/**
 * How to restart an engine that accepts and does not answer. It mostly stops every container, and
 * the engine may only be slow: so it is a command to copy, never a button.
 */
export function restartFix(what: Startable, tools: Tools): CommandFix | undefined {
  const how = linesFor('restart', what, tools)
  if (!how) return undefined
  const loss = how.endsContainers ? ' (this stops its containers)' : ''
  // PowerShell understands `;` as well.
  const command = how.lines.map((words) => words.join(' ')).join('; ')
  return { kind: 'command', title: `Restart ${what.name}${loss}`, command }
}
