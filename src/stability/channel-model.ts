// The linear model that a channel's state feedback is made from, in samples of one block: analytic, or identified.
import { Matrix, solve } from "ml-matrix";
import type { Channel } from "../control/channels.ts";
import { series } from "../control/linear/connect.ts";
import type { StateSpace } from "../control/linear/state-space.ts";
import { sensorNames } from "../control/sensors.ts";
import { expm1 } from "../numeric/elementary.ts";
import { matrixExponential } from "../numeric/matrix-exponential.ts";
import { matrixLogarithm } from "../numeric/matrix-logarithm.ts";
import { UserError } from "../numeric/user-error.ts";
import { type IdentifiedModel, stateSpaceOfRecord } from "./identified-model.ts";
import { valueIn } from "./setting.ts";
import { type ChannelPlant, depthPlant, fundingPlant, marginPlant } from "./slow-block.ts";
import { restingSkew } from "./turnover.ts";

/** Command to measurement, in samples of one block, and the blocks by which a command arrives late. */
export type ChannelModel = Pick<ChannelPlant, "perBlock" | "delay">;

const DAY = 86400;

/** What the loop of a channel measures. */
function sensorOf(vector: Float64Array, channel: Channel): string {
  return sensorNames[valueIn(vector, `${channel}.sensor`)] ?? "none";
}

/**
 * The analytic model at the point where volatility is normal, depth at rest and the skew that of the vector.
 * @throws UserError where there is none for what the loop measures
 */
export function analyticModel(vector: Float64Array, channel: Channel): ChannelModel {
  const point = { name: "nominal", volatility: 1, skew: restingSkew(vector), depth: 1 };
  const sensor = sensorOf(vector, channel);
  const plant =
    channel === "funding" && sensor === "skew"
      ? fundingPlant(vector, point)
      : channel === "depth" && sensor === "depth"
        ? depthPlant(vector, point)
        : channel === "margin" && sensor === "volatility"
          ? marginPlant(vector, point)
          : null;
  if (plant !== null) return plant;
  const remedy = "identify the channel and name its model under models, or choose another structure";
  const known = "funding on skew, depth on depth, margin on volatility below a loop gain of 1";
  throw new UserError(`${channel}.structure`, [
    { place: "state", message: `found no linear model from ${channel} to ${sensor}; there are ${known}; ${remedy}` },
  ]);
}

/**
 * The identified model in samples of one block, behind the actuator's own lag.
 * @throws UserError for a record that was refused, that is of another measurement, or that cannot be sampled finer
 */
export function identifiedModel(vector: Float64Array, channel: Channel, record: IdentifiedModel): ChannelModel {
  const problem = mismatch(vector, channel, record);
  const subject = `model of ${channel} to ${record.output} at ${record.point.name}`;
  if (problem !== null) throw new UserError(subject, [{ place: "", message: problem }]);
  const block = valueIn(vector, "time.block") / DAY;
  const perBlock = sampledFiner(stateSpaceOfRecord(record), Math.round(record.sampleTime / block));
  const delay = valueIn(vector, "delay.command");
  return { perBlock: channel === "depth" ? series(incentiveLag(vector), perBlock) : perBlock, delay };
}

function mismatch(vector: Float64Array, channel: Channel, record: IdentifiedModel): string | null {
  if (record.channel !== channel) return `found a model of ${record.channel}; expected one of ${channel}`;
  if (!record.verdict.accepted) return `found a model that was refused: ${record.verdict.words}`;
  const sensor = sensorOf(vector, channel);
  if (record.output !== sensor) return `found a model to ${record.output}; expected ${sensor}, what the loop measures`;
  const samples = record.sampleTime / (valueIn(vector, "time.block") / DAY);
  if (samples > 0.5 && Math.abs(samples - Math.round(samples)) < 1e-6 * samples) return null;
  return `found samples of ${samples} blocks; expected whole blocks; identify it with this time.block`;
}

/** The incentive in force follows what is commanded, in the kernel's recursion: x+ = (1 - a) x + a u, and x+ acts. */
function incentiveLag(vector: Float64Array): StateSpace {
  const block = valueIn(vector, "time.block");
  const a = -expm1(-block / valueIn(vector, "depth.commandTime"));
  const one = (x: number): Matrix => new Matrix([[x]]);
  return { A: one(1 - a), B: one(a), C: one(1 - a), D: one(a), sampleTime: block / DAY, timeUnit: "day" };
}

/**
 * The same model in samples `count` times as short, its input held as before.
 * @throws UserError for a pole that is zero or negative: no shorter sampling has it
 */
export function sampledFiner(model: StateSpace, count: number): StateSpace {
  if (count === 1) return model;
  const A = matrixExponential(Matrix.mul(logarithm(model.A), 1 / count));
  let [sum, power] = [Matrix.zeros(A.rows, A.rows), Matrix.eye(A.rows, A.rows)];
  for (let k = 0; k < count; k++) {
    sum = Matrix.add(sum, power);
    power = A.mmul(power);
  }
  return { ...model, A, B: solve(sum, model.B), sampleTime: model.sampleTime / count };
}

function logarithm(A: Matrix): Matrix {
  try {
    return matrixLogarithm(A);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const remedy = "identify the channel with shorter samples or fewer states";
    const words = error.problems.map(({ message }) => message).join("; ");
    throw new UserError("sampling in blocks", [{ place: "A", message: `${words}; ${remedy}` }]);
  }
}
