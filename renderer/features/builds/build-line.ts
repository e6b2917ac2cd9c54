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
  options: LineOptions,
): { readonly text: string; readonly remarks: readonly string[] } {
  return { text: textOf(settings, options), remarks: remarksOf(settings) }
}

function textOf(settings: LineSettings, options: LineOptions): string {
  const { from, shell } = options
  const { goesOn } = SHELLS[shell]
  // PowerShell would make text of an archive, so cmd is told all of it, on one line.
  if (from.kind === 'archive' && shell === 'powershell') {
    return `cmd /c ${quotePowershell(piecesOf(settings, { ...options, shell: 'cmd' }).join(' '))}`
  }
  const pieces = piecesOf(settings, options)
  const line = pieces.join(' ')
  return line.length <= LINE_WIDTH ? line : pieces.join(`${goesOn}\n  `)
}

/** What stays together on a line. */
function piecesOf(
  settings: LineSettings,
  { from, builder, shell }: LineOptions,
): readonly string[] {
  const { quote } = SHELLS[shell]
  const isArchive = from.kind === 'archive'
  const flags = flagsOf(settings, isArchive ? '' : from.path)
  return [
    `${choosing(builder, shell)}docker build`,
    ...flags.map((flag) => flag.map(quote).join(' ')),
    // It comes on the standard input.
    isArchive ? `- < ${quote(from.path)}` : quote(from.path),
  ]
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

/** The docker CLI takes BuildKit by itself, which Podman has not; for another builder it must be told. */
function choosing(builder: BuilderKind, shell: ShellName): string {
  if (builder === 'buildkit') return ''
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
