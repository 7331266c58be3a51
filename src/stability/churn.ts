// How much a command moves because sensors are noisy.
import { h2Norm } from "../control/analysis/h2-norm.ts";
import { feedback } from "../control/linear/connect.ts";
import { delayed } from "../control/linear/delays.ts";
import { affine } from "../control/linear/response.ts";
import type { StateSpace } from "../control/linear/state-space.ts";
import type { TransferFunction } from "../control/linear/transfer-function.ts";
import { closedResponse } from "./closed-response.ts";
import { type OpenLoop, openLoop } from "./loops.ts";

/** Longest delay, in blocks, that is modelled by shift states; a longer one is played block by block. */
const SHORT_DELAY = 24;
/** The response is added up until a window of so many blocks, or of eight delays, adds less than this share. */
const WINDOW = 1024;
const SHARE = 1e-9;
const MOST_BLOCKS = 2_000_000;

/**
 * Standard deviation of the command (in its unit) of a stable loop when every sensor errs by white noise of deviation 1 a
 * block: the H2 norm of S K. The command of closed loop and noise n is u = K n - L u.
 */
export function churn(loop: OpenLoop): number {
  const [branch, ...others] = loop.branches;
  if (branch !== undefined && others.length === 0 && loop.delay <= SHORT_DELAY) {
    return h2Norm(feedback(branch.controller, delayed(branch.plant, loop.delay), 1));
  }
  const L = openLoop(loop);
  return Math.sqrt(loop.branches.reduce((sum, { controller }) => sum + energy(L, controller), 0));
}

/** Sum of the squared impulse responses of S K, of one sensor. */
function energy(L: TransferFunction, controller: StateSpace): number {
  const window = Math.max(WINDOW, 8 * L.delay);
  let [total, recent, block] = [0, 0, 0];
  for (const u of closedResponse(L, impulseOf(controller))) {
    recent += u * u;
    block++;
    if (block % window !== 0) continue;
    total += recent;
    if (recent <= SHARE * total || block >= MOST_BLOCKS) return total;
    recent = 0;
  }
  return total;
}

/** D, C B, C A B, ...: one call a block. */
function impulseOf({ A, B, C, D }: StateSpace): (block: number) => number {
  let x: Float64Array = new Float64Array(A.rows);
  return (block) => {
    const u = Float64Array.of(block === 0 ? 1 : 0);
    const y = affine(C, x, D, u)[0] ?? Number.NaN;
    x = affine(A, x, B, u);
    return y;
  };
}
