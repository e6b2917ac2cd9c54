import type { BuilderKind, BuildSettings, PastSettings } from '#shared/contract/builds.ts'
import type { ChosenFile } from '#shared/contract/desktop.ts'
import { readReference } from '#shared/image-reference/read-reference.ts'
import { imageNameProblem } from '#lib/image-names.ts'
import type { FieldProblem } from '#ui/fields/judging.ts'
import type { DockerfileFacts } from '../dockerfile/index.ts'

export interface ArgRow {
  readonly name: string
  readonly value: string
}

export interface SecretRow {
  readonly id: string
  readonly from: 'text' | 'file'
  readonly text: string
  /** One that was chosen. */
  readonly file?: ChosenFile
}

/** What stands in the fields of the form, as it was typed. */
export interface FormValues {
  readonly dockerfile: string
  readonly tags: readonly string[]
  /** Empty for the last stage. */
  readonly target: string
  /** Of the arguments that the Dockerfile has, those that are given; empty ones are not. */
  readonly args: Readonly<Record<string, string>>
  /** Those that it does not name. */
  readonly otherArgs: readonly ArgRow[]
  readonly secrets: readonly SecretRow[]
  readonly platform: string
  readonly noCache: boolean
  readonly pull: boolean
  /** Empty for the best one. */
  readonly builder: BuilderKind | ''
}

export const NO_SECRET: SecretRow = { id: '', from: 'text', text: '' }

/** A form that nobody has filled in. */
export const EMPTY_FORM: FormValues = {
  dockerfile: '',
  tags: [''],
  target: '',
  args: {},
  otherArgs: [],
  secrets: [],
  platform: '',
  noCache: false,
  pull: false,
  builder: '',
}

/** The form as it was filled in for a build that was; what was not kept has to be given again. */
export function formOf(settings: PastSettings): FormValues {
  const { dockerfile, tags, target = '', args, secrets, platform = '', noCache, pull } = settings
  return {
    dockerfile,
    tags: tags.length === 0 ? [''] : tags,
    target,
    args: Object.fromEntries(
      args.filter(({ value }) => value !== '').map(({ name, value = '' }) => [name, value]),
    ),
    // Of the Dockerfile's own, an empty one would be none.
    otherArgs: args.filter(({ value }) => value === '').map(({ name }) => ({ name, value: '' })),
    secrets: secrets.map((id) => ({ id, from: 'text', text: '' })),
    platform,
    noCache,
    pull,
    builder: settings.builder ?? '',
  }
}

/** What the form says, and what is wrong with it. */
export interface ReadForm {
  readonly settings: BuildSettings
  readonly problems: readonly FieldProblem[]
}

/**
 * Reads the form. Arguments and stages are those of the Dockerfile as it is written now; `noSecrets`
 * is why there can be no secrets.
 */
export function readForm(values: FormValues, facts: DockerfileFacts, noSecrets?: string): ReadForm {
  const { dockerfile, target, platform, noCache, pull, builder } = values
  const tags = values.tags.map((tag) => tag.trim()).filter(Boolean)
  return {
    settings: {
      dockerfile,
      tags,
      ...(target !== '' && { target }),
      args: givenArgs(values),
      secrets: values.secrets.flatMap(toSecret),
      ...(platform.trim() !== '' && { platform: platform.trim() }),
      noCache,
      pull,
      ...(builder !== '' && { builder }),
    },
    problems: [
      ...values.tags.flatMap((tag, at) => wrong(`tags.${at}`, tagProblem(tag))),
      ...wrong('target', targetProblem(target, facts)),
      ...wrong('platform', platformProblem(platform.trim())),
      ...values.otherArgs.flatMap((arg, at) => wrong(`args.${at}`, argProblem(arg))),
      ...values.secrets.flatMap((secret, at) =>
        noSecrets === undefined
          ? secretProblems(secret, at, facts)
          : wrong(`secrets.${at}`, noSecrets),
      ),
    ],
  }
}

function givenArgs({ args, otherArgs }: FormValues) {
  const given = Object.entries(args).filter(([, value]) => value !== '')
  return [
    ...given.map(([name, value]) => ({ name, value })),
    ...otherArgs
      .filter(({ name }) => name.trim() !== '')
      .map(({ name, value }) => ({ name: name.trim(), value })),
  ]
}

function toSecret({ id, from, text, file }: SecretRow): BuildSettings['secrets'] {
  if (id.trim() === '') return []
  if (from === 'text') return [{ id: id.trim(), from, text }]
  return file ? [{ id: id.trim(), from, file: file.file }] : []
}

/** A problem of a field, where there is one. */
export function wrong(field: string, text: string | undefined): readonly FieldProblem[] {
  return text === undefined ? [] : [{ field, kind: 'wrong', text }]
}

function tagProblem(tag: string): string | undefined {
  return tag.trim() === '' ? undefined : imageNameProblem(tag)
}

function targetProblem(target: string, { stages }: DockerfileFacts): string | undefined {
  const isThere = stages.some((stage) => stage.toLowerCase() === target.toLowerCase())
  if (target === '' || stages.length === 0 || isThere) return undefined
  return `The Dockerfile has no stage "${target}"`
}

const PLATFORM = /^[a-z0-9_.-]+(\/[a-z0-9_.-]+){0,2}$/i

function platformProblem(platform: string): string | undefined {
  if (platform === '' || PLATFORM.test(platform)) return undefined
  return 'Write a system and a processor: "linux/arm64"'
}

function argProblem({ name, value }: ArgRow): string | undefined {
  if (name.trim() === '') return value === '' ? undefined : 'Write the name of the argument'
  if (/^[A-Za-z_]\w*$/.test(name.trim())) return undefined
  return 'A name is of letters, digits and "_", and begins with no digit'
}

function secretProblems(
  { id, from, text, file }: SecretRow,
  at: number,
  { secrets, stages }: DockerfileFacts,
): readonly FieldProblem[] {
  const field = `secrets.${at}`
  if (id.trim() === '') return wrong(field, 'Write the id of the secret')
  if (!/^[\w.-]{1,128}$/.test(id.trim())) {
    return wrong(field, 'An id is of letters, digits, "_", "." and "-"')
  }
  if (from === 'file' && !file) return wrong(field, 'Choose its file')
  if (from === 'text' && text === '') return wrong(field, 'Write the secret, or choose a file')
  if (stages.length === 0 || secrets.some((asked) => asked.id === id.trim())) return []
  return [
    { field, kind: 'attention', text: `The Dockerfile never asks for a secret "${id.trim()}"` },
  ]
}

/** A name for an image that is built from this folder or file: its own, as names of images are. */
export function firstTag(path: string): string {
  const own = path.split(/[\\/]/).findLast(Boolean) ?? ''
  const name = own
    .toLowerCase()
    .replace(/\.(tar(\.\w+)?|tgz)$/, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
  return readReference(name).problem === undefined ? name : ''
}
