/** The containers of debug shells carry it; its value is the app that made them. */
export const SIDECAR_LABEL = 'io.pilothouse.debug-shell'

/** Which container it looks into. */
export const SIDECAR_OF_LABEL = 'io.pilothouse.debug-shell.of'
