import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { BuildSource, DockerfileText } from '#shared/contract/builds.ts'
import { EngineError } from '#shared/errors.ts'
import { visibleText } from '#shared/visible-text.ts'
import type { EditorHandle } from '#ui/text-editor/index.tsx'
import type { TextPlace } from '#ui/text-editor/text-problem.ts'
import { toastFailure } from '#ui/toast-failure.ts'
import { toast } from '#ui/toast.tsx'
import { engine } from '../../../ipc/client.ts'
import { askWhatStays } from './ask-what-stays.tsx'

/** Reads a Dockerfile, keeps what is typed over it, and saves that. */
export function useDockerfile(source: BuildSource | undefined, dockerfile: string) {
  const [turn, setTurn] = useState(0)
  const place = `${source?.source} ${dockerfile} ${turn}`
  const { data, error, refetch } = useQuery({
    queryKey: ['build-form', 'dockerfile', place],
    queryFn: ({ signal }) =>
      engine.builds.readDockerfile({ source: source?.source ?? '', dockerfile }, { signal }),
    enabled: source !== undefined && dockerfile !== '',
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  })
  const editor = useRef<EditorHandle>(undefined)
  const saved = useRef<{ readonly place: string; readonly file: DockerfileText }>(undefined)
  const [typed, setTyped] = useState<{ readonly place: string; readonly text: string }>()
  const [changed, setChanged] = useState<string>()
  const isChanged = changed === place && data !== undefined
  const text = typed?.place === place ? typed.text : (data?.text ?? '')

  const write = async (version: string): Promise<DockerfileText> => {
    const input = { source: source?.source ?? '', dockerfile, text, version }
    return engine.builds.saveDockerfile(input)
  }
  const settle = (file: DockerfileText) => {
    saved.current = { place, file }
    editor.current?.settle(text)
  }
  const version = () => (saved.current?.place === place ? saved.current.file : data)?.version ?? ''

  /** Whether it is on disk now as it is in the form. */
  const save = async (): Promise<boolean> => {
    if (!isChanged) return true
    try {
      settle(await write(version()))
      toast({ kind: 'success', text: `Saved "${visibleText(dockerfile)}"` })
      return true
    } catch (cause) {
      if (!(cause instanceof EngineError && cause.code === 'conflict')) throw cause
      const stays = await askWhatStays(dockerfile)
      if (stays === 'theirs') setTurn(turn + 1)
      if (stays !== 'ours' || !source) return false
      const now = await engine.builds.readDockerfile({ source: source.source, dockerfile })
      settle(await write(now.version))
      return true
    }
  }
  return {
    place,
    /** As it was read; the editor begins with it. */
    file: data,
    error,
    retry: () => void refetch(),
    text,
    isChanged,
    save: () =>
      save().catch((cause: unknown) => {
        toastFailure(cause)
        return false
      }),
    /** What was typed is lost: it must not come back with the same file. */
    discard() {
      saved.current = undefined
      setTyped(undefined)
      setChanged(undefined)
    },
    onReady: (handle: EditorHandle) => void (editor.current = handle),
    goTo: (place: TextPlace) => editor.current?.goTo(place),
    onText: (next: string) => setTyped({ place, text: next }),
    onChanged: (next: boolean) => setChanged(next ? place : undefined),
  }
}
