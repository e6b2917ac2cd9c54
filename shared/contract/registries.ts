import * as z from 'zod'
import { request, type } from '../ipc/define.ts'
import { OnConnection, Reference } from './references.ts'

/** Where a login is kept. */
export type LoginStore =
  /** By `docker-credential-<name>`, for the docker CLI as well. */
  | { readonly kind: 'helper'; readonly name: string }
  /** In Docker's config.json as plain text, for the docker CLI as well. */
  | { readonly kind: 'docker-file' }
  /** In a file of ours, locked by the key store of the system. */
  | { readonly kind: 'key-store' }
  /** Until the app ends. */
  | { readonly kind: 'memory' }

/** Somebody is logged in at a registry. */
export interface RegistryLogin {
  /** As names of images have it: `docker.io`, `lab:5000`. */
  readonly host: string
  /** Empty where a token stands for the user. */
  readonly user: string
  readonly store: LoginStore
  /** Why it cannot be used. */
  readonly problem?: string
}

export interface RegistryLogins {
  /** One a registry. */
  readonly logins: readonly RegistryLogin[]
  /** What is wrong with the helpers that Docker's config.json names. */
  readonly problems: readonly string[]
  /** Where the next login would be kept. */
  readonly nextStore: LoginStore
}

/** Some names of a registry, in its order. */
export interface NamePage {
  readonly names: readonly string[]
  /** Ask on with the last of them. */
  readonly hasMore: boolean
}

/** What would go with a tag. */
export interface TagRemoval {
  /** What it leads to; it is removed only while that is so. */
  readonly digest: string
  /** Tags that lead to the same: a registry that deletes by digest alone takes them along. */
  readonly others: readonly string[]
  /** Whether all tags of the repository were looked at. */
  readonly isSure: boolean
}

/** A repository that Docker Hub knows. */
export interface HubRepository {
  readonly name: string
  readonly description: string
  readonly stars: number
  readonly isOfficial: boolean
}

/** A registry by its host, and the port where it has one. */
const OnRegistry = OnConnection.extend({
  host: z
    .string()
    .max(512)
    .regex(/^(?:[\w.-]+|\[[\da-f:]+\])(?::\d+)?$/i),
})

/** As the distribution's grammar has it: it becomes part of an address. */
const RepositoryPath = z
  .string()
  .max(255)
  .regex(/^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/)
const TagName = z.string().regex(/^\w[\w.-]{0,127}$/)
const TagInput = OnRegistry.extend({ repository: RepositoryPath, tag: TagName })

/** From where a list goes on. */
const After = { after: z.string().min(1).max(512).optional() }

/** Registries and tokens know long ones. */
const MAX_SECRET_LENGTH = 16_384

export const registries = {
  list: request({ effect: 'read', input: OnConnection, output: type<RegistryLogins>() }),
  /** Has the engine try a login, and keeps it where the registry accepts it; answers where. */
  login: request({
    effect: 'change',
    input: OnConnection.extend({
      /** As it was typed: a host, or its address. */
      host: Reference,
      user: z.string().min(1).max(512),
      password: z.string().min(1).max(MAX_SECRET_LENGTH),
      /** Where there is no helper: as plain text in Docker's config.json. */
      inDockerFile: z.boolean(),
    }),
    output: type<LoginStore>(),
  }),
  /** Forgets the login, for the docker CLI as well. */
  logout: request({ effect: 'change', input: OnRegistry }),
  /** The registry is asked by this machine, here and below: engines have no question for it. */
  repositories: request({
    effect: 'read',
    input: OnRegistry.extend(After),
    output: type<NamePage>(),
  }),
  tags: request({
    effect: 'read',
    input: OnRegistry.extend({ repository: RepositoryPath, ...After }),
    output: type<NamePage>(),
  }),
  removal: request({ effect: 'read', input: TagInput, output: type<TagRemoval>() }),
  /** Deletes a tag while it leads to this; `others` says which went along. */
  deleteTag: request({
    effect: 'destroy',
    input: TagInput.extend({
      digest: z
        .string()
        .regex(/^[\w+.-]+:[0-9a-f]+$/i)
        .max(256),
    }),
    output: type<{ readonly tookOthers: boolean }>(),
  }),
  /** Searches Docker Hub, by the engine. */
  search: request({
    effect: 'read',
    input: OnConnection.extend({ term: z.string().min(1).max(128) }),
    output: type<readonly HubRepository[]>(),
  }),
}
