// State feedback from weights: regulator with integrator and price on moving, on a Kalman predictor, small enough for the
// kernel. Specification: control 3.3 CS3.
//
// Delays are shift states of the model while they fit into the kernel's twelve states; a longer delay line is first reduced
// together with the plant by balanced truncation, and the loop is then judged with the delay as it is.
import { Matrix } from "ml-matrix";
import { balancedTruncation } from "../control/analysis/balanced-truncation.ts";
import { type Channel, channelNames } from "../control/channels.ts";
import { COMPENSATOR_STATES } from "../control/compensator.ts";
import { feedback } from "../control/linear/connect.ts";
import { delayed } from "../control/linear/delays.ts";
import type { StateSpace } from "../control/linear/state-space.ts";
import { structureNames } from "../control/loop-parameters.ts";
import { kalmanFilter } from "../control/synthesis/kalman.ts";
import { type Regulator, regulator } from "../control/synthesis/regulator.ts";
import { spectralRadius } from "../numeric/eigenvalues.ts";
import { besideEachOther, columns, placeBlock } from "../numeric/matrix-blocks.ts";
import { UserError } from "../numeric/user-error.ts";
import { type Compensator, type MatrixLike, withCompensator } from "../simulate/compensator-tail.ts";
import { analyticModel, type ChannelModel } from "./channel-model.ts";
import { valueIn } from "./setting.ts";

/** Longest delay, in blocks, whose shift states are reduced in a few milliseconds. */
const LONGEST_DELAY = 60;

/** Models by channel; the analytic one where there is none. */
export type ChannelModels = Readonly<Partial<Record<Channel, ChannelModel>>>;

/**
 * The compensator of a channel's weights: u = w - Kx x - Ki q - Ku w with x the predicted state, q the integral of the
 * measurement and w the output that was sent. What limits leave of an output discharges q as fast as the loop itself
 * settles, so that it does not wind up.
 * @param model measurement as deviation from the set point
 * @throws UserError for a delay that is too long, and where the loop with its full delay would not be stable
 */
export function compensatorOf(vector: Float64Array, channel: Channel, model: ChannelModel): Compensator {
  const weight = (name: string): number => valueIn(vector, `${channel}.${name}`);
  const integrates = weight("integralWeight") > 0;
  const plant = smallModel(channel, model, COMPENSATOR_STATES - (integrates ? 2 : 1));
  const period = plant.command.sampleTime;
  const gains = regulator(plant.command, {
    integrated: integrates ? [0] : [],
    weights: {
      state: plant.command.C.transpose().mmul(plant.command.C).mul(weight("outputWeight")),
      integral: Matrix.eye(integrates ? 1 : 0, integrates ? 1 : 0).mul(weight("integralWeight")),
      input: new Matrix([[weight("inputWeight")]]),
      rate: new Matrix([[weight("rateWeight") / period ** 2]]),
    },
  });
  const { L } = kalmanFilter(plant.command.A, plant.command.C, {
    Q: plant.disturbance.mmul(plant.disturbance.transpose()).mul(weight("processNoise") ** 2),
    R: new Matrix([[weight("measurementNoise") ** 2 / period ** 2]]),
  });
  const compensator = assembled(plant.command, gains, L);
  const radius = spectralRadius(closedLoopOf(model, compensator).A);
  if (radius < 1) return compensator;
  throw new UserError(`${channel}.structure`, [
    {
      place: "state",
      message: `found an unstable loop (spectral radius ${radius}) with the delay of ${model.delay} blocks; expected one below 1; raise ${channel}.inputWeight or ${channel}.rateWeight`,
    },
  ]);
}

/**
 * The vector with a compensator for every loop of structure `state`; the vector itself where there is none.
 * @throws UserError as `compensatorOf`, and for a channel without a model
 */
export function withStateFeedback(vector: Float64Array, models: ChannelModels): Float64Array {
  const state = structureNames.indexOf("state");
  return channelNames
    .filter((channel) => valueIn(vector, `${channel}.structure`) === state)
    .reduce((grown, channel) => {
      const model = models[channel] ?? analyticModel(vector, channel);
      return withCompensator(grown, channel, compensatorOf(vector, channel, model));
    }, vector);
}

