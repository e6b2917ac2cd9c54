import { CompletingInput } from '#ui/completing-input.tsx'
import { Field } from '#ui/fields/field.tsx'
import { Rows } from '#ui/fields/rows.tsx'
import type { BuilderKind } from '#shared/contract/builds.ts'
import { visibleText } from '#shared/visible-text.ts'
import { BUILDER_NAMES } from '../build-words.ts'
import styles from './build-form.module.css'
import { useForm } from './use-build-form.ts'

/** Those that images are mostly built for. */
const PLATFORMS = ['linux/amd64', 'linux/arm64', 'linux/arm/v7', 'linux/386', 'linux/riscv64']

/** The names that the image gets. */
export function TagRows() {
  const { values, change } = useForm()
  return (
    <Rows
      field="tags"
      label="Names"
      noun="name"
      rows={values.tags}
      empty=""
      onChange={(tags) => change({ tags })}
    >
      {(tag, number, changeTag) => (
        <input
          aria-label={`Name ${number}`}
          className={styles.mono}
          placeholder="app:1.2"
          value={tag}
          spellCheck={false}
          autoComplete="off"
          onChange={({ target }) => changeTag(target.value)}
        />
      )}
    </Rows>
  )
}

/** Where to end, for what, and by whom. */
export function TargetFields() {
  const { values, facts, builders, asked, change } = useForm()
  const [best = 'buildkit'] = builders.kinds
  const stages =
    facts.stages.includes(values.target) || values.target === ''
      ? facts.stages
      : [...facts.stages, values.target]
  return (
    <div className={styles.trio}>
      <Field field="target" label="Target">
        {(names) => (
          <select
            {...names}
            value={values.target}
            onChange={({ target }) => change({ target: target.value })}
          >
            <option value="">The last stage</option>
            {stages.map((stage) => (
              <option key={stage} value={stage}>
                {visibleText(stage)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field field="platform" label="Platform">
        {(names) => (
          <CompletingInput
            {...names}
            placeholder="The engine’s own"
            value={values.platform}
            items={PLATFORMS}
            onChange={(platform) => change({ platform })}
          />
        )}
      </Field>
      <Field field="builder" label="Builder">
        {(names) => (
          <select
            {...names}
            value={asked}
            onChange={({ target }) => change({ builder: target.value as BuilderKind | '' })}
          >
            <option value="">Automatic ({BUILDER_NAMES[best]})</option>
            {builders.kinds.map((kind) => (
              <option key={kind} value={kind}>
                {BUILDER_NAMES[kind]}
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
  )
}

/** Whether what is there already is taken. */
export function CacheFields() {
  const { values, change } = useForm()
  return (
    <div className={styles.checks}>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={values.noCache}
          onChange={({ target }) => change({ noCache: target.checked })}
        />
        Build all steps anew, without the cache
      </label>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={values.pull}
          onChange={({ target }) => change({ pull: target.checked })}
        />
        Look for newer base images in the registry
      </label>
    </div>
  )
}
