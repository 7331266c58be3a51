// Threads on one shared plant: what they play at the same time is what one thread plays alone, and a failure is a result.
import { expect, test } from "vitest";
import { kernelModule } from "../../src/simulate/module.ts";
import { slotOf, vectorOf } from "../../src/simulate/parameters.ts";
import { createPlant, openPlant } from "../../src/simulate/plant.ts";
import { evaluate } from "../../src/study/evaluate.ts";
import { createPool } from "../../src/study/pool.ts";

const values = { "time.blocks": 600, "book.slots": 200, "shock.size": -0.2, "shock.block": 100 };
const family = { seed: 5, paths: 16 };

function candidates(count: number): Float64Array[] {
  return Array.from({ length: count }, (_, n) =>
    vectorOf({ ...values, "margin.stressRise": n / 4, "cap.stressRelief": n }),
  );
}

test("three threads at once give what one thread gives alone, and a thread plays alike after another candidate", async () => {
  const vectors = candidates(12);
  const alone = openPlant(kernelModule(), createPlant(kernelModule(), vectorOf(values), family, 1), 0);
  const expected = vectors.map((vector) => evaluate(alone, { vector, seed: family.seed, keepOutcomes: true }));
  const pool = createPool(createPlant(kernelModule(), vectorOf(values), family, 3));
  try {
    const found = await Promise.all(
      vectors.map((vector) => pool.evaluate({ vector, seed: family.seed, keepOutcomes: true })),
    );
    expect(found).toEqual(expected);
  } finally {
    await pool.close();
  }
});

test("a candidate that leaves the world of its plant fails by name, and the others go on", async () => {
  const foreign = vectorOf(values);
  foreign[slotOf("book.slots") ?? 0] = 10;
  const pool = createPool(createPlant(kernelModule(), vectorOf(values), family, 2));
  const play = (vector: Float64Array) => pool.evaluate({ vector, seed: family.seed, keepOutcomes: false });
  try {
    const [good, bad, after] = await Promise.all([play(vectorOf(values)), play(foreign), play(vectorOf(values))]);
    expect(good).toMatchObject({ ok: true });
    expect(after).toEqual(good);
    expect(bad).toMatchObject({ ok: false, failure: { name: "evaluation-error", seed: 5, path: -1 } });
  } finally {
    await pool.close();
  }
});

test("closing a pool ends what is under way as a failure of its candidate", async () => {
  const long = vectorOf({ ...values, "time.blocks": 20000 });
  const pool = createPool(createPlant(kernelModule(), long, { seed: 1, paths: 64 }, 1));
  const running = pool.evaluate({ vector: long, seed: 1, keepOutcomes: false });
  await pool.close();
  expect(await running).toMatchObject({ ok: false, failure: { name: "worker-died" } });
});
