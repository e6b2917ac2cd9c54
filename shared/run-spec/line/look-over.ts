import type { RunSpec } from '../run-spec.ts'
import { isNetworkMode } from '../values/network-text.ts'
import { MASKED, type Problem } from './problem.ts'

/** What stands well on the line, and will not do, or not do what one may think. */
export function lookOver(spec: RunSpec): readonly Problem[] {
  return [
    ...conflicts(spec),
    ...unsetVariables(spec),
    ...maskedValues(spec),
    ...relativePaths(spec),
    ...profileFiles(spec),
  ]
}

function conflicts(spec: RunSpec): readonly Problem[] {
  const [network] = spec.networks
  const wrong = (word: string, why: string) => ({ kind: 'wrong', word, why }) as const
  const isOwnNetwork = !network || !isNetworkMode(network.name)
  return [
    ...(spec.autoRemove && spec.restartPolicy
      ? [wrong('--rm', 'docker takes either --rm or --restart, not both')]
      : []),
    ...(spec.detach && spec.attach.length > 0
      ? [wrong('--attach', 'docker takes either --detach or --attach, not both')]
      : []),
    ...(spec.networks.length > 1 && spec.networks.some(({ name }) => isNetworkMode(name))
      ? [wrong('--network', 'host, none and container: go with no other network')]
      : []),
    ...(!isOwnNetwork && spec.portBindings.length > 0
      ? [
          {
            kind: 'attention',
            word: '--publish',
            why: `with the network "${network.name}" no port is published`,
          } as const,
        ]
      : []),
  ]
}

function unsetVariables({ env }: RunSpec): readonly Problem[] {
  const why = 'docker takes its value from your shell, which is not known here: give it one'
  return env
    .filter(({ value }) => value === undefined)
    .map(({ name }) => ({ kind: 'attention', word: `--env ${name}`, why }))
}

function maskedValues({ env, labels }: RunSpec): readonly Problem[] {
  const why = 'its value was masked when it was copied: give it the real one'
  const masked = [
    ...env.map(({ name, value = '' }) => [name, value] as const),
    ...Object.entries(labels),
  ]
  return masked
    .filter(([, value]) => value.includes(MASKED))
    .map(([name]) => ({ kind: 'attention', word: name, why }))
}

function relativePaths({ binds }: RunSpec): readonly Problem[] {
  const why = 'docker takes this path from the folder that you are in: write the whole path'
  return binds
    .filter(({ source }) => /^\.{1,2}([/\\]|$)/.test(source))
    .map(({ source }) => ({ kind: 'attention', word: source, why }))
}

/** The docker program sends what is in the file. */
function profileFiles({ securityOpt }: RunSpec): readonly Problem[] {
  const why = 'docker reads the profile from this file, and no file is read here'
  return securityOpt
    .filter((option) => /^seccomp=(?!unconfined$|builtin$|\s*\{)/.test(option))
    .map((word) => ({ kind: 'attention', word, why }))
}
