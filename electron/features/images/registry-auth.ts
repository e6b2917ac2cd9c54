/** Whom the registry of a reference is to take us for, in the words of `X-Registry-Auth`. */
export type RegistryAuth = (reference: string) => Promise<string | undefined>

/** Nobody, padded as Podman wants it: engines refuse a push that does not say even that. */
export const NO_AUTH = 'e30='

export const noRegistryAuth: RegistryAuth = () => Promise.resolve(undefined)

export const REGISTRY_HINT =
  'Check the name of the image, and whether its registry asks for a login.'
