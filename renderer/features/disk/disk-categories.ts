import type { DiskCategory } from '#shared/contract/disk.ts'

/** How a kind of unused object is offered. */
export interface CategoryInfo {
  readonly id: DiskCategory
  readonly title: string
  /** What a person should know before they choose it. */
  readonly note: string
  /** Chosen until somebody says otherwise: what can be had again. */
  readonly isChosenFirst: boolean
}

/** The kinds of unused objects, the most harmless first. */
export const CATEGORIES: readonly CategoryInfo[] = [
  {
    id: 'stopped-containers',
    title: 'Stopped containers',
    note: 'With all that was written inside them; their volumes stay.',
    isChosenFirst: false,
  },
  {
    id: 'dangling-images',
    title: 'Dangling images',
    note: 'They have lost their names to newer ones.',
    isChosenFirst: true,
  },
  {
    id: 'unused-images',
    title: 'Images that no container uses',
    note: 'They have to be pulled or built again.',
    isChosenFirst: false,
  },
  {
    id: 'build-cache',
    title: 'Build cache',
    note: 'The next build takes longer.',
    isChosenFirst: true,
  },
  {
    id: 'unused-networks',
    title: 'Networks that no container is on',
    note: 'They take no space, but addresses. Compose makes its own again.',
    isChosenFirst: false,
  },
  {
    id: 'anonymous-volumes',
    title: 'Unused volumes without a name',
    note: 'Data: what is in them is gone for good.',
    isChosenFirst: false,
  },
  {
    id: 'named-volumes',
    title: 'Unused volumes with a name',
    note: 'Data, and somebody has named it: what is in them is gone for good.',
    isChosenFirst: false,
  },
]
