/**
 * What xterm answers by itself when a program asks: cursor position, device attributes, modes,
 * settings, colours, sizes.
 */
const REPLY = /^\x1b(?:\[[?>=]?[\d;]*(?:\$y|[Rcnt])|[P\]])/

/** True for what xterm sent as an answer. A few keys (Shift+F3) look the same, and are no harm. */
export function isReply(data: string): boolean {
  return REPLY.test(data)
}
