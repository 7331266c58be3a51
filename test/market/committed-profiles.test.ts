// The committed market profiles are what `calibrate` makes of the shared price data: values, periods and file hashes.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { calibrateMarket } from "../../src/market/calibration.ts";
import { readPriceFile } from "../../src/market/price-file.ts";
import { joinPrices } from "../../src/market/price-history.ts";

const root = join(import.meta.dirname, "../..");
const data = join(root, "../shared/data");

const file = z.object({ name: z.string(), sha256: z.string() });
const source = z.object({ barSeconds: z.number(), files: z.array(file) });
const profile = z.object({
  values: z.record(z.string(), z.number()),
  provenance: z.object({ volatility: source, jumps: source }),
});

function paths(): Map<string, string> {
  const names = readdirSync(data, { recursive: true, encoding: "utf8" });
  return new Map(names.map((name) => [basename(name), join(data, name)]));
}

describe.skipIf(!existsSync(data))("profiles (skipped where the shared price data are absent)", () => {
  test.each(["btc", "eth", "sol"])("%s is reproduced from the files it names", (name) => {
    const found = paths();
    const { values, provenance } = profile.parse(
      parse(readFileSync(join(root, "configs/markets", `${name}.yaml`), "utf8")),
    );
    const read = ({ files, barSeconds }: z.infer<typeof source>) => {
      const places = files.map((row) => found.get(row.name) ?? row.name);
      const hashes = places.map((path) => createHash("sha256").update(readFileSync(path)).digest("hex"));
      expect(hashes).toEqual(files.map(({ sha256 }) => sha256));
      return joinPrices(places.map(readPriceFile), barSeconds);
    };
    const options = { name, rule: "threshold", threshold: null, jumpSize: "matched" } as const;
    const again = calibrateMarket(read(provenance.volatility), read(provenance.jumps), options);
    expect(again.values).toEqual(values);
  });
});
