// The Philox family of counter-based random numbers in every word size, by big integers: slow, for checking.

/** A member of the family: words of 32 or 64 bits, counters of 2 or 4 words (keys have half as many). */
export interface PhiloxMember {
  readonly bits: 32 | 64;
  readonly words: 2 | 4;
  /** 10 in the recommended form. */
  readonly rounds: number;
}

/**
 * The random block for one counter and key, unsigned words.
 * J. K. Salmon, M. A. Moraes, R. O. Dror & D. E. Shaw, Parallel random numbers: as easy as 1, 2, 3, 2011, section 3.3.
 */
export function philox(member: PhiloxMember, counter: readonly bigint[], key: readonly bigint[]): readonly bigint[] {
  const bits = BigInt(member.bits);
  const mask = (1n << bits) - 1n;
  const { multipliers, weyl } = constants[`${member.words}x${member.bits}`];
  let [state, keys] = [counter, key];
  for (let round = 0; round < member.rounds; round++) {
    if (round > 0) keys = keys.map((word, i) => (word + (weyl[i] ?? 0n)) & mask);
    state = mixed(state, keys, multipliers, bits);
  }
  return state;
}

/** One round: each even word is multiplied, the high halves are mixed with the key and the odd words, and words move. */
function mixed(state: readonly bigint[], keys: readonly bigint[], multipliers: readonly bigint[], bits: bigint) {
  const mask = (1n << bits) - 1n;
  const products = multipliers.map((multiplier, i) => multiplier * (state[2 * i] ?? 0n));
  const last = products.length - 1;
  return multipliers.flatMap((_, i) => {
    const product = products[last - i] ?? 0n;
    return [(product >> bits) ^ (state[2 * i + 1] ?? 0n) ^ (keys[i] ?? 0n), product & mask];
  });
}

interface Constants {
  readonly multipliers: readonly bigint[];
  /** What is added to each key word between rounds: the golden ratio and √3 − 1. */
  readonly weyl: readonly bigint[];
}

const constants: Readonly<Record<`${2 | 4}x${32 | 64}`, Constants>> = {
  "2x32": { multipliers: [0xd256d193n], weyl: [0x9e3779b9n] },
  "4x32": { multipliers: [0xd2511f53n, 0xcd9e8d57n], weyl: [0x9e3779b9n, 0xbb67ae85n] },
  "2x64": { multipliers: [0xd2b74407b1ce6e93n], weyl: [0x9e3779b97f4a7c15n] },
  "4x64": {
    multipliers: [0xd2e7470ee14c6c93n, 0xca5a826395121157n],
    weyl: [0x9e3779b97f4a7c15n, 0xbb67ae8584caa73bn],
  },
};
