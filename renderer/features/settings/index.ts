export {
  readSettings,
  toggleTheme,
  updateSettings,
  useIsDark,
  useSettings,
} from './settings-cache.ts'
export { SettingsPage } from './settings-page.tsx'
