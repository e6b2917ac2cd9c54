import { Trash2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { accessFor, blockedReason, type AccessOf } from '#features/connections'
import { errorText } from '#lib/error-text.ts'
import { Button } from '#ui/button.tsx'
import type { Column } from '#ui/data-grid/data-grid.tsx'
import { HeaderButton } from '#ui/header-button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { toast } from '#ui/toast.tsx'
import { queryClient } from '../../query-client.ts'
import type { FrequentCommands } from '../../shell/command-buttons.tsx'
import { isAside, isEmptied, keptWords, whyAside } from './aside.ts'
import { removeContainers } from './ask-removal.ts'
import type { ShownContainer } from './shown-container.ts'

type Containers = readonly ShownContainer[]

/** The containers of a page: those in the list, or those in the trash instead. */
export function useTrashView(
  all: Containers,
  columns: readonly Column<ShownContainer>[],
  access: AccessOf<ShownContainer>,
) {
  const [isOpen, setOpen] = useState(false)
  const aside = useMemo(() => all.filter(isAside), [all])
  const emptied = useMemo(() => aside.filter(isEmptied), [aside])
  // A list of which nothing is aside stays the same object.
  const listed = useMemo(
    () => (aside.length === 0 ? all : all.filter((row) => !isAside(row))),
    [all, aside],
  )
  const trashColumns = useMemo(
    () => [...columns.filter(({ id }) => KEPT_COLUMNS.has(id)), ...ASIDE_COLUMNS],
    [columns],
  )
  const buttons = (isOpen || aside.length > 0) && (
    <>
      {isOpen && emptied.length > 0 && <EmptyTrash emptied={emptied} access={access} />}
      <HeaderButton icon={Trash2} aria-pressed={isOpen} onClick={() => setOpen(!isOpen)}>
        {aside.length === 0 ? 'Trash' : `Trash (${aside.length.toLocaleString('en')})`}
      </HeaderButton>
    </>
  )
  return {
    rows: isOpen ? aside : listed,
    buttons,
    /** What a page shows otherwise while the trash is open. */
    props: isOpen
      ? {
          choice: 'trash',
          columns: trashColumns,
          frequent: FREQUENT,
          bulk: BULK,
          empty: EMPTY,
        }
      : { columns },
  }
}

interface EmptyTrashProps {
  readonly emptied: Containers
  readonly access: AccessOf<ShownContainer>
}

function EmptyTrash({ emptied, access }: EmptyTrashProps) {
  const blocked = blockedReason(accessFor(access, emptied), 'destroy')
  const empty = () =>
    removeContainers(queryClient, emptied).catch((cause: unknown) =>
      toast({ kind: 'error', text: errorText(cause) }),
    )
  return (
    <Button
      aria-disabled={blocked !== undefined}
      data-tooltip={blocked}
      onClick={() => void (blocked === undefined && empty())}
    >
      Empty trash…
    </Button>
  )
}

const KEPT_COLUMNS: ReadonlySet<string> = new Set(['name', 'engine', 'status', 'image'])

const ASIDE_COLUMNS: readonly Column<ShownContainer>[] = [
  {
    id: 'why',
    title: 'Why',
    width: 'minmax(110px, 1fr)',
    render: whyAside,
    compare: (a, b) => whyAside(a).localeCompare(whyAside(b)),
  },
  {
    id: 'kept',
    title: 'Kept',
    width: 'minmax(110px, 1fr)',
    render: keptWords,
    compare: (a, b) => (a.aside?.until ?? Infinity) - (b.aside?.until ?? Infinity),
  },
]

const FREQUENT: FrequentCommands<ShownContainer> = {
  'container.restore': { nameFor: (name) => `Restore ${name}` },
  'container.logs': { nameFor: (name) => `Logs of ${name}` },
}

const BULK: ReadonlySet<string> = new Set(['container.restore', 'container.remove'])

const EMPTY = (
  <EmptyState
    icon={Trash2}
    title="The trash is empty"
    text="A container that is removed is kept here for an hour, stopped and under another name, and can be restored as it was."
  />
)
