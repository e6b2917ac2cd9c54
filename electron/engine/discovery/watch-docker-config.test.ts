import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchDockerConfig } from './watch-docker-config.ts'

/** A loaded machine takes its time; what is waited for comes in milliseconds elsewhere. */
const PATIENTLY = { timeout: 4000, interval: 5 }

let home: string
let stop: () => void
let reports: number[]
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'pilothouse-config-'))
  reports = []
  stop = () => {}
})
afterEach(() => {
  stop()
  rmSync(home, { recursive: true, force: true })
})

test('a config.json that is replaced in one step is reported', async () => {
  write('.docker/config.json', '{}')
  start()
  for (const name of ['one', 'two']) {
    await reported(() => {
      write('.docker/config.json.tmp', JSON.stringify({ currentContext: name }))
      renameSync(join(home, '.docker/config.json.tmp'), join(home, '.docker/config.json'))
    })
  }
})

test('a config.json that is written over, removed and made again is reported each time', async () => {
  write('.docker/config.json', '{}')
  start()
  await reported(() => write('.docker/config.json', '{"a":1}'))
  await reported(() => rmSync(join(home, '.docker/config.json')))
  await reported(() => write('.docker/config.json', '{}'))
})

test('a context that is made, changed and removed is reported, down to its certificates', async () => {
  write('.docker/config.json', '{}')
  start()
  await reported(() => write('.docker/contexts/meta/aa/meta.json', '{}'))
  await reported(() => write('.docker/contexts/meta/aa/meta.json', '{"Name":"a"}'))
  await reported(() => write('.docker/contexts/tls/aa/docker/ca.pem', ''))
  await reported(() => write('.docker/contexts/tls/aa/docker/ca.pem', 'new'))
  await reported(() => rmSync(join(home, '.docker/contexts/meta/aa'), { recursive: true }))
})

test('a folder that is made later is noticed, and so are those above it', async () => {
  start('deep/er/.docker')
  await reported(() => mkdirSync(join(home, 'deep')))
  await reported(() => mkdirSync(join(home, 'deep/er')))
  await reported(() => write('deep/er/.docker/config.json', '{}'))
  await reported(() => write('deep/er/.docker/config.json', '{"a":1}'))
})

test('a folder that is removed and made again at once goes on being watched', async () => {
  write('.docker/contexts/meta/aa/meta.json', '{}')
  start()
  await reported(() => {
    rmSync(join(home, '.docker'), { recursive: true })
    write('.docker/contexts/meta/aa/meta.json', '{}')
  })
  await quiet()
  await reported(() => write('.docker/contexts/meta/aa/meta.json', '{"Name":"a"}'))
  await reported(() => write('.docker/config.json', '{}'))
})

test('so is the folder above it', async () => {
  write('me/.docker/config.json', '{}')
  start('me/.docker')
  await reported(() => {
    rmSync(join(home, 'me'), { recursive: true })
    write('me/.docker/config.json', '{}')
  })
  await quiet()
  await reported(() => write('me/.docker/config.json', '{"a":1}'))
})

test('what else happens in these folders is no news', async () => {
  write('.docker/config.json', '{}')
  start()
  write('.docker/buildx/activity', '')
  write('.docker/config.json.tmp', '')
  write('other', '')
  await quiet()
  expect(reports).toEqual([])
  await reported(() => write('.docker/config.json', '{"a":1}'))
})

test('a burst is reported at most every 200 ms', async () => {
  write('.docker/config.json', '{}')
  start()
  let writes = 0
  const burst = setInterval(() => write('.docker/config.json', String(writes++)), 2)
  await vi.waitUntil(() => reports.length === 4, PATIENTLY)
  clearInterval(burst)
  const gaps = reports.slice(1).map((at, index) => at - (reports[index] ?? 0))
  for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(198)
  expect(writes).toBeGreaterThan(40)
})

test('to stop closes all watchers, and drops the report that was due', async () => {
  write('.docker/contexts/meta/aa/meta.json', '{}')
  write('.docker/config.json', '{}')
  const before = inotifyWatches()
  start()
  // Linux shows what is watched; elsewhere the silence afterwards must do.
  if (process.platform === 'linux') expect(inotifyWatches()).toBe(before + 5)
  await reported(() => write('.docker/config.json', '{"a":1}'))
  write('.docker/config.json', '{"a":2}')
  stop()
  expect(inotifyWatches()).toBe(before)
  await quiet()
  expect(reports).toHaveLength(1)
})

function start(folder = '.docker'): void {
  stop = watchDockerConfig(join(home, folder), () => reports.push(performance.now()))
}

/** Resolves once what is done has been reported. */
async function reported(work: () => void): Promise<void> {
  const before = reports.length
  work()
  await vi.waitUntil(() => reports.length > before, PATIENTLY)
}

/** Resolves once no report is due any more for what was done until now. */
async function quiet(): Promise<void> {
  const start = performance.now()
  await vi.waitUntil(
    () => performance.now() - Math.max(start, reports.at(-1) ?? 0) > 400,
    PATIENTLY,
  )
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(home, path)), { recursive: true })
  writeFileSync(join(home, path), text)
}

/** The kernel lists the watches of each inotify handle of ours. */
function inotifyWatches(): number {
  if (process.platform !== 'linux') return 0
  return readdirSync('/proc/self/fdinfo').reduce((sum, fd) => {
    const text = readText(`/proc/self/fdinfo/${fd}`)
    return sum + (text.match(/^inotify /gm)?.length ?? 0)
  }, 0)
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // The handle by which the folder was read is closed by now.
    return ''
  }
}
