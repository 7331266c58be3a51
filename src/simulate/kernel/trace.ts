// One row of a path's trace: what a chart or a block-by-block comparison needs, in the order of simulate/trace.ts.
import { exp } from "../../numeric/elementary.ts";
import {
  BAD_DEBT, CAP, DEPTH, DEPTH_MULTIPLE, FLOW, FUNDING, INITIAL_MARGIN, INSURANCE, LOG_MARK, MAINTENANCE, ROW, SKEW, FEATURES, FORECAST_VOLATILITY,
} from "./layout.ts";
import { price0 } from "./plant.ts";

export const TRACE_COLUMNS: usize = 12;
export const FEATURE_COLUMNS: usize = 13 + 4 + 6 + 3;

/** Writes one row at `out` from the state after a block. */
export function traceLane(s: usize, scenario: usize, out: usize): void {
  store<f64>(out, price0 * exp(load<f64>(s, LOG_MARK)));
  store<f64>(out, price0 * exp(load<f64>(scenario)), 8);
  store<f64>(out, load<f64>(s, FLOW), 16);
  store<f64>(out, load<f64>(s, DEPTH), 24);
  store<f64>(out, load<f64>(s, INSURANCE), 32);
  store<f64>(out, load<f64>(s, BAD_DEBT), 40);
  store<f64>(out, load<f64>(s, FUNDING), 48);
  store<f64>(out, load<f64>(s, INITIAL_MARGIN), 56);
  store<f64>(out, load<f64>(s, SKEW), 64);
  store<f64>(out, load<f64>(s, MAINTENANCE), 72);
  store<f64>(out, load<f64>(s, CAP), 80);
  store<f64>(out, load<f64>(s, DEPTH_MULTIPLE), 88);
}

/** Writes one row of features and forecasts at `out`, in the order of simulate/features.ts. */
export function traceFeatures(s: usize, out: usize): void {
  for (let i: usize = 0; i < FEATURE_COLUMNS - 3; i++) store<f64>(out + (i << 3), load<f64>(s + FEATURES + i * ROW));
  out += FEATURE_COLUMNS - 3 << 3;
  for (let i: usize = 0; i < 3; i++) store<f64>(out + (i << 3), load<f64>(s + FORECAST_VOLATILITY + i * ROW));
}
