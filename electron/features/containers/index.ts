export { containerHandlers } from './handlers.ts'
export { createTrash, type Trash } from './trash/trash.ts'
