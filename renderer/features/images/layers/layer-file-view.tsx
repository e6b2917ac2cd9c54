import { useQuery } from '@tanstack/react-query'
import { ArrowLeft, Download, FileQuestion } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { decodeText } from '#features/files'
import { formatSize } from '#lib/format-bytes.ts'
import { MAX_TEXT_BYTES } from '#shared/contract/files.ts'
import type { LayerContent, LayerFile } from '#shared/contract/image-layers.ts'
import { asEngineError } from '#shared/errors.ts'
import { nameOf } from '#shared/posix-path.ts'
import { visibleText } from '#shared/visible-text.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorState } from '#ui/error-state.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { ProgressBar } from '#ui/progress-bar.tsx'
import { SafeText } from '#ui/safe-text.tsx'
import { TextEditor } from '#ui/text-editor/text-editor.tsx'
import { engine } from '../../../ipc/client.ts'
import { downloadLayerFile } from './download-layer-file.ts'
import styles from './layers-tab.module.css'
import type { LayersTarget } from './use-layers.ts'

interface LayerFileViewProps {
  readonly target: LayersTarget
  readonly file: LayerFile
  onClose(): void
}

/** The text of a file of a layer, to be read; nothing is run for it. */
export function LayerFileView({ target, file, onClose }: LayerFileViewProps) {
  const { connection, imageId: id } = target
  const { path, layers } = file
  const [layer = 1] = layers
  const back = useRef<HTMLButtonElement>(null)
  // The row that was opened is gone, and had the focus.
  useEffect(() => back.current?.focus(), [])
  const { data, error, refetch } = useQuery({
    queryKey: ['layer-file', connection, id, layer, path],
    queryFn: ({ signal }) => engine.images.readFile({ connection, id, layer, path }, { signal }),
    // Another content is another image.
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  })
  return (
    <>
      <div className={styles.tools}>
        <IconButton ref={back} icon={ArrowLeft} label="Close file" onClick={onClose} />
        <span className={styles.file} data-tooltip={visibleText(path)}>
          <b>
            <SafeText text={nameOf(path)} />
          </b>{' '}
          {formatSize(file.bytes)} in layer {layer}
        </span>
        <IconButton
          icon={Download}
          label="Download file"
          onClick={() => void downloadLayerFile(target, file)}
        />
      </div>
      {data ? (
        <Content path={path} content={data} />
      ) : error ? (
        <ErrorState
          error={asEngineError(error)}
          onRetry={() => void refetch()}
          onCopy={(text) => void engine.desktop.copyText({ text })}
        />
      ) : (
        <div className={styles.reading}>
          <ProgressBar text="Reading the file" detail="The engine packs the image for it" />
        </div>
      )}
    </>
  )
}

function Content({ path, content }: { readonly path: string; readonly content: LayerContent }) {
  const { bytes, isWhole, size } = content
  const text = decodeText(bytes, isWhole)
  if (text === undefined) {
    return (
      <EmptyState
        icon={FileQuestion}
        title="This is no text"
        text={`${formatSize(size)} that could not be shown as what they are. Download the file to look at it.`}
      />
    )
  }
  return (
    <>
      {!isWhole && (
        <p className={styles.warned}>
          Only the first {formatSize(MAX_TEXT_BYTES)} of {formatSize(size)} are shown.
        </p>
      )}
      <div className={styles.editor}>
        <TextEditor
          label={`Contents of ${visibleText(path)}`}
          text={text}
          language={path.endsWith('.json') ? 'json' : 'plain'}
          isReadOnly
          onReady={(handle) => handle.focus()}
          onChanged={nothing}
          onSave={nothing}
        />
      </div>
    </>
  )
}

/** Nobody can change it. */
const nothing = () => {}
