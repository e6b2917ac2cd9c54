import { FLAGS } from '#shared/run-spec/flags/flags.ts'
import { isPlainFlag } from './form-values.ts'

/** A field of the form for a flag of `docker run`. */
export interface FlagField {
  /** The flag's name, without dashes. */
  readonly flag: string
  readonly label: string
  /** One value, many values, yes or no, or one of a few. */
  readonly kind: 'text' | 'list' | 'switch' | 'choice'
  readonly placeholder?: string
  /** Of many values: the word for one of them. */
  readonly noun?: string
  /** Of a choice: what is said to docker, and to people. */
  readonly options?: readonly (readonly [value: string, label: string])[]
}

export interface Section {
  readonly title: string
  readonly fields: readonly FlagField[]
}

const text = (flag: string, label: string, placeholder?: string): FlagField => ({
  flag,
  label,
  kind: 'text',
  ...(placeholder !== undefined && { placeholder }),
})
const list = (flag: string, label: string, noun: string, placeholder: string): FlagField => ({
  ...text(flag, label, placeholder),
  kind: 'list',
  noun,
})
const toggle = (flag: string, label: string): FlagField => ({ flag, label, kind: 'switch' })

const PROCESS: Section = {
  title: 'Process',
  fields: [
    text('workdir', 'Working directory', '/app'),
    text('user', 'User', '1000:1000'),
    list('group-add', 'Further groups', 'group', 'audio'),
    toggle('tty', 'Give it a terminal (TTY)'),
    toggle('interactive', 'Keep its input open'),
    toggle('init', 'Run an init that reaps its child processes'),
    text('stop-signal', 'Signal that stops it', 'SIGTERM'),
    text('stop-timeout', 'Seconds until a stop kills it', '10'),
  ],
}

const LIFE: Section = {
  title: 'Restart and removal',
  fields: [
    {
      flag: 'restart',
      label: 'Restart',
      kind: 'choice',
      options: [
        ['', 'Never'],
        ['on-failure', 'When it fails'],
        ['on-failure:3', 'When it fails, 3 times at most'],
        ['unless-stopped', 'Always, unless it was stopped'],
        ['always', 'Always'],
      ],
    },
    toggle('rm', 'Remove it as soon as it ends'),
    {
      flag: 'pull',
      label: 'Pull the image',
      kind: 'choice',
      options: [
        ['', 'If it is missing'],
        ['always', 'Always, for the newest'],
        ['never', 'Never'],
      ],
    },
    text('platform', 'Platform', 'linux/arm64'),
  ],
}

const NETWORK: Section = {
  title: 'Names and addresses',
  fields: [
    text('hostname', 'Host name', 'web'),
    text('domainname', 'Domain name'),
    list('dns', 'DNS servers', 'DNS server', '1.1.1.1'),
    list('dns-search', 'DNS search domains', 'search domain', 'example.org'),
    list('dns-option', 'DNS options', 'DNS option', 'ndots:2'),
    list('add-host', 'Further hosts', 'host', 'host.docker.internal:host-gateway'),
    toggle('publish-all', 'Publish all ports that the image exposes, anywhere'),
    list('expose', 'Exposed ports', 'exposed port', '8080'),
    list('link', 'Links', 'link', 'db:database'),
  ],
}

const LIMITS: Section = {
  title: 'Limits',
  fields: [
    text('memory', 'Memory', '512m'),
    text('memory-reservation', 'Memory to be kept free for it', '256m'),
    text('memory-swap', 'Memory and swap together', '1g'),
    text('cpus', 'CPUs', '1.5'),
    text('cpu-shares', 'CPU shares', '1024'),
    text('cpuset-cpus', 'On these CPUs', '0-3'),
    text('pids-limit', 'Processes', '100'),
    text('shm-size', 'Shared memory', '64m'),
    list('ulimit', 'ulimits', 'ulimit', 'nofile=1024:2048'),
  ],
}

const HEALTH: Section = {
  title: 'Health check',
  fields: [
    text('health-cmd', 'Command of the check', 'curl -f http://localhost/ || exit 1'),
    text('health-interval', 'Interval', '30s'),
    text('health-timeout', 'Timeout', '5s'),
    text('health-retries', 'Failures in a row until it is unhealthy', '3'),
    text('health-start-period', 'Time to start', '10s'),
    toggle('no-healthcheck', 'None, whatever the image has'),
  ],
}

const SECURITY: Section = {
  title: 'Security and devices',
  fields: [
    toggle('read-only', 'Its files are read-only'),
    toggle('privileged', 'Privileged'),
    list('cap-add', 'Capabilities added', 'added capability', 'NET_ADMIN'),
    list('cap-drop', 'Capabilities dropped', 'dropped capability', 'ALL'),
    list('security-opt', 'Security options', 'security option', 'no-new-privileges'),
    list('device', 'Devices', 'device', '/dev/snd:/dev/snd:rwm'),
    text('gpus', 'GPUs', 'all'),
    text('pid', 'PID mode', 'host'),
    text('ipc', 'IPC mode', 'host'),
    text('userns', 'User namespace', 'host'),
  ],
}

const LABELS: Section = {
  title: 'Labels',
  fields: [list('label', 'Labels', 'label', 'team=shop')],
}

const NAMED = [PROCESS, LIFE, NETWORK, LIMITS, HEALTH, SECURITY, LABELS]

/** Has a field among the first ones of the form. */
const NAME_FLAG = 'name'

const placed = new Set([
  NAME_FLAG,
  ...NAMED.flatMap(({ fields }) => fields.map(({ flag }) => flag)),
])

/** What docker run can besides, each by its flag. */
const OTHERS: Section = {
  title: 'Everything else',
  fields: FLAGS.filter((flag) => isPlainFlag(flag) && !placed.has(flag.name)).map(
    ({ name, isSwitch }): FlagField => ({
      flag: name,
      label: `--${name}`,
      kind: isSwitch ? 'switch' : 'list',
      noun: `value of --${name}`,
    }),
  ),
}

/** What can be folded out, in this order. */
export const SECTIONS: readonly Section[] = [...NAMED, OTHERS]
