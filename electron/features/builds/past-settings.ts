import type { BuildSettings, PastSettings } from '#shared/contract/builds.ts'
import { isSecret } from '#shared/secret-values.ts'

/** What of the settings of a build is kept: no value that is a secret. */
export function toPastSettings({ args, secrets, ...settings }: BuildSettings): PastSettings {
  return {
    ...settings,
    args: args.map(({ name, value }) => (isSecret(name, value) ? { name } : { name, value })),
    secrets: secrets.map(({ id }) => id),
  }
}

/** The values that nobody may read afterwards. */
export function hiddenValues({ args, secrets }: BuildSettings): readonly string[] {
  return [
    ...args.filter(({ name, value }) => isSecret(name, value)).map(({ value }) => value),
    ...secrets.flatMap((secret) => (secret.from === 'text' ? [secret.text] : [])),
  ]
}
