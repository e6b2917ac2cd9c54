export { tagsOf } from './list-tags.ts'
