import { useQuery } from '@tanstack/react-query'
import { classNames } from '#lib/class-names.ts'
import { useId, useState } from 'react'
import { errorText } from '#lib/error-text.ts'
import { naturalCompare } from '#lib/natural-compare.ts'
import { visibleText } from '#shared/visible-text.ts'
import { ask } from '#ui/asking.tsx'
import { Button } from '#ui/button.tsx'
import { Dialog, DialogActions } from '#ui/dialog.tsx'
import { JsonDiff } from '#ui/json-view/json-diff.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { engine } from '../../ipc/client.ts'
import { useContainers } from './queries.ts'
import { useChoices } from './use-choices.ts'
import type { ShownContainer } from './shown-container.ts'
import { comparable } from './comparable.ts'
import inputs from '#ui/inputs.module.css'
import styles from './compare-dialog.module.css'

/** What a container is compared with. */
interface Side {
  readonly connection: string
  readonly kind: 'container' | 'image'
  readonly id: string
  readonly name: string
}

/** Shows in what the engine's words of two containers differ, or of one and what is chosen then. */
export async function compareContainers(containers: readonly ShownContainer[]): Promise<void> {
  const toSide = ({ connection, id, name }: ShownContainer) => {
    return { connection, kind: 'container' as const, id, name }
  }
  await compareSides(containers.map(toSide))
}

/** The same of containers and images. */
export async function compareSides([left, other]: readonly Side[]): Promise<void> {
  if (!left) return
  await ask<undefined>((answer) => (
    <CompareDialog left={left} {...(other && { other })} onClose={() => answer(undefined)} />
  ))
}

interface CompareDialogProps {
  readonly left: Side
  readonly other?: Side
  onClose(): void
}

function CompareDialog({ left, other, onClose }: CompareDialogProps) {
  const id = useId()
  const [chosen, setChosen] = useState(other)
  const choices = useSides(left, other)
  return (
    <Dialog large title={`Compare ${left.kind} "${visibleText(left.name)}"`} onClose={onClose}>
      <div className={classNames(styles.choice, inputs.inputs)}>
        <label htmlFor={id}>With</label>
        <select
          id={id}
          value={chosen ? keyOf(chosen) : ''}
          onChange={({ target }) => setChosen(choices.find((one) => keyOf(one) === target.value))}
        >
          <option value="">Choose a container or an image</option>
          {(['container', 'image'] as const).map((kind) => (
            <optgroup key={kind} label={kind === 'container' ? 'Containers' : 'Images'}>
              {choices
                .filter((one) => one.kind === kind)
                .map((one) => (
                  <option key={keyOf(one)} value={keyOf(one)}>
                    {visibleText(one.name)}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      </div>
      {chosen && <Comparison left={left} right={chosen} />}
      <DialogActions>
        <Button onClick={onClose}>Close</Button>
      </DialogActions>
    </Dialog>
  )
}

function keyOf({ connection, kind, id }: Side): string {
  return `${kind} ${id} ${connection}`
}

/** All others on the engine; the one that was chosen with it may be on another one. */
function useSides(left: Side, other: Side | undefined): readonly Side[] {
  const { connection } = left
  const { data: containers = [] } = useContainers(connection)
  const { images } = useChoices(connection)
  const isElsewhere = other !== undefined && other.connection !== connection
  return [
    ...(isElsewhere ? [other] : []),
    ...containers
      .filter(({ id }) => id !== left.id)
      .map(({ id, name }): Side => ({ connection, kind: 'container', id, name }))
      .toSorted((a, b) => naturalCompare(a.name, b.name)),
    ...images
      .filter((image) => image !== left.id)
      .map((image): Side => ({ connection, kind: 'image', id: image, name: image })),
  ]
}

interface ComparisonProps {
  readonly left: Side
  readonly right: Side
}

function Comparison({ left, right }: ComparisonProps) {
  const a = useInspect(left)
  const b = useInspect(right)
  const failed = a.error ?? b.error
  if (failed) {
    return (
      <p role="alert" className={styles.failure}>
        {errorText(failed)}
      </p>
    )
  }
  if (a.data === undefined || b.data === undefined) return <Skeleton />
  const [before, after] = comparable(a.data, b.data)
  if (before === after) return <p role="status">The engine says the same of both.</p>
  return (
    <div className={styles.diff}>
      <JsonDiff
        left={{ label: `Inspect ${visibleText(left.name)}`, json: before }}
        right={{ label: `Inspect ${visibleText(right.name)}`, json: after }}
      />
    </div>
  )
}

function useInspect({ connection, kind, id }: Side) {
  return useQuery({
    queryKey: ['compare', connection, kind, id],
    queryFn: async ({ signal }) =>
      kind === 'container'
        ? (await engine.containers.inspect({ connection, id }, { signal })).json
        : await engine.images.inspect({ connection, id }, { signal }),
    retry: false,
    // As it is when one looks.
    gcTime: 0,
  })
}
