import * as z from 'zod'

/** A policy or a script may be long; nothing that a container is made of is longer. */
const MAX_TEXT = 128 * 1024
const MAX_ITEMS = 4096

const Text = z.string().max(MAX_TEXT)
const Figure = z.number()
const Switch = z.boolean()

const listOf = <Item extends z.ZodType>(item: Item) => z.array(item).max(MAX_ITEMS).readonly()
const Texts = listOf(Text)
const Pairs = z.record(Text, Text)
const text = Text.exactOptional()
const figure = Figure.exactOptional()
const flag = Switch.exactOptional()
const map = Pairs.exactOptional()

const Network = z.object({
  name: Text,
  aliases: Texts,
  ipv4Address: text,
  ipv6Address: text,
  linkLocalIps: Texts,
  macAddress: text,
  driverOpts: Pairs,
  gwPriority: figure,
})

const Mount = z.object({
  type: Text,
  source: text,
  target: Text,
  readOnly: flag,
  consistency: text,
  bindOptions: z
    .object({
      propagation: text,
      nonRecursive: flag,
      createMountpoint: flag,
      readOnlyNonRecursive: flag,
      readOnlyForceRecursive: flag,
    })
    .exactOptional(),
  volumeOptions: z
    .object({
      noCopy: flag,
      labels: map,
      driverName: text,
      driverOptions: map,
      subpath: text,
    })
    .exactOptional(),
  tmpfsOptions: z.object({ sizeBytes: figure, mode: figure }).exactOptional(),
  imageSubpath: text,
})

const Healthcheck = z.object({
  test: Texts.exactOptional(),
  interval: figure,
  timeout: figure,
  startPeriod: figure,
  startInterval: figure,
  retries: figure,
})

const DeviceFigures = listOf(z.object({ path: Text, figure: Figure }))

/** A container to be run, as the window asks for it. */
export const RunSpecInput = z.object({
  image: Text.min(1),
  name: text,
  platform: text,
  pull: text,
  detach: Switch,
  attach: Texts,
  entrypoint: Texts.exactOptional(),
  cmd: Texts,
  env: listOf(z.object({ name: Text, value: text })),
  labels: Pairs,
  user: text,
  workingDir: text,
  hostname: text,
  domainname: text,
  stopSignal: text,
  stopTimeout: figure,
  tty: Switch,
  openStdin: Switch,
  healthcheck: Healthcheck.exactOptional(),
  exposedPorts: Texts,
  volumes: Texts,
  portBindings: listOf(
    z.object({ hostIp: Text, hostPort: Text, containerPort: Figure, protocol: Text }),
  ),
  publishAllPorts: Switch,
  binds: listOf(z.object({ source: Text, target: Text, options: Texts })),
  mounts: listOf(Mount),
  tmpfs: Pairs,
  volumesFrom: Texts,
  volumeDriver: text,
  networks: listOf(Network),
  links: Texts,
  dns: Texts,
  dnsOptions: Texts,
  dnsSearch: Texts,
  extraHosts: Texts,
  restartPolicy: z.object({ name: Text, maximumRetryCount: figure }).exactOptional(),
  autoRemove: Switch,
  init: flag,
  memory: figure,
  memoryReservation: figure,
  memorySwap: figure,
  memorySwappiness: figure,
  kernelMemory: figure,
  shmSize: figure,
  nanoCpus: figure,
  cpuShares: figure,
  cpuPeriod: figure,
  cpuQuota: figure,
  cpuRealtimePeriod: figure,
  cpuRealtimeRuntime: figure,
  cpusetCpus: text,
  cpusetMems: text,
  pidsLimit: figure,
  oomKillDisable: Switch,
  oomScoreAdj: figure,
  blkioWeight: figure,
  blkioWeightDevice: DeviceFigures,
  blkioDeviceReadBps: DeviceFigures,
  blkioDeviceWriteBps: DeviceFigures,
  blkioDeviceReadIOps: DeviceFigures,
  blkioDeviceWriteIOps: DeviceFigures,
  ulimits: listOf(z.object({ name: Text, soft: Figure, hard: Figure })),
  privileged: Switch,
  readonlyRootfs: Switch,
  capAdd: Texts,
  capDrop: Texts,
  securityOpt: Texts,
  devices: listOf(z.object({ pathOnHost: Text, pathInContainer: Text, cgroupPermissions: Text })),
  deviceCgroupRules: Texts,
  gpus: text,
  groupAdd: Texts,
  sysctls: Pairs,
  pidMode: text,
  ipcMode: text,
  utsMode: text,
  usernsMode: text,
  cgroupnsMode: text,
  cgroupParent: text,
  runtime: text,
  isolation: text,
  storageOpt: Pairs,
  annotations: Pairs,
  logConfig: z.object({ type: text, config: Pairs }).exactOptional(),
})
