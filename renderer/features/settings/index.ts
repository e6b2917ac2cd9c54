export { toggleTheme, useIsDark } from './settings-cache.ts'
export { SettingsPage } from './settings-page.tsx'
