import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { EngineError } from '#shared/errors.ts'

const repositories = vi.fn()
const tags = vi.fn()
const copyText = vi.fn()
const deleteTag = vi.fn()
vi.mock('../../ipc/client.ts', () => ({
  engine: { registries: { repositories, tags }, desktop: { copyText } },
}))
vi.mock('./delete-tag.ts', () => ({ deleteTag }))
const { RegistryBrowser } = await import('./registry-browser.tsx')

const PLACE = { connection: 'dev', host: 'lab:5000' }
const page = (names: readonly string[], hasMore = false) => Promise.resolve({ names, hasMore })

beforeEach(() => {
  for (const call of [repositories, tags, copyText, deleteTag]) call.mockReset()
  repositories.mockImplementation(({ after }: { after?: string }) =>
    after === 'b' ? page(['team/app']) : page(['a', 'b'], true),
  )
  tags.mockImplementation(() => page(['1', 'latest']))
})
afterEach(cleanup)

function draw(blocked?: string) {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <RegistryBrowser {...PLACE} blocked={blocked} />
    </QueryClientProvider>,
  )
}

const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }))

test('repositories come by pages, and lead to their tags', async () => {
  draw()
  await press('More repositories')
  await press('team/app')
  expect((await screen.findByRole('list', { name: 'Tags' })).textContent).toBe('1latest')
  expect(tags.mock.calls[0]?.[0]).toEqual({ ...PLACE, repository: 'team/app', after: undefined })
  expect(document.activeElement?.getAttribute('aria-label')).toBe('All repositories')
  await press('Copy reference of latest')
  expect(copyText).toHaveBeenCalledWith({ text: 'lab:5000/team/app:latest' })
  await press('Delete tag 1')
  expect(deleteTag).toHaveBeenCalledWith({ ...PLACE, repository: 'team/app', tag: '1' })
  await press('All repositories')
  expect(await screen.findByRole('list', { name: 'Repositories' })).toBeDefined()
})

test('where repositories are not listed, it is said, and one can be named', async () => {
  const message = 'The registry "lab:5000" does not list its repositories'
  repositories.mockRejectedValue(new EngineError({ code: 'refused', message }))
  draw()
  expect((await screen.findByRole('alert')).textContent).toContain(message)
  const field = screen.getByRole('textbox', { name: /^Repository/ })
  fireEvent.change(field, { target: { value: 'Team/App' } })
  await press('Show tags')
  expect(screen.getByText(/lower case/)).toBeDefined()
  expect(tags).not.toHaveBeenCalled()
  fireEvent.change(field, { target: { value: 'lab:5000/team/app' } })
  await press('Show tags')
  expect(await screen.findByText('latest')).toBeDefined()
  expect(tags.mock.calls[0]?.[0]).toMatchObject({ repository: 'team/app' })
})

test('where nothing may be changed, no tag is deleted', async () => {
  draw('"dev" is read-only')
  await press('a')
  await press('Delete tag 1')
  expect(deleteTag).not.toHaveBeenCalled()
})
