// Elementary functions in fixed point with 320 fractional bits: slow and obviously right, to measure errors in ulp.

const BITS = 320n;
const ONE = 1n << BITS;

/** A double as fixed point, exactly (for values that are multiples of 2^-320). */
export function fixed(x: number): bigint {
  const { mantissa, exponent } = parts(x);
  const shift = BITS + BigInt(exponent);
  return shift >= 0n ? mantissa << shift : mantissa >> -shift;
}

/** x = mantissa 2^exponent with a whole mantissa. */
function parts(x: number): { mantissa: bigint; exponent: number } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const field = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const mantissa = field === 0 ? fraction : fraction | (1n << 52n);
  return { mantissa: bits >> 63n === 1n ? -mantissa : mantissa, exponent: Math.max(field, 1) - 1075 };
}

/** 2 atanh(z), for |z| <= 1/3. */
function twiceArtanh(z: bigint): bigint {
  const square = (z * z) >> BITS;
  let [power, sum] = [z, 0n];
  for (let k = 1n; power !== 0n && power !== -1n; k += 2n) {
    sum += power / k;
    power = (power * square) >> BITS;
  }
  return 2n * sum;
}

const LN2 = twiceArtanh(ONE / 3n);

/** ln of a positive fixed-point number. */
export function bigLog(v: bigint): bigint {
  let exponent = BigInt(v.toString(2).length) - 1n - BITS;
  let m = exponent >= 0n ? v >> exponent : v << -exponent;
  if (m > (ONE * 3n) / 2n) {
    m >>= 1n; // loses a bit of 2^-320
    exponent += 1n;
  }
  return exponent * LN2 + twiceArtanh(((m - ONE) << BITS) / (m + ONE));
}

/** e^x = value 2^power. */
export function bigExp(x: bigint): { value: bigint; power: bigint } {
  const power = (x + LN2 / 2n) / LN2;
  const r = x - power * LN2;
  let [term, sum] = [ONE, 0n];
  for (let k = 1n; term !== 0n && term !== -1n; k += 1n) {
    sum += term;
    term = ((term * r) >> BITS) / k;
  }
  return { value: sum, power };
}

/** |found - exact| in units of the last place of `found`; `exact` is value 2^power. */
export function ulps(found: number, { value, power }: { value: bigint; power: bigint }): number {
  const { mantissa, exponent } = parts(found);
  const shift = BITS + BigInt(exponent) - power; // of one unit of the last place
  const unit = 1n << shift;
  const error = mantissa * unit - value;
  return Number(((error < 0n ? -error : error) * 1_000_000n) / unit) / 1e6;
}

export const ONE_FIXED = ONE;
