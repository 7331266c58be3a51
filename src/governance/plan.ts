// From a tuned vector to integers on chain and back: what is proposed, what limits it, and which values will really act.
import type { Parameter } from "../numeric/parameter.ts";
import { UserError } from "../numeric/user-error.ts";
import { fractionOf } from "../protocol/exact-fraction.ts";
import type { Assumption, ProtocolFile } from "../protocol/normalised.ts";
import { contradictions } from "../study/consistency.ts";
import type { StudySpec } from "../study/spec.ts";
import { adaptersFor } from "./adapters.ts";
import { gmxConflict } from "./gmx-v2.ts";
import type { Adapter, Integers, OnChainParameter, Targets, Values } from "./on-chain.ts";

/** Exit code. */
const NOTHING_TO_PROPOSE = 3;

/** A tuned parameter, in the model's unit. */
export interface ValueChange {
  readonly parameter: string;
  readonly unit: string;
  readonly meaning: string;
  readonly today: number;
  readonly optimum: number;
  /** What acts once the integers are on chain. */
  readonly proposed: number;
}

/** An integer that the proposal writes. */
export interface IntegerChange {
  readonly parameter: string;
  readonly name: string;
  readonly chainName: string;
  readonly unit: string;
  readonly today: bigint;
  readonly optimum: bigint;
  readonly proposed: bigint;
  readonly minimum: bigint;
  readonly maximum: bigint;
  readonly bounds: string;
  /** "other integers": it keeps a ratio to another one that this proposal could not move as far as asked. */
  readonly limitedBy: "code bounds" | "step limit" | "other integers" | null;
}

export interface Plan {
  readonly values: readonly ValueChange[];
  readonly integers: readonly IntegerChange[];
  /** Values of the model that move although nobody tuned them, because the same integers decide them. */
  readonly sideEffects: readonly { readonly parameter: string; readonly today: number; readonly proposed: number }[];
  readonly warnings: readonly string[];
  /** Whole vectors: trial 0, the tuned values as found, the values that act after rounding and limits. */
  readonly today: Values;
  readonly optimum: Values;
  readonly proposed: Values;
  readonly writes: readonly Write[];
}

/** What one adapter writes. */
export interface Write {
  readonly adapter: Adapter;
  readonly from: Integers;
  readonly to: Integers;
}

/** @param tuned values in the order of `spec.tune`. Throws UserError (exit 2) when nothing can be written. */
export function planOf(
  spec: StudySpec,
  tuned: readonly number[],
  protocol: ProtocolFile | null,
  targets: Targets,
): Plan {
  const rows = spec.tune.map(({ parameter }) => parameter);
  const names = rows.map(({ name }) => name);
  const found = Object.fromEntries(names.map((name, index) => [name, tuned[index] ?? Number.NaN]));
  const optimum = { ...spec.values, ...found };
  const { adapters, homeless, warnings } = adaptersFor(protocol, spec.values, rows, targets);
  const reachable = { ...optimum, ...Object.fromEntries(homeless.map((name) => [name, spec.values[name] ?? 0])) };
  const vectors = { today: spec.values, wanted: reachable, tuned: names };
  const planned = adapters.map((adapter) => plannedWrite(adapter, vectors, protocol?.stepLimits ?? {}));
  // The chain decides what acts, so the integers alone move today's values.
  const proposed = planned.reduce((values, { write }) => write.adapter.acting(values, write.to), spec.values);
  const writes = planned.map(({ write }) => write).filter(({ to }) => to.size > 0);
  refuseConflicts(protocol, writes);
  return {
    values: spec.tune.map(({ parameter }) => valueChange(parameter, spec.values, optimum, proposed)),
    integers: planned.flatMap(({ changes }) => changes),
    sideEffects: sideEffects(spec.values, proposed, names),
    warnings: [...homeless.map(homelessWarning), ...cautionsOf(writes), ...contradictionsOf(proposed), ...warnings],
    today: spec.values,
    optimum,
    proposed,
    writes,
  };
}

function homelessWarning(name: string): string {
  return `${name}: this protocol has no setter for it, so it stays as it is today, in the calls and in the evidence`;
}

function cautionsOf(writes: readonly Write[]): readonly string[] {
  return writes.flatMap(({ adapter, to }) => [
    ...[...to]
      .filter(([, raw]) => raw === 0n)
      .map(([name]) => `${name} becomes 0, which usually switches a rule off: make sure that this is meant`),
    ...adapter.cautions(to),
  ]);
}

function contradictionsOf(values: Values): readonly string[] {
  return contradictions(values).map(({ place, message }) => `${place} of the proposed set: ${message}`);
}

type StepLimits = Readonly<Record<string, Assumption>>;

