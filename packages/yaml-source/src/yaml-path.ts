/** Where a value stands in the parsed text. */
export type YamlPath = readonly (string | number)[];
