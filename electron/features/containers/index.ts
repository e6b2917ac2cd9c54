export { containerHandlers } from './handlers.ts'
export { createTrash, type Trash } from './aside/trash.ts'
export { isThisMachine } from './is-this-machine.ts'
export { removeContainer } from './remove-container.ts'
