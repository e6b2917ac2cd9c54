/** What somebody logs in with. */
export interface Credentials {
  readonly username: string
  /** A password, or what the registry gave in its place. */
  readonly secret: string
  /** The secret is an identity token, and there may be no user's name. */
  readonly isToken?: boolean
}

/** The name that helpers keep identity tokens under. */
export const TOKEN_USER = '<token>'

/** What the Engine API calls a login (`X-Registry-Auth`, `POST /auth`). */
export function toAuthConfig(serveraddress: string, { username, secret, isToken }: Credentials) {
  return isToken === true
    ? { username, identitytoken: secret, serveraddress }
    : { username, password: secret, serveraddress }
}
