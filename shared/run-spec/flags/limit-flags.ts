import type { DeviceFigure, RunSpec, SpecDevice, SpecUlimit } from '../run-spec.ts'
import { bytesText, parseBytesOrUnlimited } from '../values/bytes.ts'
import {
  countText,
  deviceText,
  parseCount,
  parseDevice,
  parseRate,
  parseUlimit,
  rateText,
  ulimitText,
} from '../values/device-text.ts'
import { gpuRequest } from '../values/gpu-text.ts'
import { cpusText, parseCpus } from '../values/numbers.ts'
import type { Flag } from './flag.ts'
import { bytes, integer, list, pairs, single, text, texts, toggle, withPair } from './make-flag.ts'
import { pairTexts, parsePair } from '../values/pairs.ts'

/** What it may use of the host, and what it may do to it. */
export const limitFlags: readonly Flag[] = [
  bytes('memory', 'memory', { short: 'm' }),
  bytes('memory-reservation', 'memoryReservation'),
  single<number>('memory-swap', 'memorySwap', parseBytesOrUnlimited, bytesText),
  integer('memory-swappiness', 'memorySwappiness'),
  bytes('kernel-memory', 'kernelMemory'),
  bytes('shm-size', 'shmSize'),
  single<number>('cpus', 'nanoCpus', parseCpus, cpusText),
  integer('cpu-shares', 'cpuShares', { short: 'c' }),
  integer('cpu-period', 'cpuPeriod'),
  integer('cpu-quota', 'cpuQuota'),
  integer('cpu-rt-period', 'cpuRealtimePeriod'),
  integer('cpu-rt-runtime', 'cpuRealtimeRuntime'),
  text('cpuset-cpus', 'cpusetCpus'),
  text('cpuset-mems', 'cpusetMems'),
  integer('pids-limit', 'pidsLimit'),
  toggle('oom-kill-disable', 'oomKillDisable'),
  integer('oom-score-adj', 'oomScoreAdj'),
  integer('blkio-weight', 'blkioWeight'),
  perDevice('blkio-weight-device', 'blkioWeightDevice', parseCount, countText),
  perDevice('device-read-bps', 'blkioDeviceReadBps', parseRate, rateText),
  perDevice('device-write-bps', 'blkioDeviceWriteBps', parseRate, rateText),
  perDevice('device-read-iops', 'blkioDeviceReadIOps', parseCount, countText),
  perDevice('device-write-iops', 'blkioDeviceWriteIOps', parseCount, countText),
  list<SpecUlimit>(
    'ulimit',
    'ulimits',
    (value) => [parseUlimit(value)],
    (all) => all.map(ulimitText),
  ),
  toggle('privileged', 'privileged'),
  toggle('read-only', 'readonlyRootfs'),
  texts('cap-add', 'capAdd'),
  texts('cap-drop', 'capDrop'),
  texts('security-opt', 'securityOpt'),
  list<SpecDevice>(
    'device',
    'devices',
    (value) => [parseDevice(value)],
    (all) => all.map(deviceText),
  ),
  texts('device-cgroup-rule', 'deviceCgroupRules'),
  single<string>('gpus', 'gpus', checkGpus, String),
  pairs('sysctl', 'sysctls'),
  text('pid', 'pidMode'),
  text('ipc', 'ipcMode'),
  text('uts', 'utsMode'),
  text('userns', 'usernsMode'),
  text('cgroupns', 'cgroupnsMode'),
  text('cgroup-parent', 'cgroupParent'),
  text('runtime', 'runtime'),
  text('isolation', 'isolation'),
  pairs('storage-opt', 'storageOpt'),
  pairs('annotation', 'annotations'),
  {
    name: 'log-driver',
    read: (spec, type) => ({ ...spec, logConfig: { config: {}, ...spec.logConfig, type } }),
    write: ({ logConfig }) => (logConfig?.type === undefined ? [] : [logConfig.type]),
  },
  {
    name: 'log-opt',
    read: withLogOption,
    write: ({ logConfig }) => pairTexts(logConfig?.config ?? {}),
  },
]

function withLogOption(spec: RunSpec, value: string): RunSpec {
  const { config = {}, ...driver } = spec.logConfig ?? {}
  return { ...spec, logConfig: { ...driver, config: withPair(config, parsePair(value)) } }
}

/** It is kept as text; this looks whether docker could read it. */
function checkGpus(value: string): string {
  gpuRequest(value)
  return value
}

function perDevice(
  name: string,
  field: 'blkioWeightDevice' | `blkioDevice${'Read' | 'Write'}${'Bps' | 'IOps'}`,
  parse: (text: string) => DeviceFigure,
  textOf: (figure: DeviceFigure) => string,
): Flag {
  return list<DeviceFigure>(
    name,
    field,
    (value) => [parse(value)],
    (all) => all.map(textOf),
  )
}