interface Wanted {
  readonly today: Values;
  readonly wanted: Values;
  /** Names of the tuned parameters. */
  readonly tuned: readonly string[];
}

/**
 * One integer after the other: what depends on an earlier one (a ratio, a factor of a margin) is encoded for the value
 * that the earlier one really reaches, so that bounds and step limits of the first do not distort the second.
 */
function plannedWrite(
  adapter: Adapter,
  { today, wanted, tuned }: Wanted,
  limits: StepLimits,
): { readonly write: Write; readonly changes: readonly IntegerChange[] } {
  const [from, to] = [new Map<string, bigint>(), new Map<string, bigint>()];
  const changes: IntegerChange[] = [];
  let asked = wanted;
  for (const row of adapter.parameters.filter(({ parameters }) => parameters.some((name) => tuned.includes(name)))) {
    const change = integerChange(row, integerFor(row, wanted, today), limits, integerFor(row, asked, today));
    if (isChange(change)) changes.push(change);
    if (change.proposed !== change.today) {
      from.set(row.name, change.today);
      to.set(row.name, change.proposed);
    }
    const [first = row.name] = row.parameters;
    const reached = adapter.acting(today, to)[first];
    if (reached !== undefined) asked = { ...asked, [first]: reached };
  }
  return { changes, write: { adapter, from, to } };
}

/** Share of an integer that a double cannot tell from nothing, with room for a few roundings: 1 / 2^40. */
const PRECISION = 2n ** 40n;

/**
 * The integer for some values; today's own where they are today's. It may have more digits than the values keep, and a
 * proposal must not move it by what only the double lost.
 */
function integerFor(row: OnChainParameter, values: Values, today: Values): bigint {
  const [integer, before] = [row.encode(values), row.encode(today)];
  return integer === before && sizeOf(before - row.today) * PRECISION <= sizeOf(row.today) ? row.today : integer;
}

function sizeOf(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function isChange({ today, optimum, proposed }: IntegerChange): boolean {
  return proposed !== today || optimum !== today;
}

/**
 * The integer nearest to what is asked for that the code's bounds and the step limit let this proposal reach.
 * @param optimum for the optimum as found  @param asked the same, given what the integers before it reach
 */
export function integerChange(
  row: OnChainParameter,
  optimum: bigint,
  limits: StepLimits,
  asked: bigint = optimum,
): IntegerChange {
  const { name, chainName, unit, today, minimum, maximum, bounds } = row;
  const [parameter = name] = row.parameters;
  const inBounds = clamp(asked, minimum, maximum);
  const step = limits[parameter]?.value ?? Infinity;
  const proposed = step === Infinity || today === 0n ? inBounds : limitedStep(inBounds, today, step);
  const limitedBy =
    proposed !== inBounds
      ? "step limit"
      : inBounds !== asked
        ? "code bounds"
        : asked !== optimum
          ? "other integers"
          : null;
  return { parameter, name, chainName, unit, today, optimum, proposed, minimum, maximum, bounds, limitedBy };
}

function clamp(value: bigint, low: bigint, high: bigint): bigint {
  return value < low ? low : value > high ? high : value;
}

/** Towards `wanted`, by at most `share` of today's size, rounded down. */
function limitedStep(wanted: bigint, today: bigint, share: number): bigint {
  const { numerator, denominator } = fractionOf(share);
  const step = (sizeOf(today) * numerator) / denominator;
  return clamp(wanted, today - step, today + step);
}

function valueChange(
  { name, unit, meaning }: Parameter,
  today: Values,
  optimum: Values,
  proposed: Values,
): ValueChange {
  const at = (values: Values) => values[name] ?? Number.NaN;
  return { parameter: name, unit, meaning, today: at(today), optimum: at(optimum), proposed: at(proposed) };
}

function sideEffects(today: Values, proposed: Values, tuned: readonly string[]): Plan["sideEffects"] {
  return Object.entries(proposed)
    .filter(([name, value]) => !tuned.includes(name) && value !== today[name])
    .map(([parameter, value]) => ({ parameter, today: today[parameter] ?? Number.NaN, proposed: value }));
}

/** Nothing to write, or rules across fields that no clamping of single integers can repair. */
function refuseConflicts(protocol: ProtocolFile | null, writes: readonly Write[]): void {
  if (writes.length === 0) {
    const message = "found no integer to change; expected at least one tuned parameter that moves on chain";
    const advice = "today's parameters may already be the best found";
    throw new UserError("proposal", [{ place: "", message: `${message}; ${advice}` }], NOTHING_TO_PROPOSE);
  }
  if (protocol?.family !== "gmx-v2") return;
  for (const { to } of writes) {
    const conflict = gmxConflict(protocol, to);
    if (conflict !== null) throw new UserError("proposal", [{ place: "adaptive.min", message: conflict }]);
  }
}