/** The loop in deviations, from a disturbance at the measurement to the measurement; limits and dead band left out. */
export function closedLoopOf({ perBlock, delay }: ChannelModel, compensator: Compensator): StateSpace {
  return feedback(delayed(perBlock, delay), controllerOf(perBlock, compensator), 1);
}

/**
 * From the measurement to the output, with its own output fed back, as it runs while no limit acts:
 * x+ = (F - H K) x + (G - H Ky) y, u = -K x - Ky y.
 */
export function controllerOf(
  { sampleTime, timeUnit }: Pick<StateSpace, "sampleTime" | "timeUnit">,
  compensator: Compensator,
): StateSpace {
  const [F, G, H, K] = [
    matrixOf(compensator.F),
    matrixOf(compensator.G),
    matrixOf(compensator.H),
    matrixOf(compensator.K),
  ];
  const { Ky } = compensator;
  return {
    A: Matrix.sub(F, H.mmul(K)),
    B: Matrix.sub(G, Matrix.mul(H, Ky)),
    C: Matrix.mul(K, -1),
    D: new Matrix([[-Ky]]),
    sampleTime,
    timeUnit,
  };
}

function matrixOf(m: MatrixLike): Matrix {
  const columnsOf = (row: number): number[] => Array.from({ length: m.columns }, (_, j) => m.get(row, j));
  return new Matrix(Array.from({ length: m.rows }, (_, i) => columnsOf(i)));
}

/** The model that is designed on, and how what disturbs the plant enters its states. */
interface DesignModel {
  readonly command: StateSpace;
  readonly disturbance: Matrix;
}

/** Plant behind its delay line, with at most `most` states. The disturbance enters behind the delay. */
function smallModel(channel: Channel, { perBlock, delay }: ChannelModel, most: number): DesignModel {
  const whole = delayed(perBlock, delay);
  const disturbance = Matrix.zeros(whole.A.rows, 1);
  placeBlock(disturbance, perBlock.B, whole.A.rows - perBlock.A.rows, 0);
  if (whole.A.rows <= most) return { command: whole, disturbance };
  if (delay > LONGEST_DELAY) {
    const message = `found ${delay} blocks; expected at most ${LONGEST_DELAY} for ${channel}.structure: state; shorten the delay or use pid`;
    throw new UserError(`state feedback of ${channel}`, [{ place: "delay.command", message }]);
  }
  const both = { ...whole, B: besideEachOther([whole.B, disturbance], whole.A.rows), D: Matrix.zeros(1, 2) };
  const { model } = balancedTruncation(both, most);
  return { command: { ...model, B: columns(model.B, 0, 1), D: whole.D }, disturbance: columns(model.B, 1, 2) };
}

/** States: prediction, integral where there is one, output sent. */
function assembled({ A, B, C, sampleTime }: StateSpace, { Kx, Ki, Ku, extended }: Regulator, L: Matrix): Compensator {
  const [n, integrals] = [A.rows, Ki.columns];
  const order = n + integrals + 1;
  const gain = Ku === null ? 0 : Ku.get(0, 0);
  const K = besideEachOther([Kx, Ki, new Matrix([[gain - 1]])], 1);
  const [F, G, H] = [Matrix.zeros(order, order), Matrix.zeros(order, 1), Matrix.zeros(order, 1)];
  placeBlock(F, Matrix.sub(A, L.mmul(C)), 0, 0);
  placeBlock(G, L, 0, 0);
  placeBlock(H, B, 0, 0);
  H.set(order - 1, 0, 1);
  if (integrals === 1) {
    const back = -(1 - extended.measure) / Ki.get(0, 0); // q+ = q + T y + back (sent - asked), asked = -K (x, q, w)
    for (let j = 0; j < order; j++) F.set(n, j, back * K.get(0, j) + (j === n ? 1 : 0));
    G.set(n, 0, sampleTime);
    H.set(n, 0, back);
  }
  return { order, F, G, H, K, Ky: 0 };
}
