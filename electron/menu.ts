import { dirname } from 'node:path'
import { app, BrowserWindow, Menu, shell, type MenuItemConstructorOptions } from 'electron'
import { logFile } from './log.ts'

/**
 * The menu bar. What the window can do is sent there as the id of its command; the window has the
 * shortcut itself, so these accelerators are only shown.
 */
export function setMenuBar(runCommand: (id: string) => void): void {
  const command = (
    label: string,
    id: string,
    accelerator?: string,
  ): MenuItemConstructorOptions => ({
    label,
    click: () => runCommand(id),
    ...(accelerator && { accelerator, registerAccelerator: false }),
  })
  const menus: MenuItemConstructorOptions[] = [
    fileMenu(
      command('Run container…', 'container.run', 'CmdOrCtrl+N'),
      command('Pull image…', 'image.pull', 'CmdOrCtrl+Shift+L'),
      command('Build image…', 'image.build', 'CmdOrCtrl+Shift+B'),
      command('Load images from a file…', 'image.load'),
    ),
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [
        command('Command palette', 'palette.open', 'CmdOrCtrl+K'),
        command('Toggle light and dark', 'theme.toggle'),
        command('Refresh', 'lists.refresh', 'F5'),
        { type: 'separator' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'resetZoom' },
        { role: 'togglefullscreen' },
        ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
      ],
    },
    {
      label: '&Dock',
      submenu: [
        command('Toggle dock', 'dock.toggle', 'CmdOrCtrl+`'),
        command('Maximise dock', 'dock.maximise', 'CmdOrCtrl+Shift+M'),
        command('Move dock to the right', 'dock.place-right'),
        command('Move dock to the bottom', 'dock.place-bottom'),
        { type: 'separator' },
        command('Split right', 'dock.split-right', 'CmdOrCtrl+\\'),
        command('Split down', 'dock.split-down'),
        command('Move tab left', 'dock.move-left', 'CmdOrCtrl+Shift+PageUp'),
        command('Move tab right', 'dock.move-right', 'CmdOrCtrl+Shift+PageDown'),
        command('Move tab to next group', 'dock.move-to-next-group'),
        { type: 'separator' },
        command('Next dock tab', 'dock.next-tab', 'Ctrl+Tab'),
        command('Previous dock tab', 'dock.previous-tab', 'Ctrl+Shift+Tab'),
        command('Reveal in list', 'dock.reveal'),
        command('Close tab', 'dock.close-tab'),
      ],
    },
    {
      label: '&Go',
      submenu: [
        command('Containers', 'go.containers', 'CmdOrCtrl+1'),
        command('Images', 'go.images', 'CmdOrCtrl+2'),
        command('Volumes', 'go.volumes', 'CmdOrCtrl+3'),
        command('Networks', 'go.networks', 'CmdOrCtrl+4'),
        command('Builds', 'go.builds', 'CmdOrCtrl+5'),
        command('Registries', 'go.registries', 'CmdOrCtrl+6'),
        { type: 'separator' },
        command('Connections', 'go.connections'),
        command('Settings', 'go.settings', 'CmdOrCtrl+,'),
      ],
    },
    windowMenu(),
    {
      role: 'help',
      submenu: [
        command('Keyboard shortcuts', 'shortcuts.show'),
        { label: 'Open logs folder', click: () => void shell.openPath(dirname(logFile())) },
        ...(process.platform === 'darwin' ? [] : [{ role: 'about' } as const]),
      ],
    },
  ]
  if (process.platform === 'darwin') menus.unshift({ role: 'appMenu' })
  Menu.setApplicationMenu(Menu.buildFromTemplate(menus))
}

/** Electron's own has Ctrl+W for "Close", which belongs to dock tabs and to shells. */
function windowMenu(): MenuItemConstructorOptions {
  if (process.platform === 'darwin') return { role: 'windowMenu' }
  const close = { label: 'Close', click: () => BrowserWindow.getFocusedWindow()?.close() }
  return { label: '&Window', submenu: [{ role: 'minimize' }, close] }
}

/** Ctrl+W belongs to dock tabs, so closing the window has no key of its own. */
function fileMenu(...first: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions {
  const before = [...first, { type: 'separator' } as const]
  if (process.platform === 'darwin')
    return { label: 'File', submenu: [...before, { role: 'close' }] }
  return { label: '&File', submenu: [...before, { role: 'quit', accelerator: 'Ctrl+Q' }] }
}
