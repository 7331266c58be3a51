// From a tuned vector to integers on chain and back: what is proposed, what limits it, and which values will really act.
import type { Parameter } from "../numeric/parameter.ts";
import { UserError } from "../numeric/user-error.ts";
import type { Assumption, ProtocolFile } from "../protocol/normalised.ts";
import type { StudySpec } from "../study/spec.ts";
import { adaptersFor } from "./adapters.ts";
import { gmxConflict } from "./gmx-v2.ts";
import type { Adapter, Integers, OnChainParameter, Targets, Values } from "./on-chain.ts";

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
  readonly limitedBy: "code bounds" | "step limit" | null;
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
  const names = spec.tune.map(({ parameter }) => parameter.name);
  const found = Object.fromEntries(names.map((name, index) => [name, tuned[index] ?? Number.NaN]));
  const optimum = { ...spec.values, ...found };
  const { adapters, homeless, warnings } = adaptersFor(protocol, spec.values, names, targets);
  const reachable = { ...optimum, ...Object.fromEntries(homeless.map((name) => [name, spec.values[name] ?? 0])) };
  const planned = adapters.map((adapter) => plannedWrite(adapter, reachable, names, protocol?.stepLimits ?? {}));
  // The chain decides what acts, so the integers alone move today's values.
  const proposed = planned.reduce((values, { write }) => write.adapter.acting(values, write.to), spec.values);
  const writes = planned.map(({ write }) => write).filter(({ to }) => to.size > 0);
  refuseConflicts(protocol, writes);
  return {
    values: spec.tune.map(({ parameter }) => valueChange(parameter, spec.values, optimum, proposed)),
    integers: planned.flatMap(({ changes }) => changes),
    sideEffects: sideEffects(spec.values, proposed, names),
    warnings: [...homeless.map(homelessWarning), ...warnings],
    today: spec.values,
    optimum,
    proposed,
    writes,
  };
}

function homelessWarning(name: string): string {
  return `${name}: this protocol has no setter for it, so it stays as it is today, in the calls and in the evidence`;
}

type StepLimits = Readonly<Record<string, Assumption>>;

function plannedWrite(
  adapter: Adapter,
  optimum: Values,
  tuned: readonly string[],
  limits: StepLimits,
): { readonly write: Write; readonly changes: readonly IntegerChange[] } {
  const rows = adapter.parameters.filter(({ parameters }) => parameters.some((name) => tuned.includes(name)));
  const changes = rows.map((row) => integerChange(row, row.encode(optimum), limits)).filter(isChange);
  const written = changes.filter(({ today, proposed }) => proposed !== today);
  return {
    changes,
    write: {
      adapter,
      from: new Map(written.map(({ name, today }) => [name, today])),
      to: new Map(written.map(({ name, proposed }) => [name, proposed])),
    },
  };
}

function isChange({ today, optimum, proposed }: IntegerChange): boolean {
  return proposed !== today || optimum !== today;
}

/** The integer nearest to the optimum that the code's bounds and the step limit let this proposal reach. */
export function integerChange(row: OnChainParameter, optimum: bigint, limits: StepLimits): IntegerChange {
  const { name, chainName, unit, today, minimum, maximum, bounds } = row;
  const [parameter = name] = row.parameters;
  const inBounds = clamp(optimum, minimum, maximum);
  const step = limits[parameter]?.value;
  const proposed = step === undefined || today === 0n ? inBounds : limitedStep(inBounds, today, step);
  const limitedBy = proposed !== inBounds ? "step limit" : inBounds !== optimum ? "code bounds" : null;
  return { parameter, name, chainName, unit, today, optimum, proposed, minimum, maximum, bounds, limitedBy };
}

function clamp(value: bigint, low: bigint, high: bigint): bigint {
  return value < low ? low : value > high ? high : value;
}

/** Towards `wanted`, by at most `share` of today's size (taken in millionths, rounded down). */
function limitedStep(wanted: bigint, today: bigint, share: number): bigint {
  const size = today < 0n ? -today : today;
  const step = (size * BigInt(Math.floor(share * 1e6))) / 1_000_000n;
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

/** Rules across fields, which no clamping of single integers can repair. */
function refuseConflicts(protocol: ProtocolFile | null, writes: readonly Write[]): void {
  if (writes.length === 0) {
    const message = "found no integer to change; expected at least one tuned parameter that moves on chain";
    throw new UserError("proposal", [
      { place: "", message: `${message}; today's parameters may already be the best found` },
    ]);
  }
  if (protocol?.family !== "gmx-v2") return;
  for (const { to } of writes) {
    const conflict = gmxConflict(protocol, to);
    if (conflict !== null) throw new UserError("proposal", [{ place: "adaptive.min", message: conflict }]);
  }
}
