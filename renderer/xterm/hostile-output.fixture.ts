const ESC = '\u001b'
const BEL = '\u0007'
const ST = `${ESC}\\`
const MIB = 1024 * 1024
const HUGE = 2_147_483_647

/** No case may have this typed, copied, or shown in a title. */
export const EVIL = 'EVIL-rm-rf'

/** What repeats, inserts, deletes, scrolls or moves as often as its first number says. */
const COUNTED = ['b', 'L', 'M', 'S', 'T', '@', 'P', 'I', 'Z', ' @', ' A', "'}", "'~"]

/** Each of them with numbers that nobody can mean, in the forms in which a number can come. */
const COUNTED_CASES = COUNTED.map((final): [string, () => string] => [
  `a CSI ${final} of two thousand million`,
  () =>
    [`${ESC}[`, '\u009b']
      .flatMap((csi) =>
        [`${HUGE}`, '65535', `${HUGE}:${HUGE}`, `${HUGE};1`, `0${HUGE}`].map(
          (n) => `A${csi}${n}${final}`,
        ),
      )
      .join(''),
])

const times = (count: number, text: string) => text.repeat(count)
const each = (count: number, text: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => text(n)).join('')

/** Outputs that freeze a terminal, fill its memory, or make it speak; each by its name. */
export const HOSTILE_OUTPUTS: Readonly<Record<string, () => string>> = {
  ...Object.fromEntries(COUNTED_CASES),
  'a 20 MB string that never ends': () => `${ESC}]0;${times(20 * MIB, 'x')}`,
  'a 20 MB DCS that never ends': () => `${ESC}P${times(20 * MIB, '1')}`,
  'an APC, a PM and an SOS that never end': () =>
    times(3, `${ESC}_${times(MIB, 'y')}${ESC}^${ESC}X`),
  'titles of 1 MB': () => times(5, `${ESC}]2;${EVIL}${times(MIB, 't')}${BEL}`),
  'titles one after another': () => each(2000, (n) => `${ESC}]0;${n}${times(1000, 'x')}${BEL}`),
  'the title pushed, changed, asked for and popped': () =>
    times(500, `${ESC}[22t${ESC}]2;${EVIL}${BEL}${ESC}[21t${ESC}[20t${ESC}[23t`),
  'a clipboard that is asked for and set': () =>
    ['c', 'p', 's', '', 'cp', '0']
      .map((which) => `${ESC}]52;${which};?${BEL}${ESC}]52;${which};RVZJTC1ybS1yZg==${ST}`)
      .join(''),
  'distinct links without end': () => each(20_000, (n) => `${ESC}]8;;http://h/${n}${BEL}x`),
  'links that are none of the web': () =>
    ['javascript:alert(1)', 'file:///etc/passwd', 'data:text/html,x', 'smb://h/s', 'vscode://x']
      .map((url) => `${ESC}]8;id=a;${url}${ST}click${ESC}]8;;${ST}`)
      .join(''),
  'a link of 1 MB': () => `${ESC}]8;;http://h/${times(MIB, 'a')}${BEL}x${ESC}]8;;${BEL}`,
  'a line of 10 MB': () => times(10 * MIB, 'x'),
  'a million line feeds': () => times(MIB, '\n'),
  'many colours': () => times(200_000, `${ESC}[38;2;1;2;3;48;5;7;1;4:3mx`),
  'many NULs': () => times(4 * MIB, '\0'),
  'many combining marks': () => `e${times(200_000, '\u0301')}`,
  'marks in every cell': () => times(20_000, `e${times(100, '\u0301')}`),
  'marks one by one, with colours between them': () => `e${times(100_000, `\u0301${ESC}[1m`)}`,
  'wide characters and joiners': () => times(50_000, '👩‍👩‍👧漢\u200d\ufe0f'),
  'a CSI with endless numbers': () => `${ESC}[${times(MIB, '1;')}m`,
  'a CSI with endless subnumbers': () => `${ESC}[38${times(MIB, ':2')}m`,
  'window operations': () =>
    times(
      500,
      [3, 4, 5, 6, 8, 9, 10, 11, 13, 14, 15, 16, 18, 19].map((op) => `${ESC}[${op};1;1t`).join(''),
    ),
  'questions after the device': () => times(3000, `${ESC}[c${ESC}[>c${ESC}[=c${ESC}Z`),
  'questions after the cursor': () => times(5000, `${ESC}[6n${ESC}[5n${ESC}[?6n`),
  'questions after modes': () => each(3000, (n) => `${ESC}[?${n}$p${ESC}[${n}$p`),
  'questions after settings, with words to be typed': () =>
    times(500, `${ESC}P$q${EVIL}${ST}${ESC}P+q${EVIL}${ST}${ESC}P$q"p${ST}`),
  'questions after colours': () =>
    each(
      1000,
      (n) => `${ESC}]4;${n % 256};?${BEL}${ESC}]10;?${ST}${ESC}]11;?${ST}${ESC}]12;?${BEL}`,
    ),
  'answerback, version, printer and other machines': () =>
    times(500, `\u0005${ESC}[>q${ESC}[4i${EVIL}${ESC}[5i${ESC}[?4i${ESC}[?5i${ESC}[x${ESC}[?26n`),
  'programs of other terminals': () =>
    [
      `1337;File=inline=1:RVZJTA==`,
      `9;${EVIL}`,
      `777;notify;${EVIL};${EVIL}`,
      `7;file:///${EVIL}`,
      `1337;Copy=:RVZJTA==`,
      `5522;${EVIL}`,
      `99;;${EVIL}`,
    ]
      .map((osc) => `${ESC}]${osc}${BEL}${ESC}]${osc}${ST}`)
      .join(''),
  'keyboards and pictures of other terminals': () =>
    `${ESC}[>31u${ESC}[=31;1u${ESC}[?u${ESC}[>4;2m${ESC}_Ga=T,f=24,s=9999,v=9999;AAAA${ST}${ESC}Pq${times(100_000, '#0!99999~-')}${ST}`,
  'resets without end': () => times(20_000, `${ESC}c`),
  'screens full of E': () => times(20_000, `${ESC}#8`),
  'one screen and the other': () => times(5000, `${ESC}[?1049h${ESC}[2Jx${ESC}[?1049l`),
  'rows moved without end': () =>
    times(20_000, `${ESC}[1;50r${ESC}[H${ESC}M${ESC}[L${ESC}[M${ESC}[S${ESC}[T`),
  'tab stops, margins and erasing': () =>
    times(10_000, `${ESC}H\t${ESC}[3g${ESC}[2J${ESC}[3J${ESC}[K`),
  'the mouse, the focus and pasted text asked for': () =>
    times(2000, `${ESC}[?9h${ESC}[?1000;1002;1003;1004;1005;1006;1015;1016;2004h`),
  'sequences within sequences': () =>
    times(20_000, `${ESC}[1${ESC}]0;${ESC}P${ESC}[\u0018\u001a${ESC}`),
  'bytes of C1': () =>
    times(
      5000,
      each(32, (n) => String.fromCharCode(0x80 + n)),
    ),
}

/** A generator with a seed: a failure can be had again. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const ATOMS = [
  [ESC, `${ESC}[`, `${ESC}]`, `${ESC}P`, `${ESC}_`, '\u009b', '\u009d', '\u0090', BEL],
  ['\u0018', ';', ':', '?', '>', ' ', "'", '$', '#'],
  ['0', '1', '8', '52', '999', '1000', '65535', `${HUGE}`],
  ['b', 'L', 'M', 'S', 'T', '@', 'P', 'I', 'Z', 'm', 'n', 'c', 'h', 'l', 'J', 'r', 'H', 't'],
  ['q', 'p', '\r', '\n', '\t', 'word', '日本', '\u0301', '\0', '\u007f', ST, `${ESC}c`],
  ['[?1049h', '52;c;?', EVIL],
].flat()

/** How many random outputs are tried. */
export const RANDOM_OUTPUTS = 1000

/** One of them: 300 parts of sequences in no order. */
export function randomOutput(seed: number): string {
  const random = seeded(seed)
  const atom = () => ATOMS[Math.floor(random() * ATOMS.length)] ?? ''
  return Array.from({ length: 300 }, atom).join('')
}
