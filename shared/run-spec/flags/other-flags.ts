/** What becomes of a flag that says nothing about the container itself. */
export interface OtherFlag {
  readonly isSwitch?: boolean
  /** Why it is not carried over; nothing where nothing is lost by it. */
  readonly why?: string
}

const OF_THE_CLI = { why: 'it is about the docker program, not about the container' }
const OF_PODMAN = { why: 'only Podman’s own program knows it; its Docker API does not' }
const OF_WINDOWS = { why: 'it is for Windows containers only' }
const FILE = { why: 'the file is not read here: add what it holds by hand' }

/** Flags that are known, and that a spec has no place for. */
export const OTHER_FLAGS: Readonly<Record<string, OtherFlag>> = {
  'env-file': FILE,
  'label-file': FILE,
  cidfile: OF_THE_CLI,
  'detach-keys': OF_THE_CLI,
  'sig-proxy': { isSwitch: true },
  'disable-content-trust': { isSwitch: true },
  quiet: { isSwitch: true },
  q: { isSwitch: true },
  help: { isSwitch: true },
  'use-api-socket': { isSwitch: true, ...OF_THE_CLI },
  'cpu-count': OF_WINDOWS,
  'cpu-percent': OF_WINDOWS,
  'io-maxbandwidth': OF_WINDOWS,
  'io-maxiops': OF_WINDOWS,
  ...podman(
    'arch authfile cgroup-conf cgroups chrootdirs conmon-pidfile cpuset decryption-key env-merge',
    'gidmap group-entry health-log-destination health-max-log-count health-max-log-size',
    'health-on-failure health-startup-cmd health-startup-interval health-startup-retries',
    'health-startup-success health-startup-timeout hooks-dir hosts-file hostuser image-volume',
    'init-ctr init-path intel-rdt-closid label-exclude network-cmd-path os passwd-entry personality',
    'pidfile pod pod-id-file preserve-fd preserve-fds requires retry retry-delay rdt-class',
    'sdnotify seccomp-policy secret shm-size-systemd subgidname subuidname systemd timeout tz',
    'uidmap umask unsetenv variant',
  ),
  ...podmanSwitches(
    'env-host http-proxy no-hostname no-hosts no-passwd passwd replace rmi rootfs tls-verify',
    'unsetenv-all read-only-tmpfs',
  ),
}

function podman(...names: readonly string[]): Record<string, OtherFlag> {
  return Object.fromEntries(
    names
      .join(' ')
      .split(' ')
      .map((name) => [name, OF_PODMAN]),
  )
}

function podmanSwitches(...names: readonly string[]): Record<string, OtherFlag> {
  return Object.fromEntries(
    names
      .join(' ')
      .split(' ')
      .map((name) => [name, { isSwitch: true, ...OF_PODMAN }]),
  )
}
