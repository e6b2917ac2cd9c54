import type { RunSpec, SpecMount } from '../run-spec.ts'
import { withoutEmpty, type Fields } from '../engine/without-empty.ts'
import { bindText, isHostPath } from '../values/bind-text.ts'
import { bytesText } from '../values/bytes.ts'
import type { OutsideFields } from './compose-networks.ts'

/** What is mounted into it; named volumes exist already. */
export function composeVolumes(spec: RunSpec): OutsideFields {
  const { binds, mounts, volumes, tmpfs, volumesFrom } = spec
  const named = [
    ...binds.map(({ source }) => source).filter((source) => !isHostPath(source)),
    ...mounts.flatMap(({ type, source }) => (type === 'volume' && source ? [source] : [])),
  ]
  return {
    fields: {
      volumes: [...binds.map(bindText), ...volumes, ...mounts.map(mountFields)],
      tmpfs: Object.entries(tmpfs).map(([path, options]) =>
        options === '' ? path : `${path}:${options}`,
      ),
      // Without the word it would be a service.
      volumes_from: volumesFrom.map((from) => `container:${from}`),
    },
    external: [...new Set(named)],
  }
}

function mountFields(mount: SpecMount): Fields {
  const { bindOptions = {}, volumeOptions = {}, tmpfsOptions = {} } = mount
  const { sizeBytes, mode } = tmpfsOptions
  return withoutEmpty({
    type: mount.type,
    source: mount.source,
    target: mount.target,
    read_only: mount.readOnly,
    consistency: mount.consistency,
    bind: mount.type === 'bind' ? bindFields(bindOptions) : undefined,
    volume: withoutEmpty({
      nocopy: volumeOptions.noCopy,
      subpath: volumeOptions.subpath,
    }),
    tmpfs: withoutEmpty({ size: sizeBytes === undefined ? undefined : bytesText(sizeBytes), mode }),
    image: withoutEmpty({ subpath: mount.imageSubpath }),
  })
}

/** `--mount` refuses a folder that is missing; Compose makes it, unless it is told not to. */
function bindFields(options: NonNullable<SpecMount['bindOptions']>): Fields {
  return {
    ...withoutEmpty({ propagation: options.propagation, recursive: recursionOf(options) }),
    create_host_path: options.createMountpoint ?? false,
  }
}

function recursionOf(options: NonNullable<SpecMount['bindOptions']>): string | undefined {
  if (options.nonRecursive) return 'disabled'
  if (options.readOnlyNonRecursive) return 'writable'
  return options.readOnlyForceRecursive ? 'readonly' : undefined
}
