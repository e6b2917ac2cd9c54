export { logHandlers } from './handlers.ts'
export { readLastLines } from './read-last-lines.ts'
