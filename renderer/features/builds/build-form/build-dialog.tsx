import { useRef, useState, type KeyboardEvent } from 'react'
import { chordOf } from '#lib/chord.ts'
import { classNames } from '#lib/class-names.ts'
import type { Yes } from '#lib/consent.ts'
import { errorText } from '#lib/error-text.ts'
import { asEngineError } from '#shared/errors.ts'
import { Button } from '#ui/button.tsx'
import { confirm } from '#ui/confirm.tsx'
import { ConsentForm } from '#ui/consent-form.tsx'
import { Dialog, DialogActions } from '#ui/dialog.tsx'
import { DropPlace } from '#ui/drop-place.tsx'
import { focusField } from '#ui/fields/focus-field.ts'
import { JudgingContext } from '#ui/fields/judging.ts'
import inputs from '#ui/inputs.module.css'
import { engine } from '../../../ipc/client.ts'
import { ArgRows } from './arg-rows.tsx'
import styles from './build-form.module.css'
import type { BuildStart } from './build-image.tsx'
import { CommandView } from './command-view.tsx'
import { ContextView } from './context-view.tsx'
import { DROP_HINT, openDropped } from './open-dropped.ts'
import { DockerfileField } from './dockerfile-field.tsx'
import { SecretRows } from './secret-rows.tsx'
import { CacheFields, TagRows, TargetFields } from './setting-fields.tsx'
import { DockerfileChoice, SourceFields } from './source-fields.tsx'
import { BuildFormContext, useBuildForm, type BuildForm } from './use-build-form.ts'

interface BuildDialogProps {
  readonly start: BuildStart
  /** The build that was begun; none where a person left the form. */
  onDone(id: string | undefined): void
}

/** The form for a build. */
export function BuildDialog({ start, onDone }: BuildDialogProps) {
  const form = useBuildForm(start)
  const first = useRef<HTMLButtonElement>(null)
  const element = useRef<HTMLFormElement>(null)
  const [problem, setProblem] = useState<string>()
  const [isBeginning, setIsBeginning] = useState(false)
  const leave = async () => {
    if (!form.isChanged || (await confirmDiscard())) onDone(undefined)
  }
  const build = async (yes: Yes) => {
    if (isBeginning) return
    form.judge()
    const wrong = whatIsWrong(form)
    setProblem(wrong?.text)
    if (wrong) return element.current && focusField(element.current, wrong.field)
    setIsBeginning(true)
    try {
      const id = await saveAndBegin(form, yes)
      if (id !== undefined) onDone(id)
    } catch (cause) {
      setProblem(errorWords(cause))
    } finally {
      setIsBeginning(false)
    }
  }
  return (
    <Dialog large title="Build image" initialFocus={first} onClose={() => void leave()}>
      <BuildFormContext value={form}>
        <JudgingContext value={form}>
          <DropPlace
            hint={DROP_HINT}
            className={styles.drop}
            onDrop={(transfer) =>
              void openDropped(transfer).then((source) => source && form.choose(source))
            }
          >
            <ConsentForm
              ref={element}
              className={classNames(styles.form, inputs.inputs)}
              onSubmit={(yes) => void build(yes)}
              onKeyDown={(event) => onKey(event, form)}
            >
              <div className={styles.columns}>
                <div className={styles.fields}>
                  <SourceFields firstRef={first} />
                  <DockerfileChoice />
                  <TagRows />
                  <TargetFields />
                  <ArgRows />
                  <SecretRows />
                  <CacheFields />
                </div>
                <div className={styles.aside}>
                  <DockerfileField />
                  <ContextView />
                  <CommandView />
                </div>
              </div>
              {form.file.isChanged && (
                <p role="status" className={styles.note}>
                  A build takes the Dockerfile that is on disk: what you have changed is saved
                  first.
                </p>
              )}
              {problem !== undefined && (
                <p role="alert" className={styles.bad} data-selectable>
                  {problem}
                </p>
              )}
              <DialogActions>
                <Button onClick={() => void leave()}>Cancel</Button>
                <Button kind="primary" type="submit" aria-disabled={isBeginning}>
                  {form.file.isChanged ? 'Save and build' : 'Build'}
                </Button>
              </DialogActions>
            </ConsentForm>
          </DropPlace>
        </JudgingContext>
      </BuildFormContext>
    </Dialog>
  )
}

/** The first thing that has to be mended. */
function whatIsWrong({ source, problems }: BuildForm) {
  if (!source) return { field: 'source', text: 'Choose what to build from' }
  return problems.find(({ kind }) => kind === 'wrong')
}

async function saveAndBegin(form: BuildForm, yes: Yes): Promise<string | undefined> {
  const { connection, source, settings, file } = form
  if (!source || !(await file.save())) return undefined
  return engine.builds.begin({ connection, source: source.source, settings }, yes)
}

function errorWords(cause: unknown): string {
  const { hint } = asEngineError(cause)
  const text = errorText(cause)
  return hint === undefined ? text : `${text}. ${hint}`
}

/** Saves, wherever in the form somebody is. */
function onKey(event: KeyboardEvent, { file, source }: BuildForm): void {
  // The editor closes its own search by it, and only that.
  if (event.key === 'Escape' && event.defaultPrevented) event.stopPropagation()
  if (chordOf(event.nativeEvent) !== 'Mod+S' || event.defaultPrevented) return
  event.preventDefault()
  if (file.isChanged && source?.kind === 'folder') void file.save()
}

/** Closing by mistake must not lose what took minutes to fill in. */
function confirmDiscard() {
  return confirm({
    tier: 2,
    question: 'Discard what you have filled in?',
    objects: [],
    verb: 'Discard',
  })
}
