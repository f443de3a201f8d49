/**
 * A whole number below 2^53 for a text, salted so that hashes of two tenants cannot be compared. Two lanes of 32 bits with the
 * multipliers of MurmurHash3 (Appleby 2011, public domain); no protection against somebody who knows the salt and guesses.
 */
export function hashText(text: string, salt: string): number {
  let one = 0xdeadbeef;
  let other = 0x41c6ce57;
  for (const part of [salt, '\n', text]) {
    for (let index = 0; index < part.length; index += 1) {
      const unit = part.charCodeAt(index);
      one = Math.imul(one ^ unit, 0x85ebca6b);
      other = Math.imul(other ^ unit, 0xc2b2ae35);
      one = (one << 13) | (one >>> 19);
      other = (other << 15) | (other >>> 17);
    }
  }
  one = mix(one ^ (other >>> 7));
  other = mix(other ^ (one >>> 5));
  return (other & 0x1fffff) * 2 ** 32 + (one >>> 0);
}

function mix(lane: number): number {
  let mixed = Math.imul(lane ^ (lane >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
