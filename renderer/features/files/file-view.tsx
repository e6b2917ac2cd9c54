import { useQuery } from '@tanstack/react-query'
import { ArrowLeft, Download, FileQuestion, Save } from 'lucide-react'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { formatAgo } from '#lib/format-ago.ts'
import { formatSize } from '#lib/format-bytes.ts'
import { MAX_TEXT_BYTES, type FileContent } from '#shared/contract/files.ts'
import { asEngineError } from '#shared/errors.ts'
import { nameOf } from '#shared/posix-path.ts'
import { visibleText } from '#shared/visible-text.ts'
import { Button } from '#ui/button.tsx'
import { confirm } from '#ui/confirm.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorState } from '#ui/error-state.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { SafeText } from '#ui/safe-text.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { TextEditor, type EditorHandle } from '#ui/text-editor/index.tsx'
import { toast } from '#ui/toast.tsx'
import { engine } from '../../ipc/client.ts'
import { decodeText } from './decode-text.ts'
import { download } from './download.ts'
import type { Draft, FilesTarget } from './files-place.ts'
import styles from './files-tab.module.css'
import { modeText } from './mode-text.ts'
import { saveText } from './save-text.ts'

interface FileViewProps {
  readonly target: FilesTarget
  readonly path: string
  /** What was changed here before, and not saved. */
  readonly draft: Draft | undefined
  /** Why nothing may be changed; nothing where it may. */
  readonly blocked: string | undefined
  /** Keeps what was changed for when somebody comes back. */
  onKeep(draft: Draft | undefined): void
  onClose(): void
}

/** One file: its text, to read and to change. */
export function FileView(props: FileViewProps) {
  const { target, path, draft, onClose } = props
  const { connection, id } = target
  const { data, error, refetch } = useQuery({
    queryKey: ['file', connection, id, path],
    queryFn: ({ signal }) => engine.files.read({ connection, id, path }, { signal }),
    enabled: draft === undefined,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  })
  const content = draft?.content ?? data
  if (content) return <Content {...props} content={content} />
  return (
    <div className={styles.tab}>
      <div className={styles.bar}>
        <BackButton onBack={onClose} takesFocus />
        <Title path={path} />
      </div>
      {error ? (
        <ErrorState
          error={asEngineError(error)}
          onRetry={() => void refetch()}
          onCopy={(text) => void engine.desktop.copyText({ text })}
        />
      ) : (
        <Skeleton />
      )}
    </div>
  )
}

function Content(props: FileViewProps & { readonly content: FileContent }) {
  const { target, path, draft, blocked, onKeep, onClose } = props
  const [content, setContent] = useState(props.content)
  const [original] = useState(() => decodeText(props.content.bytes, props.content.isWhole))
  const [isChanged, setIsChanged] = useState(draft !== undefined)
  const editor = useRef<EditorHandle>(undefined)
  const isLeft = useRef(false)
  const isSaving = useRef(false)
  const whyReadOnly = blocked ?? whyNotWritten(content)
  const keep = useEffectEvent(() => {
    if (!isLeft.current)
      onKeep(isChanged ? { text: editor.current?.text() ?? '', content } : undefined)
  })
  // It goes with the tab; what was typed must not.
  useEffect(() => () => keep(), [])

  const save = async () => {
    // A second one would find what the first one has written, and take it for another's work.
    if (!editor.current || !isChanged || isSaving.current) return
    if (whyReadOnly !== undefined) return toast({ kind: 'info', text: whyReadOnly, key: 'blocked' })
    isSaving.current = true
    const text = editor.current.text()
    const saved = await saveText(target, content, text).finally(() => (isSaving.current = false))
    if (!saved) return
    setContent(saved)
    // What was typed in the meantime is not saved.
    editor.current.settle(text)
    editor.current.focus()
  }
  const close = async () => {
    if (isChanged && !(await mayDiscard(path))) return
    isLeft.current = true
    onClose()
  }
  return (
    <div className={styles.tab}>
      <div className={styles.bar}>
        <BackButton onBack={() => void close()} takesFocus={original === undefined} />
        <Title path={path} content={content} isChanged={isChanged} />
        <IconButton
          icon={Download}
          label="Download file"
          onClick={() => void download(target, content.path, { as: 'file' })}
        />
        {original !== undefined && (
          <Button
            kind="primary"
            icon={Save}
            aria-disabled={!isChanged || whyReadOnly !== undefined}
            data-tooltip={whyReadOnly ?? 'Save'}
            data-shortcut="Mod+S"
            onClick={() => void save()}
          >
            Save
          </Button>
        )}
      </div>
      {original === undefined ? (
        <EmptyState
          icon={FileQuestion}
          title="This is no text"
          text={`${formatSize(content.size)} that could not be shown as what they are. Download the file to look at it.`}
        />
      ) : (
        <>
          {!content.isWhole && (
            <p className={styles.cut}>
              Only the first {formatSize(MAX_TEXT_BYTES)} of {formatSize(content.size)} are shown.
            </p>
          )}
          <div className={styles.editor}>
            <TextEditor
              label={`Contents of ${visibleText(path)}`}
              text={draft?.text ?? original}
              original={original}
              language={path.endsWith('.json') ? 'json' : 'plain'}
              isReadOnly={whyReadOnly !== undefined}
              onReady={(handle) => {
                editor.current = handle
                handle.focus()
              }}
              onChanged={setIsChanged}
              onSave={() => void save()}
            />
          </div>
        </>
      )}
    </div>
  )
}

interface BackButtonProps {
  onBack(): void
  /** Where there is no text that would take it: the row that was opened is gone, and had it. */
  readonly takesFocus?: boolean
}

function BackButton({ onBack, takesFocus = false }: BackButtonProps) {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (takesFocus && document.activeElement === document.body) button.current?.focus()
  }, [takesFocus])
  return <IconButton ref={button} icon={ArrowLeft} label="Close file" onClick={onBack} />
}

interface TitleProps {
  readonly path: string
  readonly content?: FileContent
  readonly isChanged?: boolean
}

function Title({ path, content, isChanged = false }: TitleProps) {
  return (
    <div className={styles.title}>
      <b data-tooltip={visibleText(path)}>
        <SafeText text={nameOf(path)} />
      </b>
      <span role="status" aria-label="File">
        {content &&
          [
            formatSize(content.size),
            modeText(content.mode),
            ...(isChanged ? ['not saved'] : [`modified ${formatAgo(content.modifiedAt)}`]),
          ].join(' · ')}
      </span>
    </div>
  )
}

function whyNotWritten({ isWhole, isInside }: FileContent): string | undefined {
  if (isInside) return 'It is mounted inside the container: change it from a terminal'
  return isWhole ? undefined : 'It is too large to be changed here'
}

async function mayDiscard(path: string): Promise<boolean> {
  const yes = await confirm({
    tier: 1,
    question: `Discard what you changed in "${visibleText(nameOf(path))}"?`,
    objects: [],
    verb: 'Discard',
  })
  return yes !== undefined
}
