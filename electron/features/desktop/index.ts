export { desktopHandlers, type MenuListeners } from './handlers.ts'
