// @ts-check
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PROJECT_ROOT } from './project-root.mjs'
import { runCommand } from './run-command.mjs'
import { say } from './say.mjs'

/** All that the build reads. */
const SOURCES = ['electron', 'renderer', 'shared', 'build-resources']
const SOURCE_FILES = [
  'package-lock.json',
  'package.json',
  'tsconfig.json',
  'electron.vite.config.ts',
]
/** Says which sources the build was made from; inside `out`, so that it goes with the build. */
const STAMP = join(PROJECT_ROOT, 'out', '.sources')

/** Builds the app into `out`, unless it is built from these very sources. */
export async function buildApp() {
  const sources = await fingerprint()
  if (existsSync(STAMP) && (await readFile(STAMP, 'utf8')) === sources) return
  say('Building the app …')
  await rm(STAMP, { force: true })
  await runCommand('npm', ['run', 'build'], { cwd: PROJECT_ROOT })
  await writeFile(STAMP, sources)
}

/** Sizes and times rather than contents: it is asked at every start. */
async function fingerprint() {
  const hash = createHash('sha256')
  for (const path of await listSources()) {
    const { size, mtimeMs } = await stat(path)
    hash.update(`${path} ${size} ${mtimeMs}\n`)
  }
  return hash.digest('hex')
}

async function listSources() {
  const files = SOURCE_FILES.map((name) => join(PROJECT_ROOT, name)).filter(existsSync)
  const nested = await Promise.all(SOURCES.map((name) => listFiles(join(PROJECT_ROOT, name))))
  return [...files, ...nested.flat()]
}

/** @param {string} folder */
async function listFiles(folder) {
  if (!existsSync(folder)) return []
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
}
