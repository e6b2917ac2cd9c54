import type { BuilderKind } from '#shared/contract/builds.ts'
import { quoteCmd } from '#shared/run-spec/words/quote-cmd.ts'
import { quotePosix } from '#shared/run-spec/words/quote-posix.ts'
import { quotePowershell } from '#shared/run-spec/words/quote-powershell.ts'
import type { ShellName } from '#shared/run-spec/words/word.ts'
import { isSecret } from '#shared/secret-values.ts'

/** What a line of `docker build` says: a form's settings, or those of a build that was. */
export interface LineSettings {
  readonly dockerfile: string
  readonly tags: readonly string[]
  readonly target?: string | undefined
  /** Without a value it is taken from the environment. */
  readonly args: readonly { readonly name: string; readonly value?: string }[]
  readonly secrets: readonly LineSecret[]
  readonly platform?: string | undefined
  readonly noCache: boolean
  readonly pull: boolean
}

export interface LineSecret {
  readonly id: string
  /** The file's name, where it is one. */
  readonly file?: string
}

interface LineOptions {
  readonly from: { readonly kind: 'folder' | 'archive'; readonly path: string }
  readonly builder: BuilderKind
  readonly shell: ShellName
}

/** A longer line is parted: a flag on each. */
const LINE_WIDTH = 80

const SHELLS: Readonly<
  Record<ShellName, { readonly goesOn: string; readonly quote: (text: string) => string }>
> = {
  bash: { goesOn: ' \\', quote: quotePosix },
  powershell: { goesOn: ' `', quote: quotePowershell },
  cmd: { goesOn: ' ^', quote: (text) => quoteCmd(text.replaceAll(/[\r\n]+/g, ' ')) },
}

/** The `docker build` that does the same. What may be secret is not in it. */
export function buildLine(
  settings: LineSettings,
  { from, builder, shell }: LineOptions,
): { readonly text: string; readonly remarks: readonly string[] } {
  const { goesOn, quote } = SHELLS[shell]
  const isArchive = from.kind === 'archive'
  const pieces = flagsOf(settings, isArchive ? '' : from.path)
  const flags = pieces.map((piece) => piece.map(quote).join(' '))
  const context = isArchive ? '-' : quote(from.path)
  const program = `${choosing(builder, shell)}docker build`
  const line = [program, ...flags, context].join(' ')
  const whole =
    line.length <= LINE_WIDTH ? line : [program, ...flags, context].join(`${goesOn}\n  `)
  return { text: fed(whole, from, shell), remarks: remarksOf(settings) }
}

function flagsOf(settings: LineSettings, folder: string): readonly (readonly string[])[] {
  const { dockerfile, tags, target, args, secrets, platform, noCache, pull } = settings
  const inFolder = folder === '' ? dockerfile : joined(folder, dockerfile)
  return [
    ...(dockerfile === 'Dockerfile' ? [] : [['--file', inFolder]]),
    ...tags.map((tag) => ['--tag', tag]),
    ...(target === undefined ? [] : [['--target', target]]),
    ...args.map(({ name, value }) => ['--build-arg', argWord(name, value)]),
    ...secrets.map(({ id, file }) => ['--secret', `id=${id},src=${file ?? id}`]),
    ...(platform === undefined ? [] : [['--platform', platform]]),
    ...(noCache ? [['--no-cache']] : []),
    ...(pull ? [['--pull']] : []),
  ]
}

/** The name alone has the value taken from the environment. */
function argWord(name: string, value: string | undefined): string {
  return value === undefined || isSecret(name, value) ? name : `${name}=${value}`
}

function joined(folder: string, path: string): string {
  const separator = /^[A-Za-z]:\\|^\\\\/.test(folder) ? '\\' : '/'
  return `${folder.replace(/[\\/]+$/, '')}${separator}${path.replaceAll('/', separator)}`
}

/** The docker CLI takes BuildKit by itself; for another builder it must be told. */
function choosing(builder: BuilderKind, shell: ShellName): string {
  if (builder !== 'classic') return ''
  switch (shell) {
    case 'bash':
      return 'DOCKER_BUILDKIT=0 '
    case 'powershell':
      return '$env:DOCKER_BUILDKIT = 0; '
    case 'cmd':
      return 'set DOCKER_BUILDKIT=0&& '
    default:
      return shell satisfies never
  }
}

/** An archive comes on the standard input; PowerShell would make text of it. */
function fed(line: string, from: LineOptions['from'], shell: ShellName): string {
  if (from.kind !== 'archive') return line
  const file = SHELLS[shell].quote(from.path)
  return shell === 'powershell'
    ? `cmd /c ${quotePowershell(`${line} < ${quoteCmd(from.path)}`)}`
    : `${line} < ${file}`
}

function remarksOf({ args, secrets }: LineSettings): readonly string[] {
  const hidden = args.filter(({ name, value }) => argWord(name, value) === name)
  const unfiled = secrets.filter(({ file }) => file === undefined)
  return [
    ...(hidden.length > 0
      ? [`Set ${hidden.map(({ name }) => name).join(', ')} in the environment first.`]
      : []),
    ...unfiled.map(({ id }) => `Put the secret "${id}" into the file "${id}" first.`),
  ]
}
