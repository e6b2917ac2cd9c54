/** As names of hosts are written. */
const ALIAS = /^[a-zA-Z0-9]([a-zA-Z0-9_.-]{0,61}[a-zA-Z0-9])?$/

const ADDRESS = /^(\d{1,3}(\.\d{1,3}){3}|[0-9a-fA-F]*:[0-9a-fA-F:.]+)$/

/** Names with spaces or commas between them. */
export function splitAliases(written: string): readonly string[] {
  return written.split(/[\s,]+/).filter((alias) => alias !== '')
}

/** What is wrong with these names, if anything; none at all is right too. */
export function aliasesProblem(written: string): string | undefined {
  const wrong = splitAliases(written).find((alias) => !ALIAS.test(alias))
  return wrong === undefined ? undefined : `"${wrong}" is no name of a host`
}

/** What is wrong with an address, if anything; none at all is right too. */
export function networkAddressProblem(written: string): string | undefined {
  const address = written.trim()
  if (address === '' || ADDRESS.test(address)) return undefined
  return 'Write an address without a length: 10.5.0.7'
}
