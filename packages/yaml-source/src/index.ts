export { type PlacedProblem, readYaml, type ReadYaml, type YamlPath } from './read-yaml.ts';
