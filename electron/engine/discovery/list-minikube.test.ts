import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listMinikube } from './list-minikube.ts'

let home: string
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'pilothouse-home-'))))
afterEach(() => rmSync(home, { recursive: true }))

test('profiles with a Docker engine in their node are named, and no others', async () => {
  profile('.minikube', 'work', {
    Driver: 'docker',
    KubernetesConfig: { ContainerRuntime: 'docker' },
  })
  profile('.minikube', 'minikube', { Driver: 'kvm2', KubernetesConfig: { ContainerRuntime: '' } })
  profile('.minikube', 'pods', { KubernetesConfig: { ContainerRuntime: 'containerd' } })
  profile('.minikube', 'crio', { KubernetesConfig: { ContainerRuntime: 'cri-o' } })
  profile('.minikube', 'host', { Driver: 'none', KubernetesConfig: { ContainerRuntime: 'docker' } })
  profile('.minikube', 'broken', 'not an object')
  profile('.minikube', '--all', { KubernetesConfig: { ContainerRuntime: 'docker' } })
  mkdirSync(join(home, '.minikube/profiles/empty'))
  expect(await list()).toEqual(['minikube', 'work'])
})

test('MINIKUBE_HOME names the folder, or the one around it, as for minikube itself', async () => {
  profile('moved/.minikube', 'there', { KubernetesConfig: { ContainerRuntime: 'docker' } })
  expect(await list()).toEqual([])
  expect(await list({ MINIKUBE_HOME: join(home, 'moved') })).toEqual(['there'])
  expect(await list({ MINIKUBE_HOME: join(home, 'moved/.minikube') })).toEqual(['there'])
})

function list(env: Readonly<Record<string, string>> = {}) {
  return listMinikube({ platform: 'linux', home, env, uid: 1000 })
}

function profile(folder: string, name: string, config: unknown): void {
  const path = join(home, folder, 'profiles', name, 'config.json')
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, JSON.stringify(config))
}
