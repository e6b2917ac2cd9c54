import { ArrowLeft, Copy, Trash2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { classNames } from '#lib/class-names.ts'
import { familiarName } from '#shared/image-reference/image-reference.ts'
import { readReference } from '#shared/image-reference/read-reference.ts'
import { visibleText } from '#shared/visible-text.ts'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import inputs from '#ui/inputs.module.css'
import { SafeText } from '#ui/safe-text.tsx'
import { engine } from '../../ipc/client.ts'
import { deleteTag } from './delete-tag.ts'
import { NamePages } from './name-pages.tsx'
import { browserKey } from './queries.ts'
import styles from './registry-browser.module.css'

interface RegistryBrowserProps {
  readonly connection: string
  readonly host: string
  /** Why no tag may be deleted; nothing where it may. */
  readonly blocked: string | undefined
}

/** The repositories of a registry, and the tags of one of them. */
export function RegistryBrowser(props: RegistryBrowserProps) {
  const { connection, host } = props
  const [repository, setRepository] = useState<string>()
  if (repository !== undefined) {
    return <Tags {...props} repository={repository} onBack={() => setRepository(undefined)} />
  }
  return (
    <div className={styles.browser}>
      <RepositoryField host={host} onChoose={setRepository} />
      <NamePages
        label="Repositories"
        queryKey={browserKey(connection, host)}
        read={(after, signal) =>
          engine.registries.repositories({ connection, host, after }, { signal })
        }
        none="There are no repositories yet: the first push makes one."
      >
        {(name) => (
          <button type="button" className={styles.link} onClick={() => setRepository(name)}>
            <SafeText text={name} />
          </button>
        )}
      </NamePages>
    </div>
  )
}

/** Also where a registry does not list its repositories, the tags of one can be asked for. */
function RepositoryField({
  host,
  onChoose,
}: {
  readonly host: string
  onChoose(repository: string): void
}) {
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string>()
  return (
    <form
      className={classNames(styles.search, inputs.inputs)}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        const found = pathAt(host, text)
        setProblem(found.problem)
        if (found.path !== undefined) onChoose(found.path)
      }}
    >
      <label>
        Repository
        <input
          value={text}
          placeholder="team/app"
          spellCheck={false}
          autoComplete="off"
          aria-invalid={problem !== undefined}
          onChange={(event) => setText(event.target.value)}
        />
        {problem !== undefined && <span role="alert">{problem}</span>}
      </label>
      <Button type="submit">Show tags</Button>
    </form>
  )
}

/** What was written is a repository of this registry, with its host or without. */
function pathAt(host: string, written: string) {
  const text = written.trim()
  const whole = text.startsWith(`${host}/`) ? text : `${host}/${text}`
  const { reference, problem } = readReference(whole)
  return {
    path: reference?.path,
    problem: text === '' ? 'Write a repository: "team/app"' : problem,
  }
}

interface TagsProps extends RegistryBrowserProps {
  readonly repository: string
  onBack(): void
}

function Tags({ connection, host, repository, blocked, onBack }: TagsProps) {
  const back = useRef<HTMLButtonElement>(null)
  // What was pressed to come here is gone.
  useEffect(() => back.current?.focus(), [])
  const name = familiarName({ domain: host, path: repository })
  return (
    <div className={styles.browser}>
      <div className={styles.title}>
        <IconButton small ref={back} icon={ArrowLeft} label="All repositories" onClick={onBack} />
        <h3>
          <SafeText text={repository} />
        </h3>
      </div>
      <NamePages
        label="Tags"
        queryKey={browserKey(connection, host, repository)}
        read={(after, signal) =>
          engine.registries.tags({ connection, host, repository, after }, { signal })
        }
        none="This repository has no tags."
      >
        {(tag) => (
          <TagLine
            reference={`${name}:${tag}`}
            tag={tag}
            blocked={blocked}
            onDelete={() => void deleteTag({ connection, host, repository, tag })}
          />
        )}
      </NamePages>
    </div>
  )
}

interface TagLineProps {
  readonly reference: string
  readonly tag: string
  readonly blocked: string | undefined
  onDelete(): void
}

function TagLine({ reference, tag, blocked, onDelete }: TagLineProps) {
  return (
    <>
      <span className={styles.name} data-selectable>
        <SafeText text={tag} />
      </span>
      <IconButton
        small
        icon={Copy}
        label={`Copy reference of ${visibleText(tag)}`}
        onClick={() => void engine.desktop.copyText({ text: reference })}
      />
      <IconButton
        small
        icon={Trash2}
        label={`Delete tag ${visibleText(tag)}`}
        aria-disabled={blocked !== undefined}
        {...(blocked !== undefined && { hint: blocked })}
        onClick={() => blocked === undefined && onDelete()}
      />
    </>
  )
}
