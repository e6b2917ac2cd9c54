import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { BuildSource } from '#shared/contract/builds.ts'
import { EngineError } from '#shared/errors.ts'
import { AskingHost } from '#ui/asking.tsx'
import type { TextEditorProps } from '#ui/text-editor/index.tsx'

const calls = {
  builders: vi.fn(),
  openSource: vi.fn(),
  readDockerfile: vi.fn(),
  saveDockerfile: vi.fn(),
  measure: vi.fn(),
  begin: vi.fn(),
}
const chooseSource = vi.fn()
vi.mock('../../../ipc/client.ts', () => ({
  engine: { builds: calls, desktop: { chooseSource, copyText: vi.fn() } },
}))
vi.mock('#ui/text-editor/index.tsx', () => ({
  TextEditor: ({ label, text, onReady, onText, onChanged }: TextEditorProps) => {
    const settle = () => onChanged(false)
    return (
      <textarea
        aria-label={label}
        defaultValue={text}
        ref={() => onReady({ text: () => '', settle, focus() {}, goTo() {} })}
        onChange={({ target }) => {
          onText?.(target.value)
          onChanged(true)
        }}
      />
    )
  },
}))
const { BuildDialog } = await import('./build-dialog.tsx')

const SOURCE: BuildSource = {
  source: 's1',
  kind: 'folder',
  path: '/home/me/shop',
  dockerfiles: ['Dockerfile', 'web/Dockerfile'],
}
const TEXT = 'FROM a AS build\nARG VERSION=1\nRUN --mount=type=secret,id=npm make\n'
const onDone = vi.fn()

beforeEach(() => {
  for (const call of [...Object.values(calls), chooseSource, onDone]) call.mockReset()
  calls.builders.mockResolvedValue({ kinds: ['buildkit', 'classic'] })
  calls.readDockerfile.mockResolvedValue({ text: TEXT, version: 'v1' })
  calls.saveDockerfile.mockResolvedValue({ text: '', version: 'v2' })
  calls.begin.mockResolvedValue('b1')
  calls.measure.mockImplementation(
    (_input: unknown, { onValue }: { onValue(size: object): void }) => {
      onValue({
        files: 1204,
        bytes: 145_000_000,
        ignored: 12,
        ignoreFile: '.dockerignore',
        largest: [{ path: 'data/all.bin', bytes: 99_000_000 }],
        isWhole: true,
      })
      return () => {}
    },
  )
})
afterEach(cleanup)

function draw(source?: BuildSource) {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <BuildDialog start={{ connection: 'dev', ...(source && { source }) }} onDone={onDone} />
      <AskingHost />
    </QueryClientProvider>,
  )
}

// By their words: to look for roles in so large a form takes seconds.
const press = (name: string) => fireEvent.click(screen.getByText(name, { selector: 'button' }))
const field = (name: string) => screen.findByLabelText(name)
const write = async (name: string, value: string) =>
  fireEvent.change(await field(name), { target: { value } })
const command = () => screen.getByLabelText('docker build').textContent

test('a folder is chosen, and told of', async () => {
  chooseSource.mockResolvedValue({ file: 'f1', name: 'shop' })
  calls.openSource.mockResolvedValue(SOURCE)
  draw()
  press('Build')
  expect((await screen.findByRole('alert')).textContent).toBe('Choose what to build from')
  press('Choose folder…')
  expect(await screen.findByText('/home/me/shop')).toBeDefined()
  expect(calls.openSource).toHaveBeenCalledWith({ file: 'f1' })
  const size = '1,204 files, 145 MB; 12 left out by ".dockerignore"'
  expect(await screen.findByText(size)).toBeDefined()
  expect(screen.getByText(/That is much/)).toBeDefined()
  expect(screen.getByText(/only what it does not have yet/)).toBeDefined()
})

test('what the form says is built, and no secret stands in the command', async () => {
  draw(SOURCE)
  const version = await field('VERSION')
  expect(version.getAttribute('placeholder')).toBe('1')
  await write('VERSION', '2')
  await write('Name 1', 'shop:2')
  fireEvent.change(screen.getByLabelText('Target'), { target: { value: 'build' } })
  press('Give secret "npm"')
  fireEvent.change(screen.getByLabelText('Text of secret 1'), { target: { value: 's3cret' } })
  expect(command()).toContain('--build-arg VERSION=2')
  expect(command()).not.toContain('s3cret')
  press('Build')
  await vi.waitFor(() => expect(onDone).toHaveBeenCalledWith('b1'))
  expect(calls.begin.mock.calls[0]?.[0]).toEqual({
    connection: 'dev',
    source: 's1',
    settings: {
      dockerfile: 'Dockerfile',
      tags: ['shop:2'],
      target: 'build',
      args: [{ name: 'VERSION', value: '2' }],
      secrets: [{ id: 'npm', from: 'text', text: 's3cret' }],
      noCache: false,
      pull: false,
    },
  })
})

