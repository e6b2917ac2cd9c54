import { expect, test } from 'vitest'
import { parseLibraries } from './unpacked-packages.mjs'

test('the libraries of a package are unpacked with it, once, but for the C library', () => {
  const listing = `iptables
  Depends: libc6
  Depends: libxtables12
 |Depends: libnftnl11
  PreDepends: libselinux1
  Recommends: libfoo
containerd
  Depends: libxtables12
  Depends: runc
`
  expect(parseLibraries(listing)).toEqual(['libxtables12', 'libnftnl11', 'libselinux1'])
})
