// @ts-check
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runCommand } from '../setup/run-command.mjs'
import { addBusybox, addBusyboxAndBash, addOnlySleep } from './root-filesystem.mjs'

/**
 * How each image is made, in this order, out of Debian's static programs; nothing is pulled.
 * A virtual machine keeps them: count up its recipe when they change (build-machine.mjs).
 * @type {readonly Recipe[]}
 */
const RECIPES = [
  { name: 'busybox:local', fill: addBusybox, command: ['sh'] },
  { name: 'bash:local', fill: addBusyboxAndBash, command: ['bash'] },
  { name: 'shell-less:local', fill: addOnlySleep, command: ['/sleep', 'infinity'] },
  { name: 'chatty:local', dockerfile: 'images/chatty' },
  { name: 'health:local', dockerfile: 'images/health' },
]

/**
 * @typedef {'busybox:local' | 'bash:local' | 'shell-less:local' | 'chatty:local' | 'health:local'} ImageName
 * @typedef {{ name: ImageName, fill: import('./root-filesystem.mjs').Fill, command: readonly string[] }} FilesRecipe
 * @typedef {{ name: ImageName, dockerfile: string }} DockerfileRecipe
 * @typedef {FilesRecipe | DockerfileRecipe} Recipe
 * @typedef {Pick<import('./private-engine.mjs').PrivateEngine, 'docker' | 'folder' | 'binaries'>} Target
 */

/**
 * Gives an engine the images for tests, those that it lacks.
 * @param {Target} engine
 * @param {readonly ImageName[]} [wanted] all when left out
 * @param {Readonly<Record<string, string>>} [env] variables that all of them get
 */
export async function buildImages(engine, wanted, env = {}) {
  const listing = await engine.docker('image', 'ls', '--format', '{{.Repository}}:{{.Tag}}')
  const existing = listing.split('\n')
  for (const recipe of RECIPES) {
    const isWanted = !wanted || wanted.includes(recipe.name)
    if (isWanted && !existing.includes(recipe.name)) await buildImage(engine, recipe, env)
  }
}

/** @param {Target} engine @param {Recipe} recipe @param {Readonly<Record<string, string>>} env */
async function buildImage(engine, recipe, env) {
  if ('fill' in recipe) return importImage(engine, recipe, env)
  const context = fileURLToPath(new URL(recipe.dockerfile, import.meta.url))
  await engine.docker('build', '--quiet', '--tag', recipe.name, context)
}

/** @param {Target} engine @param {FilesRecipe} recipe @param {Readonly<Record<string, string>>} env */
async function importImage(engine, { name, fill, command }, env) {
  const root = await mkdtemp(join(engine.folder, 'root-'))
  const archive = `${root}.tar`
  await fill(root, engine.binaries.folder)
  await runCommand('tar', ['-C', root, '--mode=a+rX', '-cf', archive, '.'])
  const changes = [
    `CMD ${JSON.stringify(command)}`,
    ...Object.entries(env).map(([variable, value]) => `ENV ${variable}=${JSON.stringify(value)}`),
  ]
  const flags = changes.flatMap((change) => ['--change', change])
  await engine.docker('import', ...flags, archive, name)
  await Promise.all([root, archive].map((path) => rm(path, { recursive: true })))
}
