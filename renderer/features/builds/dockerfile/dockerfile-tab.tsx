import { useQuery } from '@tanstack/react-query'
import { FileArchive, ListTree } from 'lucide-react'
import { useRef } from 'react'
import { asEngineError, type EngineError } from '#shared/errors.ts'
import { visibleLines, visibleText } from '#shared/visible-text.ts'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorState } from '#ui/error-state.tsx'
import { SafeText } from '#ui/safe-text.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { TextEditor, type EditorHandle } from '#ui/text-editor/index.tsx'
import type { MarkedLine } from '#ui/text-editor/text-problem.ts'
import { engine } from '../../../ipc/client.ts'
import type { Journal } from '../build-journal.ts'
import styles from '../build-tabs.module.css'
import { failureOf } from '../build-words.ts'
import { stepOnLine } from '../timeline.ts'
import { ProblemList } from './problem-list.tsx'
import { useDockerfileFacts } from './use-dockerfile-facts.ts'

interface DockerfileTabProps {
  readonly journal: Journal
  /** The line that somebody came for. */
  readonly line: number | undefined
  onStep(step: string): void
}

/** The Dockerfile as it was when it was built: where it failed, and what else could be better. */
export function DockerfileTab({ journal, line, onStep }: DockerfileTabProps) {
  const { build, steps } = journal
  const { data, error } = useQuery({
    queryKey: ['build-dockerfile', build.id],
    queryFn: ({ signal }) => engine.builds.dockerfile({ id: build.id }, { signal }),
    // What was built does not change any more.
    staleTime: Infinity,
    retry: false,
  })
  const editor = useRef<EditorHandle>(undefined)
  const { problems } = useDockerfileFacts(data)
  const marked = markOf(journal, line)
  const step = marked && stepOnLine(steps, marked.line)
  if (error) {
    const reason = asEngineError(error)
    return build.from.kind === 'archive' && reason.code !== 'not-found' ? (
      <UnreadArchive reason={reason} />
    ) : (
      <ErrorState error={reason} onCopy={(text) => void engine.desktop.copyText({ text })} />
    )
  }
  if (data === undefined) return <Skeleton />
  return (
    <div className={styles.tab}>
      <div className={styles.head}>
        <h3 data-selectable>
          <SafeText text={build.settings.dockerfile} />
        </h3>
        {marked && step && (
          <Button kind="quiet" icon={ListTree} onClick={() => onStep(step.id)}>
            Step of line {marked.line}
          </Button>
        )}
      </div>
      <div className={styles.editor}>
        <TextEditor
          // A mark is put in once, when the editor is made.
          key={`${build.id} ${marked?.line} ${marked?.text}`}
          label="Dockerfile of the build"
          text={data}
          language="dockerfile"
          isReadOnly
          problems={problems}
          {...(marked && { marked })}
          onReady={(handle) => (editor.current = handle)}
          onChanged={() => {}}
          onSave={() => {}}
        />
      </div>
      <ProblemList problems={problems} onChoose={({ from }) => editor.current?.goTo(from)} />
    </div>
  )
}

/** No failure: the engine may build from such an archive all the same. */
function UnreadArchive({ reason: { message, engineMessage } }: { readonly reason: EngineError }) {
  const said = [message, engineMessage].filter(Boolean).join(': ')
  return (
    <EmptyState
      icon={FileArchive}
      title="The Dockerfile of this build is not known"
      text={`${visibleText(said)}. The engine unpacks archives by itself, so no step says its line.`}
    />
  )
}

/** The line that failed with the reason, or the one that somebody came for. */
function markOf({ build }: Journal, line: number | undefined): MarkedLine | undefined {
  const { state } = build
  const failed = state.kind === 'failed' ? state.line : undefined
  if (failed !== undefined && (line === undefined || line === failed)) {
    const { message = '', engineMessage } = failureOf(build) ?? {}
    return { line: failed, text: visibleLines(engineMessage ?? message) }
  }
  return line === undefined ? undefined : { line, text: '' }
}
