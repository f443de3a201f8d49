/** `time_agreement` as part of an operation's name: `TimeAgreement`. */
export function toTypeName(name: string): string {
  return name
    .split('_')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
}
