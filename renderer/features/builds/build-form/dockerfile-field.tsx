import { Save } from 'lucide-react'
import { asEngineError } from '#shared/errors.ts'
import { visibleText } from '#shared/visible-text.ts'
import { Button } from '#ui/button.tsx'
import { ErrorState } from '#ui/error-state.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { TextEditor } from '#ui/text-editor/index.tsx'
import tabs from '../build-tabs.module.css'
import { ProblemList } from '../dockerfile/index.ts'
import styles from './build-form.module.css'
import { useForm } from './use-build-form.ts'

/** The Dockerfile, to be read and mended. */
export function DockerfileField() {
  const { source, values, file, facts, measureAgain } = useForm()
  if (!source) return null
  const isReadOnly = source.kind === 'archive'
  const save = () => void file.save().then((isSaved) => isSaved && measureAgain())
  const reason = isReadOnly ? 'What is in an archive stays as it is' : undefined
  return (
    <section aria-label="Dockerfile" className={styles.dockerfile}>
      <header>
        <h3>{visibleText(values.dockerfile)}</h3>
        {file.isChanged && <span className={styles.note}>changed</span>}
        <Button
          icon={Save}
          aria-disabled={!file.isChanged || isReadOnly}
          data-tooltip={reason ?? 'Save'}
          data-shortcut="Mod+S"
          onClick={() => file.isChanged && !isReadOnly && save()}
        >
          Save
        </Button>
      </header>
      {file.error ? (
        <ErrorState error={asEngineError(file.error)} onRetry={file.retry} />
      ) : file.file ? (
        <>
          <div className={styles.editor}>
            <TextEditor
              key={file.place}
              label={`Text of ${visibleText(values.dockerfile)}`}
              text={file.file.text}
              language="dockerfile"
              isReadOnly={isReadOnly}
              problems={facts.problems}
              onReady={file.onReady}
              onChanged={file.onChanged}
              onText={file.onText}
              onSave={save}
            />
          </div>
          <div className={tabs.problems}>
            <ProblemList problems={facts.problems} onChoose={({ from }) => file.goTo(from)} />
          </div>
        </>
      ) : (
        <Skeleton rows={4} />
      )}
    </section>
  )
}
