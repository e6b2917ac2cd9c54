import { engineKey, type Fix, type Startable, type Tools } from './fix.ts'
import { linesFor, needsRoot } from './owner-commands.ts'
import { toProgram } from './program.ts'

/** How to start an engine, where the programs for it are there. What needs root is only shown. */
export function startFix(what: Startable, tools: Tools): Fix | undefined {
  const [words] = linesFor('start', what, tools)?.lines ?? []
  if (!words) return undefined
  const { owner, name, instance } = what
  const title = `Start ${name}`
  const program = toProgram(words)
  const { command } = program
  if (needsRoot(words)) return { kind: 'command', title, command }
  const id = ['start', owner, ...(instance === undefined ? [] : [instance])].join(':')
  return { kind: 'run', id, title, command, engine: engineKey(what), program }
}
