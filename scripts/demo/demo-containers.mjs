// @ts-check

/**
 * @typedef {object} DemoContainer
 * @property {string} name
 * @property {string} image
 * @property {readonly string[]} [options] of `docker create`
 * @property {readonly string[]} [command]
 * @property {readonly ('start' | 'pause' | 'kill')[]} [steps] what is done to it, in this order;
 *   started only, when left out
 */

/** What the worker, the database and the others of the shop have in common. */
const BACKEND = ['--network', 'shop_default']

/**
 * The services of the Compose project `shop`, in the order of their dependencies.
 * @param {number} webPort
 * @returns {DemoContainer[]}
 */
export function shopContainers(webPort) {
  return [
    shop('db', 1, 'shop/db:1.6', ['--volume', 'shop_db-data:/var/lib/shop']),
    { ...shop('migrate', 1, 'shop/base:1.0'), command: say('3 migrations applied', 0) },
    shop('api', 1, 'shop/api:2.14', ['--memory', '64m']),
    shop('worker', 1, 'shop/worker:2.14', ['--volume', 'shop_uploads:/srv/uploads']),
    shop('worker', 2, 'shop/worker:2.14', ['--volume', 'shop_uploads:/srv/uploads']),
    shop('web', 1, 'shop/web:2.14', ['--publish', `${webPort}:80`]),
  ]
}

/**
 * The containers that belong to no project: one in every state.
 * @type {readonly DemoContainer[]}
 */
export const LONE_CONTAINERS = [
  {
    name: 'uptime-probe',
    image: 'ops/toolbox:1.3',
    options: [...BACKEND, '--restart', 'unless-stopped'],
    command: sh('while wget -qO /dev/null http://web/; do echo "$(date) web is up"; sleep 5; done'),
  },
  { name: 'access-log', image: 'ops/access-log:0.9', options: ['--env', 'INTERVAL=0.5'] },
  {
    name: 'mail-relay',
    image: 'ops/toolbox:1.3',
    command: sh('echo "relay ready on port 25"; exec sleep infinity'),
    steps: ['start', 'pause'],
  },
  {
    name: 'search-index',
    image: 'ops/toolbox:1.3',
    options: [
      '--health-cmd',
      'test -e /tmp/index',
      '--health-interval',
      '1s',
      '--health-retries',
      '1',
    ],
    command: sh('echo "index is missing, rebuild it" >&2; exec sleep infinity'),
  },
  {
    name: 'feed-sync',
    image: 'ops/toolbox:1.3',
    options: ['--restart', 'always'],
    command: say('feed.example: connection refused', 1),
  },
  {
    name: 'nightly-backup',
    image: 'ops/toolbox:1.3',
    options: ['--volume', 'backups:/backups'],
    command: sh('echo "copying 1 of 3"; exec sleep infinity'),
    steps: ['start', 'kill'],
  },
  {
    name: 'invoice-import',
    image: 'ops/toolbox:1.3',
    command: say('invoices.csv: line 214: amount is missing', 1),
  },
  { name: 'scratch', image: 'ops/toolbox:1.3', steps: [] },
  {
    name: 'legacy-proxy',
    image: 'ops/toolbox:1.3',
    command: ['haproxy', '-f', '/etc/haproxy.cfg'],
  },
]

/**
 * A service's container as Compose would label it.
 * @param {string} service
 * @param {number} number
 * @param {string} image
 * @param {readonly string[]} [options]
 * @returns {DemoContainer}
 */
function shop(service, number, image, options = []) {
  const labels = {
    project: 'shop',
    service,
    'container-number': String(number),
    oneoff: 'False',
    'project.working_dir': '/srv/shop',
    'project.config_files': '/srv/shop/compose.yaml',
  }
  return {
    name: `shop-${service}-${number}`,
    image,
    options: [...BACKEND, '--network-alias', service, ...composeLabels(labels), ...options],
  }
}

/**
 * The options that label an object as Compose does.
 * @param {Record<string, string>} labels
 */
export function composeLabels(labels) {
  return Object.entries(labels).flatMap(([name, value]) => [
    '--label',
    `com.docker.compose.${name}=${value}`,
  ])
}

/** @param {string} script */
function sh(script) {
  return ['sh', '-c', script]
}

/** A program that says one thing and ends. @param {string} words @param {number} exitCode */
function say(words, exitCode) {
  return sh(`echo "${words}"; exit ${exitCode}`)
}
