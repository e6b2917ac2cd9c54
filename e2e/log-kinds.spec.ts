import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from './app.ts'
import { dock } from './pages/dock.ts'
import { listPage } from './pages/list-page.ts'
import { answerSaveDialog, choosePlace } from './pages/save-logs.ts'

/** What a log can hold, how many lines that is, and whether its container has a TTY. */
const KINDS: readonly {
  readonly kind: string
  readonly command: string
  readonly lines: string
  readonly tty?: boolean
}[] = [
  { kind: '40,000 blank lines', command: `yes '' | head -n 40000`, lines: '40,000' },
  {
    kind: 'a line of 1 MB',
    command: `echo before; head -c 1000000 /dev/zero | tr '\\0' x; echo; echo after`,
    lines: '3',
  },
  {
    kind: 'bytes that are no UTF-8',
    command: String.raw`printf 'a\377b\n\300\257\n\355\240\200\n\342\202\ncut \360\237\230'`,
    lines: '5',
  },
  {
    kind: 'line ends of Windows, and bars that go back to the beginning of their line',
    command: String.raw`printf 'one\r\ntwo\r\n'; for i in 1 2 3; do printf "\r$i of 3"; done; printf '\r\n\rdone\n'`,
    lines: '4',
  },
  {
    // The length in their frames has its high bit set, which no text has.
    kind: 'lines of 120 to 200 characters',
    command: `awk 'BEGIN { for (n = 120; n <= 200; n++) { s = ""; while (length(s) < n) s = s "é"; print s } }'`,
    lines: '81',
  },
  {
    kind: 'both streams in turns',
    command: `for i in $(seq 1 500); do echo "out $i"; echo "err $i" >&2; done`,
    lines: '1,000',
  },
  {
    kind: 'the output of a terminal',
    command: String.raw`printf '\033[1mbold\033[0m\n'; seq 1 300; echo last`,
    lines: '302',
    tty: true,
  },
]

for (const { kind, command, lines, tty = false } of KINDS) {
  test(`byte for byte as docker logs prints it: ${kind}`, async ({ app, page, world, engine }) => {
    const name = world.name('kind')
    const flags = tty ? ['--tty'] : []
    await world.docker('wait', await world.run('kind', { command: ['sh', '-c', command], flags }))
    await listPage(page, 'Containers').row(name).click()
    await page.keyboard.press('l')
    await expect(dock(page).logs(name).counter).toHaveText(`${lines} lines · Not running`)
    const folder = await mkdtemp(join(tmpdir(), 'pilothouse-kind-'))
    try {
      const path = join(folder, 'saved.log')
      await choosePlace(app.electron, path)
      await page.keyboard.press('Control+S')
      await answerSaveDialog(page, name, {})
      await expect(page.getByRole('region', { name: 'Notifications' })).toContainText(
        `Saved ${lines} lines in "saved.log"`,
      )
      const { stdout } = await promisify(execFile)('sh', ['-c', 'docker logs "$0" 2>&1', name], {
        env: engine.env,
        encoding: 'buffer',
        maxBuffer: 2 ** 24,
      })
      expect((await readFile(path)).equals(stdout)).toBe(true)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
}
