import type { RunSpec } from '../run-spec.ts'

/** Fields of `Config` that a spec holds as they are. */
export const CONFIG_FIELDS = {
  User: 'user',
  WorkingDir: 'workingDir',
  Hostname: 'hostname',
  Domainname: 'domainname',
  StopSignal: 'stopSignal',
  StopTimeout: 'stopTimeout',
  Tty: 'tty',
  OpenStdin: 'openStdin',
  Labels: 'labels',
} as const satisfies Readonly<Record<string, keyof RunSpec>>

/** Fields of `HostConfig` that a spec holds as they are. */
export const HOST_FIELDS = {
  PublishAllPorts: 'publishAllPorts',
  Tmpfs: 'tmpfs',
  VolumesFrom: 'volumesFrom',
  VolumeDriver: 'volumeDriver',
  Dns: 'dns',
  DnsOptions: 'dnsOptions',
  DnsSearch: 'dnsSearch',
  ExtraHosts: 'extraHosts',
  AutoRemove: 'autoRemove',
  Init: 'init',
  Memory: 'memory',
  MemoryReservation: 'memoryReservation',
  MemorySwap: 'memorySwap',
  MemorySwappiness: 'memorySwappiness',
  KernelMemory: 'kernelMemory',
  ShmSize: 'shmSize',
  NanoCpus: 'nanoCpus',
  CpuShares: 'cpuShares',
  CpuPeriod: 'cpuPeriod',
  CpuQuota: 'cpuQuota',
  CpuRealtimePeriod: 'cpuRealtimePeriod',
  CpuRealtimeRuntime: 'cpuRealtimeRuntime',
  CpusetCpus: 'cpusetCpus',
  CpusetMems: 'cpusetMems',
  PidsLimit: 'pidsLimit',
  OomKillDisable: 'oomKillDisable',
  OomScoreAdj: 'oomScoreAdj',
  BlkioWeight: 'blkioWeight',
  Privileged: 'privileged',
  ReadonlyRootfs: 'readonlyRootfs',
  CapAdd: 'capAdd',
  CapDrop: 'capDrop',
  SecurityOpt: 'securityOpt',
  DeviceCgroupRules: 'deviceCgroupRules',
  GroupAdd: 'groupAdd',
  Sysctls: 'sysctls',
  PidMode: 'pidMode',
  IpcMode: 'ipcMode',
  UTSMode: 'utsMode',
  UsernsMode: 'usernsMode',
  CgroupnsMode: 'cgroupnsMode',
  CgroupParent: 'cgroupParent',
  Runtime: 'runtime',
  Isolation: 'isolation',
  StorageOpt: 'storageOpt',
  Annotations: 'annotations',
} as const satisfies Readonly<Record<string, keyof RunSpec>>

/** Figures for devices, by the name of what is counted. */
export const DEVICE_FIELDS = {
  BlkioWeightDevice: ['blkioWeightDevice', 'Weight'],
  BlkioDeviceReadBps: ['blkioDeviceReadBps', 'Rate'],
  BlkioDeviceWriteBps: ['blkioDeviceWriteBps', 'Rate'],
  BlkioDeviceReadIOps: ['blkioDeviceReadIOps', 'Rate'],
  BlkioDeviceWriteIOps: ['blkioDeviceWriteIOps', 'Rate'],
} as const satisfies Readonly<Record<string, readonly [keyof RunSpec, 'Weight' | 'Rate']>>

/** Zero and "no" are something else there than nothing. */
const WITH_ZERO: ReadonlySet<string> = new Set(['StopTimeout', 'MemorySwappiness', 'Init'])

/** Whether the field says no more than it would without it. */
export function saysNothing(field: string, value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true
  if (value === 0 || value === false) return !WITH_ZERO.has(field)
  if (Array.isArray(value)) return value.length === 0
  return typeof value === 'object' && Object.keys(value).length === 0
}
