import { Bookmark, Check, Trash2 } from 'lucide-react'
import { classNames } from '#lib/class-names.ts'
import { useState, type SubmitEvent } from 'react'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Popover } from '#ui/popover.tsx'
import { SafeText } from '#ui/safe-text.tsx'
import type { SavedFilter } from './list-choices.ts'
import inputs from '#ui/inputs.module.css'
import styles from './saved-filters.module.css'

interface SavedFiltersProps {
  /** What stands in the field now. */
  readonly filter: string
  readonly saved: readonly SavedFilter[]
  onApply(filter: string): void
  onSave(saved: SavedFilter): void
  onRemove(name: string): void
}

/** The filters of a list that were given names: one press filters by one of them. */
export function SavedFilters({ filter, saved, onApply, onSave, onRemove }: SavedFiltersProps) {
  return (
    <Popover label="Saved filters" trigger={<IconButton icon={Bookmark} label="Saved filters" />}>
      <div className={styles.content}>
        {saved.length === 0 ? (
          <p className={styles.none}>No filter of this list is saved yet.</p>
        ) : (
          <ul className={styles.list}>
            {saved.map((one) => (
              <li key={one.name}>
                <button
                  type="button"
                  aria-pressed={one.filter === filter}
                  className={styles.apply}
                  onClick={() => onApply(one.filter)}
                >
                  <span className={styles.mark}>
                    {one.filter === filter && <Check size={14} aria-hidden />}
                  </span>
                  <span className="visually-hidden">Filter by </span>
                  <SafeText text={one.name} />
                  <SafeText text={one.filter} className={styles.filter} />
                </button>
                <IconButton
                  small
                  icon={Trash2}
                  label={`Forget the filter ${one.name}`}
                  onClick={() => onRemove(one.name)}
                />
              </li>
            ))}
          </ul>
        )}
        {filter !== '' && <SaveForm filter={filter} onSave={onSave} />}
      </div>
    </Popover>
  )
}

function SaveForm({ filter, onSave }: Pick<SavedFiltersProps, 'filter' | 'onSave'>) {
  const [name, setName] = useState('')
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault()
    if (name.trim() === '') return
    onSave({ name: name.trim(), filter })
    setName('')
  }
  return (
    <form className={classNames(styles.save, inputs.inputs)} onSubmit={onSubmit}>
      <SafeText text={filter} className={styles.filter} />
      <input
        type="text"
        aria-label="Name of the filter"
        placeholder="Name"
        value={name}
        spellCheck={false}
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit" aria-disabled={name.trim() === ''}>
        Save
      </Button>
    </form>
  )
}
