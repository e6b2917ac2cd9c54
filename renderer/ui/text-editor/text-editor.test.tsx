import { EditorView } from '@codemirror/view'
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { beforeAll, expect, test, vi } from 'vitest'
import type { EditorHandle } from './index.tsx'
import { TextEditor } from './text-editor.tsx'

beforeAll(() => vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true))

test('what was typed outlives a while in which nothing may be changed', () => {
  const host = document.createElement('div')
  const root = createRoot(host)
  const onChanged = vi.fn<(isChanged: boolean) => void>()
  let handle: EditorHandle | undefined
  const show = (isReadOnly: boolean) =>
    act(() =>
      root.render(
        <TextEditor
          label="Contents of /a"
          text="before"
          language="plain"
          isReadOnly={isReadOnly}
          onReady={(ready) => (handle = ready)}
          onChanged={onChanged}
          onSave={() => {}}
        />,
      ),
    )
  const content = () => host.querySelector<HTMLElement>('.cm-content')
  show(false)
  const shown = content()
  const view = EditorView.findFromDOM(shown ?? host)
  view?.dispatch({ changes: { from: 0, insert: 'typed ' } })
  show(true)
  expect(content()?.getAttribute('aria-readonly')).toBe('true')
  expect(view?.state.readOnly).toBe(true)
  show(false)
  expect(content()?.hasAttribute('aria-readonly')).toBe(false)
  expect(view?.state.readOnly).toBe(false)
  expect(content()).toBe(shown)
  expect(handle?.text()).toBe('typed before')
  expect(onChanged.mock.calls).toEqual([[true]])
  act(() => handle?.settle('typed before'))
  view?.dispatch({ changes: { from: 0, insert: 'more ' } })
  // Of an earlier text that was saved while it was typed in, it differs still.
  act(() => handle?.settle('typed before'))
  expect(onChanged.mock.calls).toEqual([[true], [false], [true]])
  act(() => root.unmount())
})
