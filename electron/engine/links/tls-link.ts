import { isIP, type OnReadOpts } from 'node:net'
import { connect, type TLSSocket } from 'node:tls'
import type { TlsFiles } from '../address.ts'
import type { Link } from './link.ts'
import { readPemFiles, type PemTexts } from './pem-files.ts'
import { createSocketSet } from './socket-set.ts'

interface Target {
  readonly host: string
  readonly port: number
  readonly files: TlsFiles
}

/** To a port that speaks TLS, with its certificate and its name verified: nothing turns that off. */
export function createTlsLink({ host, port, files }: Target): Link {
  const sockets = createSocketSet()
  return {
    async dial(signal, reading) {
      const texts = await readPemFiles(files)
      return sockets.connect(() => begin(host, port, texts, reading), 'secureConnect', signal)
    },
    close: () => sockets.close(),
  }
}

function begin(
  host: string,
  port: number,
  texts: PemTexts,
  onread: OnReadOpts | undefined,
): TLSSocket {
  return connect({
    ...texts,
    ...(onread && { onread }),
    host,
    port,
    // The name to ask for cannot be an address; what is verified is the host in either case.
    servername: isIP(host) ? '' : host,
    minVersion: 'TLSv1.2',
    // Said in so many words: the default is read from the environment.
    rejectUnauthorized: true,
  })
}
