import { Copy, Eye, EyeOff } from 'lucide-react'
import { useMemo, useState } from 'react'
import { maskSecrets } from '#lib/mask-secrets.ts'
import { plural } from '#lib/plural.ts'
import { visibleText } from '#shared/visible-text.ts'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { toast } from '#ui/toast.tsx'
import { engine } from '../ipc/client.ts'
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
  const [path, setPath] = useState('')
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
        <JsonView
          label={`Inspect ${visibleText(name)}`}
          json={revealed ? json : masked.json}
          onPath={setPath}
        />
      </div>
      {path !== '' && (
        <div className={styles.path}>
          <code data-selectable>{visibleText(path)}</code>
          <IconButton small icon={Copy} label="Copy path" onClick={() => void copyPath(path)} />
        </div>
      )}
    </div>
  )
}

async function copyPath(path: string): Promise<void> {
  await engine.desktop.copyText({ text: path })
  toast({ kind: 'info', text: 'Copied the path', key: 'copied' })
}
