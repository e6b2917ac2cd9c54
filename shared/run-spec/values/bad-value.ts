/** A value that docker would refuse. Whoever reads values says of which word it is. */
export class BadValue extends Error {
  override readonly name = 'BadValue'
}
