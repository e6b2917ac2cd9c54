import type { Startable } from './fix.ts'

/** Podman links its default machine here, whatever the machine's name. */
const DEFAULT_PODMAN_MACHINE = 'podman-machine-default'

/** Where each program keeps its sockets; the first group is the instance. */
const MARKS: readonly (readonly [RegExp, (instance: string) => Startable])[] = [
  [
    /\/\.?colima\/([a-z0-9][\w.-]*)\/docker\.sock$/i,
    (profile) => ({
      owner: 'colima',
      name: profile === 'default' ? 'Colima' : `Colima (${profile})`,
      instance: profile,
    }),
  ],
  [
    /\/\.lima\/([a-z0-9][\w.-]*)\/sock\/\w+\.sock$/i,
    (instance) => ({ owner: 'lima', name: `Lima (${instance})`, instance }),
  ],
  [/\/\.rd\/docker\.sock$/, () => ({ owner: 'rancher-desktop', name: 'Rancher Desktop' })],
  [/\/\.orbstack\/run\/docker\.sock$/, () => ({ owner: 'orbstack', name: 'OrbStack' })],
  [
    /\/\.docker\/run\/docker\.sock$/,
    () => ({ owner: 'docker-desktop', name: 'Docker Desktop', instance: 'Docker' }),
  ],
  [
    /\/\.docker\/desktop\/docker\.sock$/,
    () => ({ owner: 'docker-desktop', name: 'Docker Desktop', instance: 'docker-desktop.service' }),
  ],
  [
    /\/podman\/([a-z0-9][\w.-]*)-api\.sock$/i,
    (machine) => ({
      owner: 'podman-machine',
      name: machine === DEFAULT_PODMAN_MACHINE ? 'Podman machine' : `Podman machine (${machine})`,
      instance: machine,
    }),
  ],
  [
    /\/containers\/podman\/machine\/(?:.+\/)?podman\.sock$/,
    () => ({ owner: 'podman-machine', name: 'Podman machine', instance: DEFAULT_PODMAN_MACHINE }),
  ],
  [
    /^\/run\/user\/\d+\/podman\/podman\.sock$/,
    () => ({ owner: 'podman-rootless', name: 'Podman', instance: 'podman.socket' }),
  ],
  [
    /^(?:\/var)?\/run\/podman\/podman\.sock$/,
    () => ({ owner: 'podman-root', name: 'Podman (root)', instance: 'podman.socket' }),
  ],
  [
    /\/lima\/data\/finch\/sock\/finch\.sock$/,
    () => ({ owner: 'finch', name: 'Finch', instance: 'finch' }),
  ],
]

/** Whose program made a link to this path, and stopped; undefined where the path does not tell. */
export function leftBehindBy(target: string): Startable | undefined {
  for (const [mark, toStartable] of MARKS) {
    const match = mark.exec(target)
    if (match) return toStartable(match[1] ?? '')
  }
  return undefined
}
