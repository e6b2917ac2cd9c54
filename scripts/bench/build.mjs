// @ts-check
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { MIB } from './private-bytes.mjs'
import { median } from './show-figures.mjs'

const FOLDERS = 100
const FILES_A_FOLDER = 40
/** 128 MiB together. */
const FILE_BYTES = 32 * 1024
/** 72 MiB together. */
const BIG_FILES = 3
const BIG_BYTES = 24 * MIB

const ROUNDS = 3
const SAMPLE_MS = 50

/** The time may be so much longer than docker's: 0.9 times its MB/s. */
const LIMIT = 1 / 0.9

/** Buffers of a few pieces, until they are collected. */
const LIMIT_MIB = 60

/** @typedef {{ builder: 'buildkit' | 'classic', title: string }} Way */
/** @type {readonly Way[]} */
const WAYS = [
  { builder: 'buildkit', title: 'BuildKit' },
  { builder: 'classic', title: 'the classic builder' },
]

/**
 * A build that only copies 200 MB: from the order to the image, beside the docker CLI that builds the
 * same folder.
 * @param {import('../bench.mjs').Bench} bench
 * @returns {Promise<import('./show-figures.mjs').Figure[]>}
 */
export async function benchBuild({ engine, openWindow }) {
  const folder = await mkdtemp(join(engine.folder, 'build-'))
  const window = await openWindow()
  try {
    await makeContext(folder)
    const figures = []
    for (const way of WAYS) figures.push(...(await compare(engine, window, way, folder)))
    return figures
  } finally {
    await window.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** @param {string} folder */
async function makeContext(folder) {
  for (let at = 0; at < FOLDERS; at++) {
    const path = join(folder, `source/part-${at}/data`)
    await mkdir(path, { recursive: true })
    for (let file = 0; file < FILES_A_FOLDER; file++) {
      await writeFile(join(path, `file-${file}`), Buffer.alloc(FILE_BYTES, `${at} ${file}`))
    }
  }
  for (let at = 0; at < BIG_FILES; at++) {
    await writeFile(join(folder, `big-${at}`), Buffer.alloc(BIG_BYTES, `big ${at}`))
  }
  await writeFile(join(folder, 'Dockerfile'), 'FROM busybox:local\nCOPY . /context\n')
}

/**
 * @param {import('../bench.mjs').Bench['engine']} engine
 * @param {import('./bench-window.mjs').BenchWindow} window
 * @param {Way} way
 * @param {string} folder
 * @returns {Promise<import('./show-figures.mjs').Figure[]>}
 */
async function compare(engine, window, { builder, title }, folder) {
  /** @type {{ cli: number, ours: number, grownMib: number }[]} */
  const rounds = []
  for (let round = 0; round < ROUNDS; round++) {
    await forget(engine)
    const cli = await buildByCli(engine, builder, folder)
    await forget(engine)
    rounds.push({ cli, ...(await buildInWindow(window, builder, join(folder, 'Dockerfile'))) })
  }
  await forget(engine)
  const of = (/** @type {'cli' | 'ours' | 'grownMib'} */ what) =>
    median(rounds.map((round) => round[what]))
  return [
    {
      what: `a folder of 200 MB with ${FOLDERS * FILES_A_FOLDER} files, built by ${title}`,
      value: of('ours'),
      unit: 'ms',
      beside: { what: 'docker build', value: of('cli') },
      limit: LIMIT,
    },
    {
      what: 'memory of the main process more meanwhile, at most',
      value: of('grownMib'),
      unit: 'MiB',
      limit: LIMIT_MIB,
    },
  ]
}

/** BuildKit would send and copy nothing anew. @param {import('../bench.mjs').Bench['engine']} engine */
async function forget(engine) {
  await engine.docker('builder', 'prune', '--all', '--force')
  await engine.docker('image', 'prune', '--force')
}

/**
 * @param {import('../bench.mjs').Bench['engine']} engine
 * @param {Way['builder']} builder
 * @param {string} folder
 */
async function buildByCli(engine, builder, folder) {
  const start = performance.now()
  // The one of the engine's own release, which still has BuildKit in it.
  const cli = spawn('docker', ['build', '--no-cache', folder], {
    env: { ...engine.env, DOCKER_BUILDKIT: builder === 'buildkit' ? '1' : '0' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const [said, [code]] = await Promise.all([text(cli.stderr), once(cli, 'exit')])
  if (code !== 0) throw new Error(`docker build ended with ${code}: ${said}`)
  return performance.now() - start
}

/**
 * @param {import('./bench-window.mjs').BenchWindow} window
 * @param {Way['builder']} builder
 * @param {string} dockerfile
 */
async function buildInWindow({ page, mainPid }, builder, dockerfile) {
  const source = await offer(page, dockerfile)
  const before = anonymousMib(mainPid)
  let most = before
  const clock = setInterval(() => (most = Math.max(most, anonymousMib(mainPid))), SAMPLE_MS)
  const start = performance.now()
  try {
    const state = await page.evaluate(orderBuild, { builder, source })
    const ours = performance.now() - start
    if (state.kind !== 'done') throw new Error(JSON.stringify(state))
    return { ours, grownMib: most - before }
  } finally {
    clearInterval(clock)
  }
}

/** Chooses it as a person would; answers with its word. @param {import('@playwright/test').Page} page @param {string} path */
async function offer(page, path) {
  await page.evaluate(() => {
    document.querySelector('#bench-file')?.remove()
    const input = document.createElement('input')
    Object.assign(input, { type: 'file', id: 'bench-file' })
    document.body.append(input)
  })
  await page.locator('#bench-file').setInputFiles(path)
  return page.evaluate(async () => {
    const input = /** @type {HTMLInputElement} */ (document.querySelector('#bench-file'))
    const [file] = input.files ?? []
    /** @param {string} path @param {object} input @param {File} [file] @returns {Promise<any>} */
    const ask = (path, input, file) =>
      new Promise((resolve, reject) => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = ({ data }) =>
          data.error ? reject(new Error(data.error.message)) : resolve(data.value)
        const message = { path, input }
        window.postMessage({ channel: 'pilothouse:open', message, file }, location.origin, [port2])
      })
    const { file: word } = await ask('desktop.takeDropped', {}, file)
    return (await ask('builds.openSource', { file: word })).source
  })
}

/**
 * Runs in the page, as its own code would ask; answers with how the build has ended.
 * @param {{ builder: string, source: string }} what
 * @returns {Promise<{ kind: string }>}
 */
async function orderBuild({ builder, source }) {
  /** @param {string} path @param {object} input @param {(data: any, port: MessagePort) => void} onData */
  const open = (path, input, onData) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = ({ data }) => onData(data, port1)
    const message = { path, input }
    window.postMessage({ channel: 'pilothouse:open', message }, location.origin, [port2])
  }
  const settings = {
    dockerfile: 'Dockerfile',
    tags: [],
    args: [],
    secrets: [],
    noCache: true,
    pull: false,
    builder,
  }
  const id = await new Promise((resolve, reject) => {
    open('builds.begin', { connection: 'DOCKER_HOST', source, settings }, ({ value, error }) =>
      error ? reject(new Error(error.message)) : resolve(value),
    )
  })
  return new Promise((resolve) => {
    open('builds.follow', { id }, ({ value, error }, port) => {
      if (error) resolve({ kind: error.message })
      else if (value && value.build.state.kind !== 'running') resolve(value.build.state)
      port.postMessage({ ack: 1 })
    })
  })
}

/** Not its private bytes: to count them holds the process up. @param {number} pid */
function anonymousMib(pid) {
  const [, kib = '0'] =
    /^RssAnon:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kib) / 1024
}
