// Where everything lies: rows of eight lanes (one lane per path), so that state is a structure of arrays over paths.

import { LOOP_MEMORY } from "../../control/loop.ts";

/** Paths that advance together. */
export const LANES: i32 = 8;
/** Bytes of one row: one f64 per lane. */
export const ROW: usize = 64;

/** Rows of the scenario set per block: outside log price, the four count uniforms, and the slots of the first events. */
export const SCENARIO_ROWS: usize = 7;
/** Slots that the first close and open of a block draw, 4 bytes a lane: closes long, short, opens long, short. */
export const FIRST_SLOTS: usize = 5 * 64;

// State rows, as byte offsets from a lane's base address.
export const DISPLACEMENT: usize = 0 * 64; // log, of the index by this venue
export const BASIS: usize = 1 * 64; // log, mark over index
export const LOG_MARK: usize = 2 * 64; // log, mark over initial price
export const LOG_INDEX: usize = 3 * 64;
export const DEPTH: usize = 4 * 64; // USD/log
export const FUNDING_INDEX: usize = 5 * 64; // USD/coin, cumulative
export const VARIANCE: usize = 6 * 64; // 1/s, of the mark
export const INDEX_VARIANCE: usize = 7 * 64; // 1/s
export const RATE: usize = 8 * 64; // 1/day, state of an on-chain funding law
export const PREMIUM_SUM: usize = 9 * 64;

// Actuators.
export const INITIAL_MARGIN: usize = 10 * 64;
export const MAINTENANCE: usize = 11 * 64;
export const FUNDING: usize = 12 * 64; // 1/day, charged
export const DEPTH_MULTIPLE: usize = 13 * 64;
export const CAP: usize = 14 * 64;

// Book: pairs of rows, long then short.
export const OPEN: usize = 15 * 64; // open slots
export const SHARES: usize = 17 * 64; // sum of open shares
export const BOUND: usize = 19 * 64; // no key is above this
export const KEY_SUM: usize = 21 * 64; // sum of share * key
export const LIQUIDATED: usize = 23 * 64; // slots, counted by share

// Ledger, USD and coins.
export const INSURANCE: usize = 25 * 64;
export const BAD_DEBT: usize = 26 * 64;
export const LP_CASH: usize = 27 * 64;
export const LP_POSITION: usize = 28 * 64;
export const RETURNED: usize = 29 * 64;
export const DEPOSITS: usize = 30 * 64;
export const ARBITRAGE_POSITION: usize = 31 * 64;
export const ARBITRAGE_CASH: usize = 32 * 64;

// Sensors, in the order of control/sensors.ts.
export const SENSORS: usize = 33 * 64;
export const STRESS: usize = 34 * 64; // volatility overshoot of the mark
export const INDEX_STRESS: usize = 35 * 64;
export const SKEW: usize = 36 * 64;
export const BASIS_SENSOR: usize = 37 * 64;
export const DRAWDOWN: usize = 38 * 64;
export const DEPTH_RATIO: usize = 39 * 64;
export const INSURANCE_RATIO: usize = 40 * 64;
export const MOMENTUM: usize = 41 * 64;
export const COVERAGE: usize = 42 * 64;
export const BOOK_DENSITY: usize = 43 * 64;
export const FORECAST_VOLATILITY: usize = 44 * 64;
export const FORECAST_SKEW: usize = 45 * 64;
export const CRUNCH: usize = 46 * 64;

// Running metrics.
export const PEAK: usize = 62 * 64;
export const PEAK_OUTSIDE: usize = 63 * 64;
export const WORST: usize = 64 * 64;
export const WORST_OUTSIDE: usize = 65 * 64;
export const PEAK_GAP: usize = 66 * 64;
export const GAP_SQUARES: usize = 67 * 64;
export const FUNDING_PAID: usize = 68 * 64;
export const FUNDING_SQUARES: usize = 69 * 64;
export const FUNDING_SUM: usize = 70 * 64;
export const FUNDING_STEP: usize = 71 * 64;
export const CHURN: usize = 72 * 64;
export const CONTROL_CHURN: usize = 73 * 64;
export const UPDATES: usize = 74 * 64;
export const LEVERAGE_SUM: usize = 75 * 64;
export const EXTRA_DEPTH: usize = 76 * 64;
export const LIQUIDATED_USD: usize = 77 * 64;
export const LEAST_INSURANCE: usize = 78 * 64;
export const LIQUIDATIONS: usize = 79 * 64;
export const CLOSES: usize = 80 * 64;
export const OPENS: usize = 81 * 64;
export const LOWEST: usize = 82 * 64; // lowest log mark
export const GAP_AREA: usize = 83 * 64;
export const LEAST_DEPTH: usize = 84 * 64;
export const BAR_MARK: usize = 85 * 64;
export const BAR_OUTSIDE: usize = 86 * 64;
export const VARIATION_MARK: usize = 87 * 64;
export const VARIATION_OUTSIDE: usize = 88 * 64;
export const HARD: usize = 89 * 64;
export const LP_PEAK: usize = 90 * 64;
export const LP_WORST: usize = 91 * 64;
export const LEVERAGE_USED: usize = 92 * 64;
export const LAST_LIQUIDATION: usize = 93 * 64;
export const FLOW: usize = 94 * 64; // USD of forced flow in the block, negative for sales

// Exponentials of the block, computed for all lanes at once.
export const RELATIVE_MARK: usize = 95 * 64; // mark over initial price
export const HAZARD: usize = 96 * 64; // factor on the hazard of long closes and short opens
export const STAYING: usize = 97 * 64; // share of depth that would stay without a floor

// Memory of the five loops, behind what every block touches.
export const LOOPS: usize = 98 * 64;
const LOOP_ROWS: usize = <usize>LOOP_MEMORY;
export const LOOP_BYTES: usize = LOOP_ROWS * 64;

// What the forecasts remember (kernel/forecast.ts): features of the crunch classifier, then of the two others.
const AHEAD: usize = (98 + 5 * LOOP_ROWS) * 64;
export const FEATURES: usize = AHEAD;
export const LOG_VARIANCES: usize = AHEAD + 13 * 64; // of the annualised variance over four windows
export const SKEW_LAGS: usize = AHEAD + 17 * 64;
export const WINDOW_VARIANCES: usize = AHEAD + 23 * 64; // 1/s
export const MARK_BEFORE: usize = AHEAD + 27 * 64; // log mark, depth ratio and skew of the block before
export const DEPTH_BEFORE: usize = AHEAD + 28 * 64;
export const SKEW_BEFORE: usize = AHEAD + 29 * 64;

// Room for a probe (kernel/probe.ts): the actuator without its shift, and a block's scenario rows with a shifted price.
export const PROBE_SAVED: usize = AHEAD + 30 * 64;
export const PROBE_CELLS: usize = AHEAD + 31 * 64;

export const STATE_ROWS: usize = 98 + 5 * LOOP_ROWS + 31 + SCENARIO_ROWS;
export const COMMANDS: usize = 5; // margin, maintenance, funding, depth, cap
