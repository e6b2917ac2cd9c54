/** The codes of gRPC that we answer with (grpc/grpc, doc/statuscodes.md). */
export const UNKNOWN = 2
export const INVALID_ARGUMENT = 3
export const NOT_FOUND = 5
export const RESOURCE_EXHAUSTED = 8
export const UNIMPLEMENTED = 12

/** A no to the engine. It shows the message to people, and may log it. */
export class GrpcRefusal extends Error {
  override readonly name = 'GrpcRefusal'

  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message)
  }
}
