export { readSettings, toggleTheme, updateSettings, useIsDark } from './settings-cache.ts'
export { SettingsPage } from './settings-page.tsx'
