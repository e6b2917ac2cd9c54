import type { NotCarried, RunSpec, SpecMount } from '../run-spec.ts'
import { deviceText } from '../values/device-text.ts'
import { durationText } from '../values/duration.ts'
import { gpuRequest } from '../values/gpu-text.ts'
import { cpusText } from '../values/numbers.ts'
import { publishedTexts } from '../values/port-text.ts'
import { withoutEmpty, type Fields } from '../engine/without-empty.ts'
import { bytesText } from '../values/bytes.ts'
import { composeNetworks } from './compose-networks.ts'
import { composeVolumes } from './compose-volumes.ts'

/** A service of a Compose file, and what it has outside of itself. */
export interface ComposeService {
  readonly service: Fields
  /** Networks and volumes that exist already, by their names. */
  readonly networks: readonly string[]
  readonly volumes: readonly string[]
  readonly notCarried: readonly NotCarried[]
}

/** The container as a service of Compose. Each `$` is doubled: Compose puts variables in. */
export function composeService(spec: RunSpec): ComposeService {
  const networks = composeNetworks(spec)
  const volumes = composeVolumes(spec)
  const service = withoutEmpty({
    image: spec.image,
    container_name: spec.name,
    platform: spec.platform,
    pull_policy: spec.pull,
    ...processFields(spec),
    ...networks.fields,
    ...volumes.fields,
    ...limitFields(spec),
    ...isolationFields(spec),
    labels: spec.labels,
  })
  return {
    service: doubled({
      ...service,
      // An empty list does away with the image's, and "no" with the engine's default.
      ...(spec.entrypoint && { entrypoint: spec.entrypoint }),
      ...(spec.init !== undefined && { init: spec.init }),
      ...(spec.memorySwappiness === 0 && { mem_swappiness: 0 }),
    }) as Fields,
    networks: networks.external,
    volumes: volumes.external,
    notCarried: notCarried(spec, networks.fields['network_mode'] !== undefined),
  }
}

function processFields(spec: RunSpec): Fields {
  const { env, healthcheck, logConfig, stopTimeout } = spec
  return {
    command: spec.cmd,
    environment: Object.fromEntries(env.map(({ name, value = null }) => [name, value])),
    user: spec.user,
    group_add: spec.groupAdd,
    working_dir: spec.workingDir,
    hostname: spec.hostname,
    domainname: spec.domainname,
    stdin_open: spec.openStdin,
    tty: spec.tty,
    restart: restartWords(spec.restartPolicy),
    stop_signal: spec.stopSignal,
    stop_grace_period: stopTimeout === undefined ? undefined : `${stopTimeout}s`,
    healthcheck: healthcheck && healthFields(healthcheck),
    logging: logConfig && withoutEmpty({ driver: logConfig.type, options: logConfig.config }),
    ports: publishedTexts(spec.portBindings),
    expose: spec.exposedPorts.map((port) => port.replace(/\/tcp$/, '')),
  }
}

function restartWords(policy: RunSpec['restartPolicy']): string | undefined {
  if (!policy) return undefined
  return policy.maximumRetryCount ? `${policy.name}:${policy.maximumRetryCount}` : policy.name
}

function healthFields(health: NonNullable<RunSpec['healthcheck']>): Fields {
  if (health.test?.[0] === 'NONE') return { disable: true }
  const time = (nanoseconds: number | undefined) =>
    nanoseconds === undefined ? undefined : durationText(nanoseconds)
  return withoutEmpty({
    test: health.test,
    interval: time(health.interval),
    timeout: time(health.timeout),
    start_period: time(health.startPeriod),
    start_interval: time(health.startInterval),
    retries: health.retries,
  })
}

