import { FLAGS } from '#shared/run-spec/flags/flags.ts'
import type { RunSpec, SpecNetwork } from '#shared/run-spec/run-spec.ts'
import { isHostPath } from '#shared/run-spec/values/bind-text.ts'
import { publishedTexts } from '#shared/run-spec/values/port-text.ts'
import { quotePosix } from '#shared/run-spec/words/quote-posix.ts'
import {
  isPlainFlag,
  type FormValues,
  type MountRow,
  type NetworkRow,
  type PortRow,
} from './form-values.ts'

/** The fields of the form for such a container. */
export function toForm(spec: RunSpec): FormValues {
  const { image, entrypoint, cmd, env, portBindings } = spec
  return {
    image,
    // One empty word: none, whatever the image has.
    entrypoint: entrypoint ? wordsText(entrypoint.length === 0 ? [''] : entrypoint) : '',
    cmd: wordsText(cmd),
    ports: publishedTexts(portBindings).map(toPortRow),
    env,
    mounts: mountRows(spec),
    networks: spec.networks.map(toNetworkRow),
    flags: Object.fromEntries(
      FLAGS.filter(isPlainFlag)
        .map(({ name, write }) => [name, write(spec)] as const)
        .filter(([, texts]) => texts.length > 0),
    ),
  }
}

function wordsText(words: readonly string[]): string {
  return words.map(quotePosix).join(' ')
}

/** Of `127.0.0.1:8080:80/udp`: brackets hold an address of six. */
function toPortRow(text: string): PortRow {
  const [, spot = text, protocol = 'tcp'] = /^([^/]*)(?:\/(.*))?$/.exec(text) ?? []
  const [, bracketed, plain, hostPort = '', containerPort = ''] =
    /^(?:(?:\[([^\]]*)\]|([^:]*)):(?=[^:]*:))?(?:([^:]*):)?([^:]*)$/.exec(spot) ?? []
  return { hostIp: bracketed ?? plain ?? '', hostPort, containerPort, protocol }
}

function mountRows({ binds, volumes, tmpfs }: RunSpec): readonly MountRow[] {
  return [
    ...binds.map(({ source, target, options }): MountRow => ({
      kind: isHostPath(source) ? 'bind' : 'volume',
      source,
      target,
      options: options.join(','),
    })),
    ...volumes.map((target): MountRow => ({ kind: 'anonymous', source: '', target, options: '' })),
    ...Object.entries(tmpfs).map(([target, options]): MountRow => ({
      kind: 'tmpfs',
      source: '',
      target,
      options,
    })),
  ]
}

function toNetworkRow(network: SpecNetwork): NetworkRow {
  const { name, aliases, ipv4Address, ipv6Address } = network
  return { name, aliases: aliases.join(', '), ip: ipv4Address ?? ipv6Address ?? '', base: network }
}
