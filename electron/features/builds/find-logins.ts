import type { BuildSettings } from '#shared/contract/builds.ts'
import { readReference } from '#shared/image-reference/read-reference.ts'
import type { Engine } from '../../engine/index.ts'
import { hostOf, serverOf } from '../../registries/index.ts'
import type { BuildLogin } from './buildkit/index.ts'
import type { DockerfileOutline } from './steps/dockerfile-outline.ts'

/** A login as the Engine API has it. */
interface AuthConfig {
  readonly username?: string
  readonly password?: string
  readonly identitytoken?: string
}

/**
 * The logins for the registries that a Dockerfile names, by server, as the Engine API has them in
 * `X-Registry-Config`. Of others nobody is told.
 */
export async function findLogins(
  engine: Engine,
  outline: DockerfileOutline,
  args: BuildSettings['args'],
  signal: AbortSignal,
): Promise<object> {
  const hosts = [...new Set(imagesOf(outline, args).flatMap(hostsOf))]
  const logins = await Promise.all(
    hosts.map(async (host) => {
      const { login } = await engine.registryAuth(anyImageOf(host), signal)
      return login ? [[serverOf(host), login]] : []
    }),
  )
  return Object.fromEntries(logins.flat())
}

/** The login for a registry that BuildKit asks for by its host. */
export async function findLogin(
  engine: Engine,
  host: string,
  signal: AbortSignal,
): Promise<BuildLogin | undefined> {
  const { login } = await engine.registryAuth(anyImageOf(hostOf(host)), signal)
  if (!login) return undefined
  const { username = '', password, identitytoken } = login as AuthConfig
  return identitytoken === undefined
    ? { username, password: password ?? '' }
    : { token: identitytoken }
}

function anyImageOf(host: string): string {
  return `${host}/any`
}

/** What is begun with or copied from, with the arguments put in. */
function imagesOf({ stages, instructions }: DockerfileOutline, args: BuildSettings['args']) {
  const values = new Map<string, string>()
  for (const { stage, keyword, text } of instructions) {
    const [, name, value] = /^ARG ([^=\s]+)=(\S*)/.exec(text) ?? []
    if (keyword === 'ARG' && stage === undefined && name !== undefined)
      values.set(name, value ?? '')
  }
  for (const { name, value } of args) values.set(name, value)
  const copied = instructions.flatMap(({ text }) => /--from=(\S+)/.exec(text)?.[1] ?? [])
  return [...stages.map(({ from }) => from), ...copied].map((image) =>
    image.replaceAll(/\$\{?(\w+)[^}\s/:]*\}?/g, (_all, name: string) => values.get(name) ?? ''),
  )
}

function hostsOf(image: string): readonly string[] {
  const { reference } = readReference(image)
  return reference ? [reference.domain] : []
}
