import { visibleText } from '#shared/visible-text.ts'
import { ask } from '#ui/asking.tsx'
import { Button } from '#ui/button.tsx'
import { Dialog, DialogActions } from '#ui/dialog.tsx'

/** Whose text stays in a file that was changed on both sides. */
export type Stays = 'ours' | 'theirs'

/** Asks what becomes of a file that was changed on disk since it was opened. */
export function askWhatStays(name: string): Promise<Stays | undefined> {
  return ask((answer) => (
    <Dialog
      alert
      title={`"${visibleText(name)}" has been changed on disk`}
      onClose={() => answer(undefined)}
    >
      <p>
        Another program has saved it since it was opened here. To reload it loses what was typed
        here, to overwrite it loses what was saved there.
      </p>
      <DialogActions>
        <Button onClick={() => answer(undefined)}>Cancel</Button>
        <Button onClick={() => answer('theirs')}>Reload</Button>
        <Button kind="danger" onClick={() => answer('ours')}>
          Overwrite
        </Button>
      </DialogActions>
    </Dialog>
  ))
}
