/** A fault of a mapping file, by the path of keys and indexes at which it lies. */
export interface MappingFault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}
