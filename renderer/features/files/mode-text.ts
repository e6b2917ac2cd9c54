const RWX = ['---', '--x', '-w-', '-wx', 'r--', 'r-x', 'rw-', 'rwx'] as const

const SET_USER = 0o4000
const SET_GROUP = 0o2000
const STICKY = 0o1000

/** Twelve bits as `ls` writes them: `rw-r--r--`, `rwsr-xr-t`. */
export function modeText(mode: number): string {
  const [user = '', group = '', other = ''] = [6, 3, 0].map((shift) => RWX[(mode >> shift) & 7])
  return [
    mode & SET_USER ? special(user, 's') : user,
    mode & SET_GROUP ? special(group, 's') : group,
    mode & STICKY ? special(other, 't') : other,
  ].join('')
}

/** Four octal digits, as `chmod` takes them: `0644`. */
export function modeDigits(mode: number): string {
  return mode.toString(8).padStart(4, '0')
}

/** What digits mean; nothing where they are no mode. */
export function parseMode(text: string): number | undefined {
  return /^[0-7]{3,4}$/.test(text.trim()) ? Number.parseInt(text.trim(), 8) : undefined
}

/** The last of the three is a capital where nobody may execute. */
function special(rwx: string, letter: string): string {
  return rwx.slice(0, 2) + (rwx.endsWith('x') ? letter : letter.toUpperCase())
}
