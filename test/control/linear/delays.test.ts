// Delays as shift states against multiplication by z^-d and shifted responses.
import { describe, expect, test } from "vitest";
import { delayed, delayedInputs, delayedOutputs, wholeSamples } from "../../../src/control/linear/delays.ts";
import { frequencyResponse } from "../../../src/control/linear/frequency-response.ts";
import { impulseResponse } from "../../../src/control/linear/response.ts";
import { cos, sin } from "../../../src/numeric/trigonometric.ts";
import { randomSystem } from "../../oracle/random-system.ts";

const system = randomSystem({ n: 3, m: 2, p: 2 }, 20);

test("a delay of d samples multiplies the response by z^-d", () => {
  for (const d of [0, 1, 4]) {
    for (const w of [0, 0.4, 2]) {
      const [plain, late] = [frequencyResponse(system, w), frequencyResponse(delayed(system, d), w)];
      const [c, s] = [cos(w * d), -sin(w * d)];
      for (const [i, j] of [
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
      ] as const) {
        const [re, im] = [plain.re.get(i, j), plain.im.get(i, j)];
        expect(late.re.get(i, j)).toBeCloseTo(re * c - im * s, 13);
        expect(late.im.get(i, j)).toBeCloseTo(re * s + im * c, 13);
      }
    }
  }
});

test("each input and each output has its own delay, to the last bit", () => {
  const plain = impulseResponse(system, 12);
  const inputs = impulseResponse(delayedInputs(system, [3, 0]), 12);
  const outputs = impulseResponse(delayedOutputs(system, [0, 5]), 12);
  for (let k = 0; k < 12; k++) {
    for (const i of [0, 1]) {
      expect(inputs[k]?.get(i, 0)).toBe(k < 3 ? 0 : plain[k - 3]?.get(i, 0));
      expect(inputs[k]?.get(i, 1)).toBe(plain[k]?.get(i, 1));
      expect(outputs[k]?.get(0, i)).toBe(plain[k]?.get(0, i));
      expect(outputs[k]?.get(1, i)).toBe(k < 5 ? 0 : plain[k - 5]?.get(1, i));
    }
  }
});

describe("delays that are not whole", () => {
  test("a dead time becomes a number of samples, rounding forgiven", () => {
    expect(wholeSamples(36, 12)).toBe(3);
    expect(wholeSamples(0.3, 0.1)).toBe(3); // 0.3 / 0.1 = 2.9999999999999996
    expect(wholeSamples(0, 12)).toBe(0);
  });

  test("other dead times are refused with the nearest multiples", () => {
    expect(() => wholeSamples(30, 12)).toThrow(
      "found 30; expected a multiple of the sample time 12; the nearest multiples are 24 and 36",
    );
    expect(() => wholeSamples(-12, 12)).toThrow("found -12; expected 0 or more");
    expect(() => delayed(system, 1.5)).toThrow(
      "found 1.5; expected a whole number of samples >= 0; the nearest are 1 and 2",
    );
    expect(() => delayedInputs(system, [-1, 0])).toThrow("steps[0]: found -1");
    expect(() => delayedInputs(system, [1])).toThrow("steps, one for each input: found 1; expected 2");
  });

  test("models in continuous time have no shift states", () => {
    expect(() => delayed({ ...system, sampleTime: 0 }, 2)).toThrow("continuous time");
  });
});
