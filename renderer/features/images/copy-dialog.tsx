import { useId, useRef, useState } from 'react'
import { classNames } from '#lib/class-names.ts'
import type { Yes } from '#lib/consent.ts'
import { errorText } from '#lib/error-text.ts'
import { imagesWords } from '#lib/images-words.ts'
import { plural } from '#lib/plural.ts'
import { shortId } from '#shared/object-id.ts'
import { visibleText } from '#shared/visible-text.ts'
import { Button } from '#ui/button.tsx'
import { ConsentForm } from '#ui/consent-form.tsx'
import { Dialog, DialogActions } from '#ui/dialog.tsx'
import styles from '#ui/form-dialog.module.css'
import inputs from '#ui/inputs.module.css'
import { ObjectList } from '#ui/object-list.tsx'
import type { ImageRow } from './image-rows.ts'
import { namesLost, type LostName } from './names-lost.ts'
import { useImagesNow } from './queries.ts'

interface CopyDialogProps {
  readonly images: readonly ImageRow[]
  /** By what they are called: the connections that the images may go to. */
  readonly targets: ReadonlyMap<string, string>
  /** Begins it; rejects where that cannot be. */
  copyTo(connection: string, yes: Yes): Promise<unknown>
  onClose(): void
}

/** Asks to which engine images are copied, and says what that one loses before anything is. */
export function CopyDialog({ images, targets, copyTo, onClose }: CopyDialogProps) {
  const [only, ...more] = targets.keys()
  const [chosen, setChosen] = useState(more.length === 0 ? (only ?? '') : '')
  const [problem, setProblem] = useState<string>()
  const [isBeginning, setIsBeginning] = useState(false)
  const field = useRef<HTMLSelectElement>(null)
  const fieldId = useId()
  const connection = targets.get(chosen)
  const there = useImagesNow(connection)
  const lost = there.data ? namesLost(images, there.data) : []
  const isAsking = connection !== undefined && there.isPending
  const copy = async (yes: Yes) => {
    if (connection === undefined) {
      setProblem('Choose an engine')
      return field.current?.focus()
    }
    if (isAsking || isBeginning) return
    setIsBeginning(true)
    try {
      await copyTo(connection, yes)
      onClose()
    } catch (cause) {
      setProblem(errorText(cause))
      setIsBeginning(false)
    }
  }
  return (
    <Dialog
      title={`Copy ${imagesWords(images.map(({ name }) => name))} to another engine`}
      initialFocus={field}
      onClose={onClose}
    >
      <ConsentForm
        className={classNames(styles.form, inputs.inputs)}
        onSubmit={(yes) => void copy(yes)}
      >
        <div className={styles.field}>
          <label htmlFor={fieldId}>Engine</label>
          <select
            id={fieldId}
            ref={field}
            value={chosen}
            onChange={({ target }) => {
              setChosen(target.value)
              setProblem(undefined)
            }}
          >
            {more.length > 0 && <option value="">Choose one</option>}
            {[...targets.keys()].map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </div>
        {connection !== undefined && <Losses engine={chosen} lost={lost} there={there} />}
        {problem !== undefined && (
          <p role="alert" className={styles.problem} data-selectable>
            {problem}
          </p>
        )}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" aria-disabled={isAsking || isBeginning}>
            {lost.length === 0 ? 'Copy' : `Copy and move ${plural(lost.length, 'name')}`}
          </Button>
        </DialogActions>
      </ConsentForm>
    </Dialog>
  )
}

interface LossesProps {
  readonly engine: string
  readonly lost: readonly LostName[]
  readonly there: ReturnType<typeof useImagesNow>
}

/** What the engine loses, or that nobody can say. */
function Losses({ engine, lost, there }: LossesProps) {
  const name = `"${engine}"`
  if (there.isPending) return <p role="status">Asking {name} what it has under these names…</p>
  if (there.isError) {
    return (
      <p role="alert" className={styles.problem} data-selectable>
        What {name} has under these names is not known: {errorText(there.error)}. An image there
        with one of them loses it to the copy.
      </p>
    )
  }
  if (lost.length === 0) return <p role="status">No image on {name} loses a name by this.</p>
  return (
    <>
      <p role="status">
        On {name}, other images have these names. The names move to the copies, and those images
        stay.
      </p>
      <ObjectList
        label="Names that move"
        objects={lost.map((one) => ({ name: one.name, detail: lossWords(one) }))}
      />
    </>
  )
}

function lossWords({ id, others }: LostName): string {
  const was = `was image ${shortId(id)}`
  if (others.length === 0) return `${was}, which is left without a name`
  return `${was}, which is still called ${others.map(visibleText).join(', ')}`
}
