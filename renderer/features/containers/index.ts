export { rowChange } from './container-events.ts'
export { containerList, containersKey, type ContainerList } from './container-list.ts'
export { ContainersPage } from './containers-page.tsx'
export { containersQuery, outdateContainerDetails, useContainers } from './queries.ts'
