import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { close, expect, launch, test } from './app.ts'
import { dock } from './pages/dock.ts'
import { listPage, notices } from './pages/list-page.ts'

/** Chromium keeps 16 contexts, and takes the oldest away for each one more. */
const TERMINALS = 23

test('of 23 terminals only the one in view has a part of the GPU, and none loses its text', async ({
  page,
  world,
}) => {
  test.setTimeout(120_000)
  const name = world.name('box')
  const warnings: string[] = []
  page.on('console', (message) => warnings.push(message.text()))
  await world.run('box')
  // The GPU of the tests is a program, which the app would leave alone.
  await page.evaluate(() => {
    const { prototype } = WebGL2RenderingContext
    // oxlint-disable-next-line typescript/unbound-method -- the proxy hands `this` on
    prototype.getParameter = new Proxy(prototype.getParameter, {
      apply(read, context, keys) {
        const value: unknown = Reflect.apply(read, context, keys)
        return typeof value === 'string' && /swiftshader|llvmpipe/i.test(value) ? 'A GPU' : value
      },
    })
  })
  const { terminal, tab, region } = dock(page)
  const names = Array.from({ length: TERMINALS }, (_, n) => (n === 0 ? name : `${name} (${n + 1})`))
  await listPage(page, 'Containers').row(name).click()
  await page.keyboard.press('t')
  for (const [index, each] of names.entries()) {
    if (index > 0) await page.keyboard.press('Control+Shift+Backquote')
    await expect(terminal(each).screen).toContainText(/[#$]/)
    await terminal(each).type(`echo mine-$((${index}+100))`)
    await expect(terminal(each).screen).toContainText(`mine-${index + 100}`)
  }
  const contexts = () =>
    region.locator('canvas').evaluateAll((all) => {
      const drawn = all.map((canvas) => (canvas as HTMLCanvasElement).getContext('webgl2'))
      return drawn.filter((context) => context?.isContextLost() === false).length
    })
  await expect.poll(contexts).toBe(1)
  for (const [index, each] of names.entries()) {
    await tab(`Terminal: ${each}`).click()
    await expect(terminal(each).screen).toContainText(`mine-${index + 100}`)
  }
  await expect.poll(contexts).toBe(1)
  expect(warnings.filter((text) => /too many active webgl/i.test(text))).toEqual([])
})

for (const [what, text] of [
  ['damaged', '{"layout":{"kind":"group"'],
  ['of another kind', JSON.stringify({ layout: { kind: 'group', tabs: [{ kind: 'x' }] } })],
] as const) {
  test(`a dock whose file is ${what} is empty, and the app says where the file is`, async ({
    engine,
  }) => {
    const userData = await mkdtemp(join(tmpdir(), 'pilothouse-e2e-'))
    await writeFile(join(userData, 'dock.json'), text)
    const app = await launch({ dockerHost: engine.dockerHost, userData })
    await expect(listPage(app.page, 'Containers').grid).toBeVisible()
    await expect(dock(app.page).region).toHaveCount(0)
    await expect(notices(app.page)).toContainText(join(userData, 'dock.json'))
    expect(app.complaints).toEqual([])
    await close(app)
  })
}
