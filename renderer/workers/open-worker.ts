/** The part of trusted types that the compiler does not know yet. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string }
}

/** The only policy that the page's content security policy admits: our own workers. */
const policy = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy(
  'pilothouse-worker',
  { createScriptURL: ownUrl },
)

/** Starts a worker of the app's own, by the address that the build gave to its file. */
export function openWorker(url: string): Worker {
  return new Worker(policy?.createScriptURL(url) ?? ownUrl(url), { type: 'module' })
}

function ownUrl(url: string): string {
  const { href, origin } = new URL(url, location.href)
  if (origin !== location.origin) throw new TypeError(`"${url}" is no worker of this app`)
  return href
}