test('a name that is none is not built, and is said at its field', async () => {
  draw(SOURCE)
  await write('Name 1', 'Shop')
  press('Build')
  expect(await screen.findByRole('alert')).toBeDefined()
  expect(document.activeElement).toBe(await field('Name 1'))
  expect(calls.begin).not.toHaveBeenCalled()
})

test('what was changed is saved before it is built; over other changes only after a question', async () => {
  draw(SOURCE)
  await write('Text of Dockerfile', 'FROM b\n')
  expect(screen.getByText(/what you have changed is saved first/)).toBeDefined()
  const conflict = new EngineError({ code: 'conflict', message: 'It was changed' })
  calls.saveDockerfile.mockRejectedValueOnce(conflict)
  calls.readDockerfile.mockResolvedValue({ text: 'FROM c\n', version: 'v9' })
  press('Save and build')
  const question = await screen.findByRole('alertdialog')
  expect(calls.begin).not.toHaveBeenCalled()
  fireEvent.click(within(question).getByRole('button', { name: 'Overwrite' }))
  await vi.waitFor(() => expect(onDone).toHaveBeenCalledWith('b1'))
  expect(calls.saveDockerfile.mock.calls.map(([input]) => input)).toEqual([
    { source: 's1', dockerfile: 'Dockerfile', text: 'FROM b\n', version: 'v1' },
    { source: 's1', dockerfile: 'Dockerfile', text: 'FROM b\n', version: 'v9' },
  ])
})

test('where no builder takes secrets, it is said why', async () => {
  calls.builders.mockResolvedValue({ kinds: ['classic'], noSecrets: 'Only BuildKit can.' })
  draw(SOURCE)
  expect(await screen.findByText('Only BuildKit can.')).toBeDefined()
  expect(screen.getByText('Add secret')).toHaveProperty('disabled', true)
})

test('problems of the Dockerfile are listed with their lines', async () => {
  calls.readDockerfile.mockResolvedValue({ text: 'FROM a\nFOO\n', version: 'v1' })
  draw(SOURCE)
  const list = await screen.findByLabelText('Problems of the Dockerfile')
  expect(list.textContent).toContain('Line 2Unknown instruction: FOO')
})

test('a Dockerfile that is not there is said at its field', async () => {
  calls.readDockerfile.mockImplementation(async ({ dockerfile }: { dockerfile: string }) => {
    if (dockerfile === 'Dockerfile') return { text: 'FROM a\n', version: 'v1' }
    throw new EngineError({ code: 'not-found', message: `"${dockerfile}" is not there` })
  })
  draw(SOURCE)
  const choice = await screen.findByLabelText('Dockerfile', { selector: 'select' })
  fireEvent.change(choice, { target: { value: '\0' } })
  await write('Path of the Dockerfile', 'none')
  fireEvent.blur(await field('Path of the Dockerfile'))
  const path = await field('Path of the Dockerfile')
  await vi.waitFor(() => expect(path.getAttribute('aria-invalid')).toBe('true'))
  const problem = document.getElementById(String(path.getAttribute('aria-describedby')))
  expect(problem?.textContent).toBe('"none" is not there')
  press('Build')
  expect((await screen.findAllByRole('alert')).map((one) => one.textContent)).toContain(
    '"none" is not there',
  )
  expect(calls.begin).not.toHaveBeenCalled()
  await write('Path of the Dockerfile', '')
  expect(await screen.findByText('Write the path of the Dockerfile')).toBeDefined()
})

test('the field of an argument stays under the caret, though the Dockerfile names it no more', async () => {
  calls.readDockerfile.mockResolvedValue({
    text: 'FROM a\nARG ONE\nARG TWO\n',
    version: 'v1',
  })
  draw(SOURCE)
  const one = await field('ONE')
  one.focus()
  await write('ONE', '1')
  await write('Text of Dockerfile', 'FROM a\nARG TWO\n')
  expect(await screen.findByText('The Dockerfile has no such argument')).toBeDefined()
  expect(document.activeElement).toBe(one)
  await write('ONE', '')
  expect(screen.getByLabelText('ONE')).toBe(one)
  expect(document.activeElement).toBe(one)
  one.blur()
  await vi.waitFor(() => expect(screen.queryByLabelText('ONE')).toBeNull())
})

test('an answer of the engine that says no leaves the form as it is', async () => {
  calls.begin.mockRejectedValue(
    new EngineError({ code: 'refused', message: 'Cannot build', hint: 'Try it later.' }),
  )
  draw(SOURCE)
  await field('VERSION')
  press('Build')
  expect((await screen.findByRole('alert')).textContent).toBe('Cannot build. Try it later.')
  expect(onDone).not.toHaveBeenCalled()
})
