import { DockerfileParser, type Flag, type ModifiableInstruction } from 'dockerfile-ast'
import { validate } from 'dockerfile-utils'
import type { TextProblem } from '#ui/text-editor/text-problem.ts'
import {
  NO_FACTS,
  type DockerfileArg,
  type DockerfileFacts,
  type DockerfileSecret,
} from './dockerfile-facts.ts'

type Diagnostic = ReturnType<typeof validate>[number]

/** Builders set these by themselves. */
const GIVEN_ARG = /^(TARGET|BUILD)(PLATFORM|OS|ARCH|VARIANT)$|^TARGETSTAGE$/

/** A longer one was written by a program, and nobody waits for it to be looked at. */
const MAX_CHARS = 200_000

/** So many instructions are checked; nobody writes more by hand. */
const MAX_CHECKED = 1000

/** Reads a Dockerfile; what cannot be read has no facts. */
export function readDockerfile(text: string): DockerfileFacts {
  if (text.length > MAX_CHARS) return NO_FACTS
  const takeBack = lendBuffer()
  try {
    const file = DockerfileParser.parse(text)
    return {
      stages: file.getFROMs().map((from, at) => from.getBuildStage() ?? String(at)),
      args: distinct(
        file.getARGs().flatMap((arg) => arg.getProperties().map(toArg)),
        ({ name }) => name,
      ).filter(({ name }) => /^[A-Za-z_]\w*$/.test(name) && !GIVEN_ARG.test(name)),
      secrets: distinct(
        file.getInstructions().flatMap((instruction) => flagsOf(instruction).flatMap(toSecret)),
        ({ id }) => id,
      ),
      // The checker looks from each variable at all instructions: of many it would take minutes.
      problems: file.getInstructions().length > MAX_CHECKED ? [] : validate(text).map(toProblem),
    }
  } catch {
    // The parser is for what people write; nothing that is in a file may take the form away.
    return NO_FACTS
  } finally {
    takeBack()
  }
}

/** The parser asks Node for the bytes of a text, to see a byte order mark; the window has no Node. */
function lendBuffer(): () => void {
  if ('Buffer' in globalThis) return () => {}
  const from = (text: string) => new TextEncoder().encode(text)
  Object.assign(globalThis, { Buffer: { from } })
  return () => void Reflect.deleteProperty(globalThis, 'Buffer')
}

function toArg(property: { getName(): string; getValue(): string | null }): DockerfileArg {
  const standard = property.getValue()
  return { name: property.getName(), ...(standard !== null && { standard }) }
}

function flagsOf(instruction: object): readonly Flag[] {
  return 'getFlags' in instruction ? (instruction as ModifiableInstruction).getFlags() : []
}

/** `--mount=type=secret,id=npm,required=true` */
function toSecret(flag: Flag): readonly DockerfileSecret[] {
  if (flag.getName() !== 'mount') return []
  const options = new Map(
    flag.getOptions().map((option) => [option.getName(), option.getValue() ?? '']),
  )
  if (options.get('type') !== 'secret') return []
  const target = options.get('target') ?? options.get('dst') ?? options.get('destination') ?? ''
  const id = options.get('id') ?? target.split('/').at(-1) ?? ''
  // `required` alone says so too.
  const required = options.get('required') ?? 'false'
  return /^[\w.-]+$/.test(id) ? [{ id, isRequired: required !== 'false' }] : []
}

/** Flags come with new builders, of which the checker may not know: they may be right. */
const UNKNOWN_FLAG = /^Unknown flag/i

function toProblem({ range, message, severity }: Diagnostic): TextProblem {
  const text = typeof message === 'string' ? message : message.value
  const isSure = severity === 1 && !UNKNOWN_FLAG.test(text)
  return { ...placesOf(range), severity: isSure ? 'error' : 'warning', text }
}

function placesOf({ start, end }: Diagnostic['range']) {
  return {
    from: { line: start.line + 1, column: start.character + 1 },
    to: { line: end.line + 1, column: end.character + 1 },
  }
}

function distinct<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[] {
  const known = new Map<string, Item>()
  for (const item of items) if (!known.has(keyOf(item))) known.set(keyOf(item), item)
  return [...known.values()]
}
