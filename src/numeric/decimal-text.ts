// Numbers as decimal text: the digits that reports and proposals share, whatever signs and units they put around them.

/** Power of ten of the first digit once a value is rounded to `digits`, so that 9.996 counts as 10.0. */
export function exponentOf(value: number, digits: number): number {
  return Number(value.toExponential(digits - 1).split("e")[1]);
}

/** Fixed decimals with thousands separated; never minus zero. @param minus the sign of negative numbers */
export function fixedText(value: number, decimals: number, minus: string): string {
  const digits = Math.abs(value).toFixed(decimals);
  const [whole = "0", part] = digits.split(".");
  const sign = value < 0 && /[1-9]/.test(digits) ? minus : "";
  return `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ",")}${part === undefined ? "" : `.${part}`}`;
}
