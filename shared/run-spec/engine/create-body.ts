import type { DeviceFigure, RunSpec, SpecMount } from '../run-spec.ts'
import { bindText } from '../values/bind-text.ts'
import { gpuRequest } from '../values/gpu-text.ts'
import { variableText } from '../values/variable-text.ts'
import { CONFIG_FIELDS, DEVICE_FIELDS, HOST_FIELDS, saysNothing } from './fields.ts'
import { withoutEmpty, type Fields } from './without-empty.ts'
import { endpointsOf } from './endpoint-body.ts'

/** What is sent to `POST /containers/create`, and what must be done after it. */
export interface CreateRequest {
  readonly query: { readonly name?: string; readonly platform?: string }
  readonly body: Fields
  /** `POST /networks/{network}/connect`, for engines that take one network with the creation. */
  readonly connects: readonly { readonly network: string; readonly endpoint: Fields }[]
}

/** CLI and engine both know it, though only the engine's fields say it. */
const NO_MASKED_PATHS = 'systempaths=unconfined'

/** The engine's own request for such a container. `takesNetworks`: API 1.44 and newer. */
export function createRequest(spec: RunSpec, takesNetworks = false): CreateRequest {
  const { name, platform, image, networks } = spec
  const endpoints = endpointsOf(spec)
  const [first, ...others] = endpoints
  const connects = takesNetworks ? [] : others
  const created = takesNetworks ? endpoints : endpoints.slice(0, first ? 1 : 0)
  return {
    query: { ...(name !== undefined && { name }), ...(platform !== undefined && { platform }) },
    body: {
      Image: image,
      ...config(spec),
      HostConfig: hostConfig(spec),
      ...(created.length > 0 &&
        networks.length > 0 && {
          NetworkingConfig: {
            EndpointsConfig: Object.fromEntries(
              created.map(({ network, endpoint }) => [network, endpoint]),
            ),
          },
        }),
    },
    connects,
  }
}

function config(spec: RunSpec): Fields {
  const { entrypoint, cmd, env, exposedPorts, portBindings, volumes, networks, healthcheck } = spec
  const ports = [...exposedPorts, ...portBindings.map(portKey)]
  return withoutEmpty({
    ...simpleFields(spec, CONFIG_FIELDS),
    ...streams(spec),
    // A list with nothing in it would leave the image's in place.
    Entrypoint: entrypoint?.length === 0 ? [''] : entrypoint,
    Cmd: cmd,
    Env: env.map(variableText),
    ExposedPorts: asSet(ports),
    Volumes: asSet(volumes),
    MacAddress: networks[0]?.macAddress,
    Healthcheck:
      healthcheck &&
      withoutEmpty({
        Test: healthcheck.test,
        Interval: healthcheck.interval,
        Timeout: healthcheck.timeout,
        StartPeriod: healthcheck.startPeriod,
        StartInterval: healthcheck.startInterval,
        Retries: healthcheck.retries,
      }),
  })
}

function streams({ attach, detach, openStdin }: RunSpec): Fields {
  const attached = attach.length > 0 ? attach : detach ? [] : ['stdout', 'stderr']
  const stdin = attached.includes('stdin') || (openStdin && !detach)
  return {
    AttachStdin: stdin,
    AttachStdout: attached.includes('stdout'),
    AttachStderr: attached.includes('stderr'),
    StdinOnce: stdin && openStdin,
  }
}

function hostConfig(spec: RunSpec): Fields {
  const { networks, securityOpt, restartPolicy, logConfig, ulimits, devices, gpus } = spec
  const isUnmasked = securityOpt.includes(NO_MASKED_PATHS)
  return {
    ...withoutEmpty({
      ...simpleFields(spec, HOST_FIELDS),
      SecurityOpt: securityOpt.filter((option) => option !== NO_MASKED_PATHS),
      NetworkMode: networks[0]?.name,
      PortBindings: portBindings(spec),
      Binds: spec.binds.map(bindText),
      Mounts: spec.mounts.map(mountBody),
      Links: spec.links,
      RestartPolicy:
        restartPolicy &&
        withoutEmpty({
          Name: restartPolicy.name,
          MaximumRetryCount: restartPolicy.maximumRetryCount,
        }),
      LogConfig: logConfig && withoutEmpty({ Type: logConfig.type, Config: logConfig.config }),
      Ulimits: ulimits.map(({ name, soft, hard }) => ({ Name: name, Soft: soft, Hard: hard })),
      Devices: devices.map(({ pathOnHost, pathInContainer, cgroupPermissions }) => ({
        PathOnHost: pathOnHost,
        PathInContainer: pathInContainer,
        CgroupPermissions: cgroupPermissions,
      })),
      DeviceRequests: gpus === undefined ? [] : [gpuRequest(gpus)],
      ...deviceFigures(spec),
    }),
    ...(isUnmasked && { MaskedPaths: [], ReadonlyPaths: [] }),
  }
}

function simpleFields(spec: RunSpec, fields: Readonly<Record<string, keyof RunSpec>>): Fields {
  const all = Object.entries(fields).map(([field, key]) => [field, spec[key]] as const)
  return Object.fromEntries(all.filter(([field, value]) => !saysNothing(field, value)))
}

function deviceFigures(spec: RunSpec): Fields {
  return Object.fromEntries(
    Object.entries(DEVICE_FIELDS).map(([field, [key, unit]]) => [
      field,
      spec[key].map(({ path, figure }: DeviceFigure) => ({ Path: path, [unit]: figure })),
    ]),
  )
}

function portBindings(spec: RunSpec): Fields {
  const byPort = new Map<string, object[]>()
  for (const binding of spec.portBindings) {
    const key = portKey(binding)
    const sameBefore = byPort.get(key) ?? []
    byPort.set(key, [...sameBefore, { HostIp: binding.hostIp, HostPort: binding.hostPort }])
  }
  return Object.fromEntries(byPort)
}

function portKey({ containerPort, protocol }: RunSpec['portBindings'][number]): string {
  return `${containerPort}/${protocol}`
}

function asSet(keys: readonly string[]): Fields {
  return Object.fromEntries(keys.map((key) => [key, {}]))
}

function mountBody({ bindOptions, volumeOptions, tmpfsOptions, ...mount }: SpecMount): Fields {
  const driver =
    volumeOptions &&
    withoutEmpty({ Name: volumeOptions.driverName, Options: volumeOptions.driverOptions })
  return withoutEmpty({
    Type: mount.type,
    Source: mount.source,
    Target: mount.target,
    ReadOnly: mount.readOnly,
    Consistency: mount.consistency,
    BindOptions:
      bindOptions &&
      withoutEmpty({
        Propagation: bindOptions.propagation,
        NonRecursive: bindOptions.nonRecursive,
        CreateMountpoint: bindOptions.createMountpoint,
        ReadOnlyNonRecursive: bindOptions.readOnlyNonRecursive,
        ReadOnlyForceRecursive: bindOptions.readOnlyForceRecursive,
      }),
    VolumeOptions:
      volumeOptions &&
      withoutEmpty({
        NoCopy: volumeOptions.noCopy,
        Labels: volumeOptions.labels,
        DriverConfig: driver,
        Subpath: volumeOptions.subpath,
      }),
    TmpfsOptions:
      tmpfsOptions && withoutEmpty({ SizeBytes: tmpfsOptions.sizeBytes, Mode: tmpfsOptions.mode }),
    ImageOptions: withoutEmpty({ Subpath: mount.imageSubpath }),
  })
}
