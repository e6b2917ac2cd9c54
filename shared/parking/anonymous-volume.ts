/** The engine names such a volume by 64 random hexadecimal digits. */
const ANONYMOUS = /^[0-9a-f]{64}$/

/** Whether a volume's name is one that nobody has given. */
export function isAnonymousVolume(name: string): boolean {
  return ANONYMOUS.test(name)
}
