import { Eye, EyeOff } from 'lucide-react'
import { useMemo, useState } from 'react'
import { maskSecrets } from '#lib/mask-secrets.ts'
import { plural } from '#lib/plural.ts'
import { visibleText } from '#shared/visible-text.ts'
import { Button } from '#ui/button.tsx'
import { JsonView } from '#ui/json-view/index.tsx'
import styles from './inspect-json.module.css'

interface InspectJsonProps {
  readonly name: string
  /** Pretty-printed. */
  readonly json: string
}

/** What the engine says of an object, to read; what looks like a secret is hidden until asked for. */
export function InspectJson({ name, json }: InspectJsonProps) {
  const [revealed, setRevealed] = useState(false)
  const masked = useMemo(() => maskSecrets(json), [json])
  return (
    <div className={styles.inspect}>
      {masked.hidden > 0 && (
        <div className={styles.bar}>
          <Button
            kind="quiet"
            icon={revealed ? EyeOff : Eye}
            onClick={() => setRevealed((before) => !before)}
          >
            {revealed ? 'Hide' : 'Reveal'} {plural(masked.hidden, 'secret value')}
          </Button>
        </div>
      )}
      <div className={styles.json}>
        <JsonView label={`Inspect ${visibleText(name)}`} json={revealed ? json : masked.json} />
      </div>
    </div>
  )
}
