export { containerHandlers } from './handlers.ts'
export { createTrash, type Trash } from './aside/trash.ts'
