import { useQuery } from '@tanstack/react-query'
import { Copy } from 'lucide-react'
import { useRef, useState } from 'react'
import { classNames } from '#lib/class-names.ts'
import type { HubRepository } from '#shared/contract/registries.ts'
import { asEngineError } from '#shared/errors.ts'
import { visibleText } from '#shared/visible-text.ts'
import { ask } from '#ui/asking.tsx'
import { Button } from '#ui/button.tsx'
import { Dialog, DialogActions } from '#ui/dialog.tsx'
import { ErrorState } from '#ui/error-state.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import inputs from '#ui/inputs.module.css'
import { SafeText } from '#ui/safe-text.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { engine } from '../../ipc/client.ts'
import styles from './registry-browser.module.css'

/** Searches Docker Hub in a dialog, by the engine of this connection. */
export function searchHub(connection: string): Promise<void> {
  return ask((answer) => <HubSearch connection={connection} onClose={() => answer()} />)
}

interface HubSearchProps {
  readonly connection: string
  onClose(): void
}

function HubSearch({ connection, onClose }: HubSearchProps) {
  const first = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [term, setTerm] = useState('')
  const { data, error, isFetching } = useQuery({
    queryKey: ['hub-search', connection, term],
    queryFn: ({ signal }) => engine.registries.search({ connection, term }, { signal }),
    enabled: term !== '',
    gcTime: 0,
    retry: false,
  })
  return (
    <Dialog title="Search Docker Hub" initialFocus={first} onClose={onClose}>
      <form
        className={classNames(styles.search, inputs.inputs)}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setTerm(text.trim())
        }}
      >
        <label>
          Words
          <input
            ref={first}
            value={text}
            maxLength={128}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        <Button kind="primary" type="submit" aria-disabled={isFetching}>
          Search
        </Button>
      </form>
      {error ? <ErrorState error={asEngineError(error)} /> : data ? <Found found={data} /> : null}
      {isFetching && <Skeleton />}
      <DialogActions>
        <Button onClick={onClose}>Close</Button>
      </DialogActions>
    </Dialog>
  )
}

function Found({ found }: { readonly found: readonly HubRepository[] }) {
  if (found.length === 0) return <p className={styles.none}>Docker Hub knows nothing like that.</p>
  return (
    <ul className={styles.names} aria-label="Repositories on Docker Hub">
      {found.map(({ name, description, stars, isOfficial }) => (
        <li key={name} className={styles.line}>
          <span className={styles.name} data-selectable>
            <SafeText text={name} />
          </span>
          <span className={styles.about}>
            {`${stars.toLocaleString('en')} stars${isOfficial ? ' · official' : ''} · `}
            <SafeText text={description} />
          </span>
          <IconButton
            small
            icon={Copy}
            label={`Copy ${visibleText(name)}`}
            onClick={() => void engine.desktop.copyText({ text: name })}
          />
        </li>
      ))}
    </ul>
  )
}
