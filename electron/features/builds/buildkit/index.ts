export { readTrace } from './read-trace.ts'
export type { Trace, Vertex, VertexLog, VertexStatus, VertexWarning } from './trace.ts'
