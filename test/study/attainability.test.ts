// Limits on probabilities that no number of good paths can show: told before the night, not after it.
import { expect, test } from "vitest";
import { unattainableLimits } from "../../src/study/attainability.ts";
import { readStudy } from "../../src/study/study-file.ts";
import { studyFile } from "./small-study.ts";

function warnings(paths: number, limit: string): readonly string[] {
  const file = studyFile({
    objective: `{ losses: [{ metric: excessDrawdown }], constraints: [{ metric: insolvency, atMost: ${limit} }] }`,
    scenarios: `{ horizon: 1 h, paths: ${paths}, seed: 1, validation: { paths: 2000 } }`,
  });
  return unattainableLimits(readStudy(file).spec);
}

test("a limit of 1 % takes 368 paths without an event: 1 - 0.025^(1/368) <= 0.01", () => {
  expect(1 - 0.025 ** (1 / 367)).toBeGreaterThan(0.01);
  expect(1 - 0.025 ** (1 / 368)).toBeLessThanOrEqual(0.01);
  expect(warnings(367, "1 %")).toHaveLength(1);
  expect(warnings(367, "1 %")[0]).toContain("it takes 368 paths");
  expect(warnings(368, "1 %")).toEqual([]);
});
