// @ts-check
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { pingEngine } from '../engine/ping-engine.mjs'

/** Where Docker, Podman, and the programs that run them in a machine of their own, listen. */
const SYSTEM_SOCKETS = ['/var/run/docker.sock', '/run/podman/podman.sock']
const HOME_SOCKETS = [
  '.docker/run/docker.sock',
  '.docker/desktop/docker.sock',
  '.colima/default/docker.sock',
  '.orbstack/run/docker.sock',
  '.rd/docker.sock',
]
const RUNTIME_SOCKETS = ['docker.sock', 'podman/podman.sock']

/** A user's PATH often leaves these out, and engines live there. */
const ADMIN_FOLDERS = ['/usr/local/sbin', '/usr/sbin', '/sbin']

/** Whether an engine of this machine answers on one of the usual sockets. */
export async function someEngineAnswers() {
  const answers = await Promise.all(usualSockets().map(pingEngine))
  return answers.includes(true)
}

/** Whether the person chose an engine; which one, and whether it answers, is the app's to say. */
export function engineIsChosen(env = process.env) {
  return Boolean(env['DOCKER_HOST'] || env['DOCKER_CONTEXT'] || currentContext(env))
}

/** Whether an engine is installed, running or not. */
export function engineIsInstalled(env = process.env) {
  const folders = [...(env['PATH'] ?? '').split(delimiter), ...ADMIN_FOLDERS]
  const programs = ['dockerd', 'podman']
  return folders.some((folder) => programs.some((program) => existsSync(join(folder, program))))
}

function usualSockets(env = process.env) {
  const runtime = env['XDG_RUNTIME_DIR']
  return [
    ...SYSTEM_SOCKETS,
    ...HOME_SOCKETS.map((path) => join(homedir(), path)),
    ...(runtime ? RUNTIME_SOCKETS.map((path) => join(runtime, path)) : []),
  ].filter((path) => existsSync(path))
}

/** @param {NodeJS.ProcessEnv} env */
function currentContext(env) {
  const file = join(env['DOCKER_CONFIG'] ?? join(homedir(), '.docker'), 'config.json')
  try {
    const { currentContext: name } = JSON.parse(readFileSync(file, 'utf8'))
    return name === 'default' ? undefined : name
  } catch {
    return undefined
  }
}
