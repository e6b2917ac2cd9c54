import type { Translation } from './system-errors.ts'

/**
 * What goes wrong between two that speak TLS, by its code: OpenSSL (Node) and BoringSSL (Electron)
 * say it in other words, and where their codes differ as well, both are here.
 */
export const TLS_ERRORS: Readonly<Record<string, (endpoint: string) => Translation>> = {
  // The engine's certificate, as we see it.
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  CERT_SIGNATURE_FAILURE: untrusted,
  CERT_UNTRUSTED: untrusted,
  INVALID_CA: untrusted,
  CERT_HAS_EXPIRED: (at) => ({
    code: 'bad-answer',
    message: `The certificate of ${at} has expired`,
    hint: 'Renew the certificate on the engine’s host.',
  }),
  CERT_NOT_YET_VALID: (at) => ({
    code: 'bad-answer',
    message: `The certificate of ${at} is not valid yet`,
    hint: 'Check the clocks of this machine and of the engine’s host.',
  }),
  CERT_REVOKED: (at) => ({
    code: 'bad-answer',
    message: `The certificate of ${at} was revoked`,
    hint: 'Do not use it; ask whoever runs the engine.',
  }),
  INVALID_PURPOSE: (at) => ({
    code: 'bad-answer',
    message: `The certificate of ${at} was not made for a server`,
    hint: 'Give the engine one whose extended key usage is "serverAuth".',
  }),
  ERR_TLS_CERT_ALTNAME_INVALID: (at) => ({
    code: 'bad-answer',
    message: `The certificate of ${at} was made for another host name`,
    hint: 'Use the host name in the certificate, or add this one to it.',
  }),

  // Our certificate, as the engine sees it.
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: clientCertificate,
  ERR_SSL_TLSV1_ALERT_CERTIFICATE_REQUIRED: clientCertificate,
  ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE: clientCertificate,
  ERR_SSL_SSLV3_ALERT_UNSUPPORTED_CERTIFICATE: clientCertificate,
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN: clientCertificate,
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_REVOKED: clientCertificate,
  ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: clientCertificate,
  ERR_SSL_TLSV1_ALERT_ACCESS_DENIED: clientCertificate,
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED: (at) => ({
    code: 'no-permission',
    message: `${at} says that your client certificate has expired`,
    hint: 'Get a new one from whoever runs the engine.',
  }),

  // No common language.
  EPROTO: plainPort,
  ERR_SSL_WRONG_VERSION_NUMBER: plainPort,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: plainPort,
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: tooOld,
  ERR_SSL_UNSUPPORTED_PROTOCOL: tooOld,
  // Also what OpenSSL before TLS 1.3 answers to whoever shows no certificate.
  ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE: (at) => ({
    code: 'bad-answer',
    message: `${at} refused the TLS connection`,
    hint: 'It may want a client certificate (cert.pem, key.pem), or know none of our ciphers.',
  }),
}

function untrusted(at: string): Translation {
  return {
    code: 'bad-answer',
    message: `The certificate of ${at} is not signed by an authority that you trust`,
    hint: 'Add the authority’s certificate (ca.pem) to the connection.',
  }
}

function clientCertificate(at: string): Translation {
  return {
    code: 'no-permission',
    message: `${at} wants a client certificate that it knows`,
    hint: 'Give the connection a certificate and key (cert.pem, key.pem) that the engine’s authority signed.',
  }
}

function plainPort(at: string): Translation {
  return {
    code: 'bad-answer',
    message: `${at} does not speak TLS`,
    hint: 'Check the port: 2375 is plain, 2376 is TLS.',
  }
}

function tooOld(at: string): Translation {
  return {
    code: 'bad-answer',
    message: `${at} speaks no TLS that is safe: 1.2 is the oldest that we use`,
    hint: 'Update the engine, or what stands before it.',
  }
}
