/** Neither the programs nor Docker are there, or a server did not come up. The message says what to install. */
export class ServerUnavailable extends Error {
  override readonly name = 'ServerUnavailable';
}
