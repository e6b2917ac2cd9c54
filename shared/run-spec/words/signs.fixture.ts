/** What shells read in their own ways, and some that they do not; no argument can hold a NUL. */
export const SIGNS: readonly string[] = [
  ...Array.from(`abc09 '"$\`\\%!^&|<>(){}[]*?~#;=:,.@+-_/\n\t\r`),
  '\u001b',
  'ü',
  '’',
  '“',
  '🚢',
]
