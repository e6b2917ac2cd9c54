/** Names under which people keep secrets; a whole word within the name, plural or not. */
const SECRET_NAME =
  /(^|[_.-])(pass(word|wd|phrase|code)?|pwd|secrets?|tokens?|credentials?|creds?|auth|bearer|cookie|salt|api_?keys?|(access|account|encryption|private|secret|service|shared|signing|ssh|master|storage)_?keys?|dsn|connection_?string|sas|jwt|pin|otp|webhook)([_.-]|$)/i

/** Written together, with nothing to tell the words apart: `PGPASSWORD`, `MYSQLSECRET`. */
const SECRET_NAME_PART = /(password|passwd|passphrase|secret|token|apikey|credential)s?\d*$/i

/** Where the name of a file or a size follows, the value tells where a secret is, not what. */
const HARMLESS_NAME = /([_.-])(file|path|dir|length|ttl|expiry|expires_in|timeout|enabled)$/i

/** Values that are secrets whatever they are called. */
const SECRET_VALUES: readonly RegExp[] = [
  // A password in an address: scheme://user:password@host
  /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:[^\s/@]+@/i,
  // Tokens with a known beginning: GitHub, GitLab, Slack, AWS, Stripe, OpenAI, Google, npm
  /\b(gh[opsur]_|github_pat_|glpat-|xox[abeprs]-|AKIA|ASIA|[rsp]k_(live|test)_|sk-|AIza|npm_|dckr_pat_|hf_)[\w-]{10,}/,
  // A JSON Web Token
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  // password=…, token: … within a longer value
  /\b(password|passwd|pwd|secret|token|api_?key|accountkey|sharedaccesskey)\s*[=:]\s*[^\s;,&]{3,}/i,
]

/** Whether the value of this variable is likely a secret, by its name or by itself. */
export function isSecret(name: string, value: string): boolean {
  if (value === '') return false
  return hasSecretName(name) || SECRET_VALUES.some((pattern) => pattern.test(value))
}

function hasSecretName(name: string): boolean {
  const words = name.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
  if (HARMLESS_NAME.test(words)) return false
  return SECRET_NAME.test(words) || SECRET_NAME_PART.test(name)
}

/** Stands for every secret, so that its length is not told. */
export const MASK = '••••••••'
