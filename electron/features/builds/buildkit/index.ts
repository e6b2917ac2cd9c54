export { openSession } from './open-session.ts'
export { readTrace } from './read-trace.ts'
export type { BuildLogin } from './session-methods.ts'
export type { Trace, Vertex, VertexStatus } from './trace.ts'
