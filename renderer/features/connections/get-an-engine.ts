/** One way to get an engine, with the command for it where one line does. */
export interface WayToGetAnEngine {
  readonly text: string
  readonly command?: string
}

const ELSEWHERE: WayToGetAnEngine = {
  text: 'Use an engine on another machine: add a connection to it, over ssh or TLS.',
}

const LINUX: readonly WayToGetAnEngine[] = [
  {
    text: 'Docker Engine, on Debian or Ubuntu:',
    command: 'sudo apt install docker.io && sudo usermod -aG docker $USER',
  },
  { text: 'Installed, but not running:', command: 'sudo systemctl start docker' },
  { text: 'Podman, for your user:', command: 'systemctl --user enable --now podman.socket' },
]

const MAC: readonly WayToGetAnEngine[] = [
  { text: 'Colima, with Homebrew:', command: 'brew install colima docker && colima start' },
  { text: 'Docker Desktop, OrbStack, Rancher Desktop or Podman Desktop: install it and start it.' },
]

const WINDOWS: readonly WayToGetAnEngine[] = [
  { text: 'Docker Desktop, with winget:', command: 'winget install Docker.DockerDesktop' },
  { text: 'Rancher Desktop or Podman Desktop: install it and start it.' },
]

/** The ways that fit the system, from the browser's description of it. */
export function waysToGetAnEngine(userAgent: string): readonly WayToGetAnEngine[] {
  if (/windows/i.test(userAgent)) return [...WINDOWS, ELSEWHERE]
  if (/mac os/i.test(userAgent)) return [...MAC, ELSEWHERE]
  return [...LINUX, ELSEWHERE]
}
