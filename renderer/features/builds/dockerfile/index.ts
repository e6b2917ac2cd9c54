export { NO_FACTS, type DockerfileArg, type DockerfileFacts } from './dockerfile-facts.ts'
export { DockerfileTab } from './dockerfile-tab.tsx'
export { ProblemList } from './problem-list.tsx'
export { useDockerfileFacts } from './use-dockerfile-facts.ts'
