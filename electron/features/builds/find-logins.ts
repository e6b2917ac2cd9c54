import type { BuildSettings } from '#shared/contract/builds.ts'
import { readReference } from '#shared/image-reference/read-reference.ts'
import type { Engine } from '../../engine/index.ts'
import { hostOf, serverOf } from '../../registries/index.ts'
import type { BuildLogin } from './buildkit/index.ts'
import type { DockerfileOutline } from './steps/dockerfile-outline.ts'

/** The logins for the registries that a Dockerfile names. Of others nobody is told. */
export interface BuildLogins {
  /** All of them by server, as the Engine API has them in `X-Registry-Config`. */
  all(): Promise<object>
  /** The one that BuildKit asks for, by the host of a registry. */
  of(host: string): Promise<BuildLogin | undefined>
  /** Why one that there may be was not found. */
  readonly problem: string | undefined
}

/** A login as the Engine API has it. */
interface AuthConfig {
  readonly username?: string
  readonly password?: string
  readonly identitytoken?: string
}

/** Each is looked for when it is asked for. */
export function createBuildLogins(
  engine: Engine,
  outline: DockerfileOutline,
  { args, signal }: { readonly args: BuildSettings['args']; readonly signal: AbortSignal },
): BuildLogins {
  const hosts = new Set(imagesOf(outline, args).flatMap(hostsIn))
  let problem: string | undefined

  async function find(host: string): Promise<object | undefined> {
    const found = await engine.registryAuth(`${host}/any`, signal)
    problem ??= found.problem
    return found.login
  }

  return {
    async all() {
      const found = [...hosts].map(async (host) => [serverOf(host), await find(host)] as const)
      const logins = await Promise.all(found)
      return Object.fromEntries(logins.filter(([, login]) => login !== undefined))
    },
    async of(asked) {
      const host = hostOf(asked)
      const login = hosts.has(host) ? await find(host) : undefined
      if (!login) return undefined
      const { username = '', password = '', identitytoken } = login as AuthConfig
      return identitytoken === undefined ? { username, password } : { token: identitytoken }
    },
    get problem() {
      return problem
    },
  }
}

/** What is begun with, copied or mounted from, and who reads the Dockerfile. */
function imagesOf(
  { stages, instructions, globals, syntax }: DockerfileOutline,
  args: BuildSettings['args'],
): readonly string[] {
  const values = new Map<string, string>()
  for (const { name, value } of globals) values.set(name, expand(value, values))
  for (const { name, value } of args) values.set(name, value)
  const taken = instructions.flatMap(({ text }) =>
    [...text.matchAll(/[-,]from=([^\s,]+)/g)].map(([, image = '']) => image),
  )
  const named = [...stages.map(({ from }) => from), ...taken].map((image) => expand(image, values))
  const isStage = new Set(stages.flatMap(({ name }) => name ?? []))
  const images = named.filter((image) => !isStage.has(image.toLowerCase()) && !/^\d+$/.test(image))
  return [...images, ...(syntax === undefined ? [] : [syntax])]
}

/** `$BASE`, `${BASE}` and `${BASE:-busybox}`. */
function expand(text: string, values: ReadonlyMap<string, string>): string {
  return text.replaceAll(
    /\$(?:\{(\w+)(?::?-([^}]*))?[^}]*\}|(\w+))/g,
    (_all, braced: string | undefined, otherwise: string | undefined, bare: string | undefined) => {
      const value = values.get(braced ?? bare ?? '') ?? ''
      return value === '' ? (otherwise ?? '') : value
    },
  )
}

function hostsIn(image: string): readonly string[] {
  const { reference } = readReference(image)
  return reference && image !== 'scratch' ? [reference.domain] : []
}