function limitFields(spec: RunSpec): Fields {
  const size = (bytes: number | undefined) => (bytes === undefined ? undefined : bytesText(bytes))
  const { nanoCpus, ulimits, gpus, memorySwap } = spec
  return {
    mem_limit: size(spec.memory),
    mem_reservation: size(spec.memoryReservation),
    memswap_limit: memorySwap === -1 ? -1 : size(memorySwap),
    mem_swappiness: spec.memorySwappiness,
    shm_size: size(spec.shmSize),
    cpus: nanoCpus === undefined ? undefined : Number(cpusText(nanoCpus)),
    cpu_shares: spec.cpuShares,
    cpu_period: spec.cpuPeriod,
    cpu_quota: spec.cpuQuota,
    cpu_rt_period: spec.cpuRealtimePeriod,
    cpu_rt_runtime: spec.cpuRealtimeRuntime,
    cpuset: spec.cpusetCpus,
    pids_limit: spec.pidsLimit,
    oom_kill_disable: spec.oomKillDisable,
    oom_score_adj: spec.oomScoreAdj,
    blkio_config: blockFields(spec),
    ulimits: Object.fromEntries(
      ulimits.map(({ name, soft, hard }) => [name, soft === hard ? soft : { soft, hard }]),
    ),
    deploy:
      gpus === undefined
        ? undefined
        : { resources: { reservations: { devices: [gpuFields(gpus)] } } },
    storage_opt: spec.storageOpt,
  }
}

function blockFields(spec: RunSpec): Fields {
  const rates = (figures: RunSpec['blkioDeviceReadBps']) =>
    figures.map(({ path, figure }) => ({ path, rate: figure }))
  return withoutEmpty({
    weight: spec.blkioWeight,
    weight_device: spec.blkioWeightDevice.map(({ path, figure }) => ({ path, weight: figure })),
    device_read_bps: rates(spec.blkioDeviceReadBps),
    device_write_bps: rates(spec.blkioDeviceWriteBps),
    device_read_iops: rates(spec.blkioDeviceReadIOps),
    device_write_iops: rates(spec.blkioDeviceWriteIOps),
  })
}

function gpuFields(text: string): Fields {
  const { Driver, Count, DeviceIDs, Capabilities, Options } = gpuRequest(text)
  return withoutEmpty({
    driver: Driver,
    count: Count === -1 ? 'all' : Count,
    device_ids: DeviceIDs,
    capabilities: Capabilities?.[0],
    options: Options,
  })
}

function isolationFields(spec: RunSpec): Fields {
  return {
    privileged: spec.privileged,
    read_only: spec.readonlyRootfs,
    cap_add: spec.capAdd,
    cap_drop: spec.capDrop,
    security_opt: spec.securityOpt,
    devices: spec.devices.map(deviceText),
    device_cgroup_rules: spec.deviceCgroupRules,
    sysctls: spec.sysctls,
    pid: spec.pidMode,
    ipc: spec.ipcMode,
    uts: spec.utsMode,
    userns_mode: spec.usernsMode,
    cgroup: spec.cgroupnsMode,
    cgroup_parent: spec.cgroupParent,
    runtime: spec.runtime,
    isolation: spec.isolation,
    annotations: spec.annotations,
  }
}

function notCarried(spec: RunSpec, hasMode: boolean): readonly NotCarried[] {
  const why = 'a service of Compose has no word for it'
  const names: readonly (readonly [string, boolean])[] = [
    ['--rm', spec.autoRemove],
    ['--attach', spec.attach.length > 0],
    ['--publish-all', spec.publishAllPorts],
    ['--cpuset-mems', spec.cpusetMems !== undefined],
    // A service that has a mode can be on no network.
    ['networks besides the first one', hasMode && spec.networks.length > 1],
    ['--kernel-memory', spec.kernelMemory !== undefined],
    ['--volume-driver', spec.volumeDriver !== undefined],
    // The volume is there already, with those that it has.
    ['driver and labels of a volume', spec.mounts.some(makesVolume)],
  ]
  return names.filter(([, isSaid]) => isSaid).map(([name]) => ({ name, why }))
}

function makesVolume({ volumeOptions }: SpecMount): boolean {
  return volumeOptions?.driverName !== undefined || volumeOptions?.labels !== undefined
}

/** All texts within, with what Compose would take for a variable kept from it. */
function doubled(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('$', '$$$$')
  if (Array.isArray(value)) return value.map(doubled)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, doubled(inner)]))
}
