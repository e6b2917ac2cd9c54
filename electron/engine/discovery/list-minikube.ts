import { readdir, readFile, stat } from 'node:fs/promises'
import * as z from 'zod'
import { parseJson } from '../parse-json.ts'
import { isInstanceName } from './instance-name.ts'
import { pathsOf, type Machine } from './machine.ts'

/** The runtime of a profile that says nothing of it, as old ones do. */
const DEFAULT_RUNTIME = 'docker'

/** Their nodes are machines that are there without minikube, and so are the engines on them. */
const WITHOUT_NODE = new Set(['none', 'native', 'mock'])

const Profile = z.object({
  Driver: z.string().default(''),
  KubernetesConfig: z.object({ ContainerRuntime: z.string().default('') }).default({
    ContainerRuntime: '',
  }),
})

/**
 * minikube's profiles with a Docker engine in their node, as far as files tell. Those with
 * containerd or CRI-O are left out: nothing in them speaks Docker's API, whatever one starts.
 */
export async function listMinikube(machine: Machine): Promise<readonly string[]> {
  const paths = pathsOf(machine)
  const folder = paths.join(minikubeFolder(machine), 'profiles')
  const names = (await readdir(folder).catch(() => [])).filter(isInstanceName)
  const hasDocker = await Promise.all(
    names.map(async (name) =>
      isDockerProfile(
        await readFile(paths.join(folder, name, 'config.json'), 'utf8').catch(() => ''),
      ),
    ),
  )
  return names.filter((_name, index) => hasDocker[index]).toSorted()
}

/** minikube takes what the variable says for its folder, or for the one around it. */
function minikubeFolder(machine: Machine): string {
  const paths = pathsOf(machine)
  const around = machine.env['MINIKUBE_HOME'] || machine.home
  return paths.basename(around) === '.minikube' ? around : paths.join(around, '.minikube')
}

/** Another one after each time that minikube has written what it knows of these profiles. */
export async function stampOfMinikube(
  machine: Machine,
  profiles: readonly string[],
): Promise<string> {
  const paths = pathsOf(machine)
  const times = profiles.map(async (name) => {
    const path = paths.join(minikubeFolder(machine), 'profiles', name, 'config.json')
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: 0 }))
    return `${name} ${mtimeMs}`
  })
  return (await Promise.all(times)).join('\n')
}

function isDockerProfile(text: string): boolean {
  const profile = Profile.safeParse(parseJson(text)).data
  if (!profile) return false
  const runtime = profile.KubernetesConfig.ContainerRuntime || DEFAULT_RUNTIME
  return runtime === 'docker' && !WITHOUT_NODE.has(profile.Driver)
}
