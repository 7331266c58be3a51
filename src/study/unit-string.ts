// A number with its unit, as people write it ("25bp", "24 h", "9 /day^2", "1.5 M USD"), turned into SI at the edge.

/** A number in the wanted unit, or what is wrong with the text. */
export type Reading = { readonly ok: true; readonly value: number } | { readonly ok: false; readonly message: string };

/** Exact ratio to the base units and the powers of the dimensions (second, USD, coin, block, root of a year). */
interface Unit {
  readonly top: bigint;
  readonly bottom: bigint;
  readonly powers: Readonly<Record<string, number>>;
}

const unit = (top: number | bigint, bottom: number | bigint = 1, powers: Unit["powers"] = {}): Unit => ({
  top: BigInt(top),
  bottom: BigInt(bottom),
  powers,
});
const time = (seconds: number): Unit => unit(seconds, 1, { second: 1 });
const money = (factor: number): Unit => unit(factor, 1, { USD: 1 });

/** A year has 365 days, as in the parameter tables. `m` is left out on purpose: minutes are `min`, millions `M`. */
const words: Readonly<Record<string, Unit>> = {
  "%": unit(1, 100),
  percent: unit(1, 100),
  bp: unit(1, 10_000),
  bps: unit(1, 10_000),
  x: unit(1),
  fraction: unit(1),
  multiple: unit(1),
  count: unit(1),
  log: unit(1),
  u: unit(1),
  y: unit(1),
  k: unit(1000),
  M: unit(1_000_000),
  B: unit(1_000_000_000),
  bn: unit(1_000_000_000),
  ms: unit(1, 1000, { second: 1 }),
  s: time(1),
  sec: time(1),
  second: time(1),
  seconds: time(1),
  min: time(60),
  minute: time(60),
  minutes: time(60),
  h: time(3600),
  hour: time(3600),
  hours: time(3600),
  d: time(86_400),
  day: time(86_400),
  days: time(86_400),
  week: time(604_800),
  weeks: time(604_800),
  year: time(31_536_000),
  years: time(31_536_000),
  USD: money(1),
  kUSD: money(1000),
  MUSD: money(1_000_000),
  BUSD: money(1_000_000_000),
  bnUSD: money(1_000_000_000),
  coin: unit(1, 1, { coin: 1 }),
  coins: unit(1, 1, { coin: 1 }),
  block: unit(1, 1, { block: 1 }),
  blocks: unit(1, 1, { block: 1 }),
  "sqrt(year)": unit(1, 1, { "root of a year": 1 }),
};

const numberPattern = /^([+-]?)(\d+(?:_\d+)*\.?\d*|\.\d+)(?:[eE]([+-]?\d{1,4}))?/;

/**
 * Reads a quantity into the unit `wanted` (a parameter's unit; "" for a pure number). A bare number is already in it.
 * "inf" and "-inf" mean no bound.
 */
export function readQuantity(text: string | number, wanted: string): Reading {
  if (typeof text === "number") return finiteOrInfinite(text, wanted);
  const trimmed = text.trim();
  const infinite = /^([+-]?)(?:inf|infinity|\.inf)$/i.exec(trimmed);
  if (infinite) return { ok: true, value: infinite[1] === "-" ? -Infinity : Infinity };
  const match = numberPattern.exec(trimmed);
  if (match === null) return wrong(text, wanted);
  const rest = trimmed.slice(match[0].length).trim();
  if (rest === "") return finiteOrInfinite(Number(match[0].replaceAll("_", "")), wanted);
  const found = parseUnit(rest);
  const target = parseUnit(wanted);
  if (found === null || target === null || !samePowers(found, target)) return wrong(text, wanted);
  const value = scaled(match, found.top * target.bottom, found.bottom * target.top);
  return finiteOrInfinite(value, wanted);
}

/** "a number in s (for example 12 s)", for messages. */
export function describeUnit(wanted: string): string {
  if (wanted === "") return "a pure number, % or bp";
  return `a number in ${wanted}`;
}

function wrong(text: string, wanted: string): Reading {
  return { ok: false, message: `found ${JSON.stringify(text)}; expected ${describeUnit(wanted)}` };
}

function finiteOrInfinite(value: number, wanted: string): Reading {
  if (Number.isNaN(value)) return { ok: false, message: `found not-a-number; expected ${describeUnit(wanted)}` };
  return { ok: true, value };
}

/** Decimal text times top / bottom: powers of ten move the decimal point, so that 1.1 % is 0.011 to the last bit. */
function scaled(match: RegExpExecArray, top: bigint, bottom: bigint): number {
  const [whole = "0", part = ""] = (match[2] ?? "0").replaceAll("_", "").split(".");
  let exponent = Number(match[3] ?? 0) - part.length;
  const product = BigInt(whole + part) * top;
  const common = gcd(product, bottom);
  let rest = bottom / common;
  let digits = product / common;
  while (rest % 10n === 0n) {
    rest /= 10n;
    exponent -= 1;
  }
  while (rest % 2n === 0n || rest % 5n === 0n) {
    const factor = rest % 2n === 0n ? 2n : 5n;
    rest /= factor;
    digits *= 10n / factor;
    exponent -= 1;
  }
  const size = Number(`${digits}e${exponent}`) / Number(rest);
  return match[1] === "-" ? -size : size;
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b);
}

/** Product and quotient of words, left to right: "USD/log", "1/day^2", "%/day", "fraction/y/day", "1/8h". */
function parseUnit(text: string): Unit | null {
  let whole = unit(1);
  let sign = 1;
  const tokens =
    text.replace(/share of depth/g, "fraction").match(/sqrt\(year\)|\^-?\d|[*/]|\d+|%|[A-Za-z]+|\S/g) ?? [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] ?? "";
    if (token === "*" || token === "/") {
      sign = token === "/" ? -1 : 1;
      continue;
    }
    const word = Object.hasOwn(words, token) ? words[token] : /^\d+$/.test(token) ? unit(BigInt(token)) : undefined;
    if (word === undefined || word.top === 0n) return null;
    const raised = /^\^(-?\d)$/.exec(tokens[at + 1] ?? "");
    if (raised) at += 1;
    whole = times(whole, word, sign * Number(raised?.[1] ?? 1));
    if (!/^\d+$/.test(token)) sign = 1; // the number of "1/8h" belongs to the word behind it
  }
  return whole;
}

function times(a: Unit, b: Unit, power: number): Unit {
  const size = BigInt(Math.abs(power));
  const [top, bottom] = power < 0 ? [b.bottom, b.top] : [b.top, b.bottom];
  const powers: Record<string, number> = { ...a.powers };
  for (const [name, value] of Object.entries(b.powers)) powers[name] = (powers[name] ?? 0) + power * value;
  return { top: a.top * top ** size, bottom: a.bottom * bottom ** size, powers };
}

function samePowers(a: Unit, b: Unit): boolean {
  const names = new Set([...Object.keys(a.powers), ...Object.keys(b.powers)]);
  return [...names].every((name) => (a.powers[name] ?? 0) === (b.powers[name] ?? 0));
}
