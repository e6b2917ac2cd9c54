import { errorText } from '#lib/error-text.ts'
import { askForm } from '#ui/form-dialog.tsx'
import { toast } from '#ui/toast.tsx'
import { engine } from '../../ipc/client.ts'
import { queryClient } from '../../query-client.ts'
import { networksKey } from './queries.ts'

const DRIVERS = ['bridge', 'macvlan', 'ipvlan', 'overlay']

/** The engine's own rule (`names.RestrictedNamePattern`). */
const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/

/** `10.5.0.0/24`, or an IPv6 range; the engine checks the numbers. */
const CIDR = /^[0-9a-fA-F.:]+\/\d{1,3}$/

/** What is wrong with a network's name, if anything. */
function networkNameProblem(name: string): string | undefined {
  if (NAME.test(name)) return undefined
  return 'Use letters, digits, "_", "." and "-", and begin with a letter or a digit'
}

/** What is wrong with a subnet, if anything; none at all is right too. */
export function subnetProblem(subnet: string): string | undefined {
  if (subnet === '' || CIDR.test(subnet)) return undefined
  return 'Write the subnet as an address and a length: 10.5.0.0/24'
}

/** Asks for a name, driver and subnet, and makes the network. */
export async function createNetwork(connection: string): Promise<void> {
  await askForm({
    title: 'Create network',
    verb: 'Create network',
    fields: [
      { kind: 'text', name: 'name', label: 'Name', validate: networkNameProblem },
      { kind: 'choice', name: 'driver', label: 'Driver', options: DRIVERS, initial: 'bridge' },
      {
        kind: 'text',
        name: 'subnet',
        label: 'Subnet (the engine chooses one when empty)',
        placeholder: '10.5.0.0/24',
        validate: subnetProblem,
      },
      { kind: 'check', name: 'internal', label: 'Internal: no way out of it' },
    ],
    async submit({ name, driver, subnet, internal }, yes) {
      try {
        await engine.networks.create(
          {
            connection,
            name: String(name),
            driver: String(driver),
            internal: internal === true,
            ...(subnet !== '' && { subnet: String(subnet) }),
          },
          yes,
        )
      } catch (cause) {
        return errorText(cause)
      }
      toast({ kind: 'success', text: `Created network "${String(name)}"` })
      await queryClient.invalidateQueries({ queryKey: networksKey(connection) })
      return undefined
    },
  })
}
