import { Menu } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import type { ReactElement } from 'react'
import { Kbd } from './kbd.tsx'
import type { MenuEntry } from './menu-entry.ts'
import styles from './menu.module.css'

export interface MenuButtonProps {
  /** The button that opens it; it keeps its own accessible name. */
  readonly trigger: ReactElement
  readonly entries: readonly MenuEntry[]
  readonly align?: 'start' | 'end'
}

/** A button with a menu under it. */
export function MenuButton({ trigger, entries, align = 'start' }: MenuButtonProps) {
  return (
    <Menu.Root>
      <Menu.Trigger render={trigger} />
      <MenuPopup entries={entries} align={align} />
    </Menu.Root>
  )
}

/** Where a menu opens: under an element, or at a point of the window. */
export type MenuAnchor = Element | { readonly x: number; readonly y: number }

export interface PopupMenuProps {
  readonly open: boolean
  readonly anchor: MenuAnchor | undefined
  /** The accessible name. */
  readonly label: string
  readonly entries: readonly MenuEntry[]
  onClose(): void
  /** Takes the focus when the menu closes. */
  finalFocus?(): HTMLElement | null
}

/** A menu that is opened by its owner: a context menu, or one menu shared by many buttons. */
export function PopupMenu(props: PopupMenuProps) {
  const { open, anchor, label, entries, onClose, finalFocus } = props
  return (
    <Menu.Root open={open} onOpenChange={(open) => !open && onClose()}>
      <MenuPopup
        entries={entries}
        align="start"
        label={label}
        {...(anchor && { anchor: anchor instanceof Element ? anchor : pointAnchor(anchor) })}
        {...(finalFocus && { finalFocus })}
      />
    </Menu.Root>
  )
}

interface MenuPopupProps {
  readonly entries: readonly MenuEntry[]
  readonly align: 'start' | 'end'
  readonly label?: string
  readonly anchor?: Element | { getBoundingClientRect(): DOMRect }
  finalFocus?(): HTMLElement | null
}

function MenuPopup({ entries, align, label, anchor, finalFocus }: MenuPopupProps) {
  return (
    // What stands outside every landmark is not found by those who go from one to the next.
    <Menu.Portal render={<section aria-label="Menu" />}>
      <Menu.Positioner
        align={align}
        sideOffset={4}
        collisionPadding={8}
        className={styles.positioner}
        {...(anchor && { anchor })}
      >
        <Menu.Popup
          className={styles.popup}
          {...(label !== undefined && { 'aria-label': label })}
          {...(finalFocus && { finalFocus })}
        >
          {entries.map((entry, index) =>
            entry === 'separator' ? (
              // oxlint-disable-next-line react/no-array-index-key -- lines have nothing else
              <Menu.Separator key={`line-${index}`} className={styles.separator} />
            ) : (
              <MenuItem key={entry.id} action={entry} />
            ),
          )}
        </Menu.Popup>
      </Menu.Positioner>
    </Menu.Portal>
  )
}

function MenuItem({ action }: { readonly action: Exclude<MenuEntry, 'separator'> }) {
  const { label, icon: Icon, shortcut, danger = false, disabled = false, checked, run } = action
  const { keepsOpen = false } = action
  const inside = (
    <>
      <span className={styles.icon}>
        {checked === true ? (
          <Check size={14} aria-hidden />
        ) : (
          Icon && <Icon size={14} aria-hidden />
        )}
      </span>
      <span className={styles.label}>{label}</span>
      {shortcut !== undefined && (
        <span aria-hidden>
          <Kbd chord={shortcut} />
        </span>
      )}
    </>
  )
  const shared = { className: styles.item, disabled, label, 'data-danger': danger || undefined }
  return checked === undefined ? (
    <Menu.Item {...shared} onClick={() => run()}>
      {inside}
    </Menu.Item>
  ) : (
    <Menu.CheckboxItem
      {...shared}
      checked={checked}
      closeOnClick={!keepsOpen}
      onCheckedChange={() => run()}
    >
      {inside}
    </Menu.CheckboxItem>
  )
}

function pointAnchor({ x, y }: { readonly x: number; readonly y: number }) {
  return { getBoundingClientRect: () => new DOMRect(x, y, 0, 0) }
}
