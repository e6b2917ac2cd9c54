/** As profiles, machines and distributions are called; a program takes none of it for an option. */
const NAME = /^[a-z0-9][\w.-]*$/i

/** Whether something can be the name of one, and stand in an endpoint and on a command line. */
export function isInstanceName(text: string): boolean {
  return NAME.test(text)
}
