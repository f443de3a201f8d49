export { type PlacedProblem, readYaml } from './read-yaml.ts';
export type { YamlPath } from './yaml-path.ts';
