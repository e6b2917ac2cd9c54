// @ts-check
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { environmentFor } from '../engine/docker-environment.mjs'
import { runCommand } from '../setup/run-command.mjs'
import { MIB, privateBytes } from './private-bytes.mjs'
import { median } from './show-figures.mjs'

const FOLDERS = 500
const FILES_A_FOLDER = 100
/** With them the image has 500 MB. */
const FILE_BYTES = 10_000

const ROUNDS = 3
const SAMPLE_MS = 50
const MAX_WAIT_MS = 300_000

const IMAGE = 'bench/layers:1'

/**
 * The layers of an image of 500 MB with 50,000 files, from choosing the tab to the files of the last
 * one on screen, beside the docker CLI that saves the same image and throws it away.
 * @param {import('../bench.mjs').Bench} bench
 * @returns {Promise<import('./show-figures.mjs').Figure[]>}
 */
export async function benchLayers({ engine, openWindow }) {
  await makeImage(engine)
  /** @type {{ cli: number, ours: number, grownMib: number }[]} */
  const rounds = []
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const cli = await saveByCli(engine)
      // A new window each time: what was read once is kept.
      rounds.push({ cli, ...(await readInWindow(await openWindow())) })
    }
  } finally {
    await engine.docker('image', 'rm', '--force', IMAGE)
  }
  const of = (/** @type {'cli' | 'ours' | 'grownMib'} */ what) =>
    median(rounds.map((round) => round[what]))
  return [
    {
      what: 'layers of an image of 500 MB, from the click to their files on screen',
      value: of('ours'),
      unit: 'ms',
      beside: { what: 'docker save >/dev/null', value: of('cli') },
      limit: 1.5,
    },
    {
      what: 'memory more meanwhile, main and window together, at most',
      value: of('grownMib'),
      unit: 'MiB',
      limit: 150,
    },
  ]
}

/** @param {import('../bench.mjs').Bench['engine']} engine */
async function makeImage(engine) {
  const root = await mkdtemp(join(engine.folder, 'layers-'))
  const archive = `${root}.tar`
  try {
    for (let folder = 0; folder < FOLDERS; folder++) {
      const path = join(root, `usr/lib/node_modules/package-${folder}/dist`)
      await mkdir(path, { recursive: true })
      for (let file = 0; file < FILES_A_FOLDER; file++) {
        await writeFile(join(path, `module-${file}.js`), Buffer.alloc(FILE_BYTES, file))
      }
    }
    await runCommand('tar', ['-C', root, '-cf', archive, '.'])
    await engine.docker('import', archive, IMAGE)
  } finally {
    await Promise.all([root, archive].map((path) => rm(path, { recursive: true, force: true })))
  }
}

/** @param {import('../bench.mjs').Bench['engine']} engine */
async function saveByCli(engine) {
  const start = performance.now()
  const cli = spawn('docker', ['save', IMAGE], {
    env: environmentFor(engine.dockerHost, process.env),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [code] = await once(cli, 'exit')
  if (code !== 0) throw new Error(`docker save ended with ${code}`)
  return performance.now() - start
}

/** @param {import('./bench-window.mjs').BenchWindow} window */
async function readInWindow({ page, mainPid, rendererPid, close }) {
  const used = () => (privateBytes(mainPid) + privateBytes(rendererPid)) / MIB
  try {
    await page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('link', { name: 'Images', exact: true })
      .click()
    await page.getByRole('row', { name: IMAGE, exact: true }).click()
    const pane = page.getByRole('region', { name: IMAGE, exact: true })
    await pane.getByRole('tab', { name: 'Overview' }).waitFor()
    const before = used()
    let most = before
    const clock = setInterval(() => (most = Math.max(most, used())), SAMPLE_MS)
    const start = performance.now()
    try {
      await pane.getByRole('tab', { name: 'Layers' }).click()
      const files = pane.getByRole('grid', { name: 'Files in layer 1' })
      const file = files.getByRole('row', { name: /module-\d+\.js/ }).first()
      await file.waitFor({ timeout: MAX_WAIT_MS })
      return { ours: performance.now() - start, grownMib: Math.max(most, used()) - before }
    } finally {
      clearInterval(clock)
    }
  } finally {
    await close()
  }
}
