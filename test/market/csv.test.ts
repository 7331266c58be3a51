// Reading of price files: formats of time, and every complaint with its line.
import { describe, expect, test } from "vitest";
import { parseBars } from "../../src/market/csv.ts";
import { joinPrices } from "../../src/market/price-history.ts";
import { UserError } from "../../src/numeric/user-error.ts";
import { csvOfReturns, priceFile, seededNormal, seededUniform } from "./synthetic-prices.ts";

const header = "t,open,high,low,close,volume";

function complaints(text: string): string[] {
  return parseBars("a.csv", text).problems.map(({ place, message }) => `${place}: ${message}`);
}

describe("times", () => {
  const bar = (time: string) => `${time},10,11,9,10,5`;

  test("seconds, milliseconds, microseconds and ISO text give the same bars", () => {
    const forms = [
      ["1722859200", "1722859260"],
      ["1722859200000", "1722859260000"],
      ["1722859200000000", "1722859260000000"],
      ["2024-08-05T12:00:00Z", "2024-08-05T12:01:00Z"],
      ["2024-08-05 12:00:00", "2024-08-05 12:01:00"],
      ["2024-08-05T14:00:00+02:00", "2024-08-05T14:01+0200"],
    ];
    for (const form of forms) {
      const { bars, problems } = parseBars("a.csv", [header, ...form.map(bar)].join("\r\n"));
      expect(problems).toEqual([]);
      expect(bars.map(({ time }) => time)).toEqual([1722859200, 1722859260]);
    }
  });

  test("column names may come in any order, case and company", () => {
    const { bars } = parseBars(
      "a.csv",
      "\uFEFFDate,Volume,Close,Low,High,Open,mark\n2024-08-05,5,10,9,12,11,7\n2024-08-06,5,10,9,12,11,7\n",
    );
    expect(bars[0]).toEqual({
      place: "a.csv line 2",
      time: 1722816000,
      open: 11,
      high: 12,
      low: 9,
      close: 10,
      volume: 5,
    });
  });
});

describe("complaints", () => {
  test("an empty file, a bare header and a missing column are named", () => {
    expect(complaints(" \n")).toEqual(["a.csv: found an empty file; expected a header line and bars"]);
    expect(complaints(header)).toEqual(["a.csv: found a header and no bars; expected one line for each bar"]);
    expect(complaints("when,open,high,low,close\n")[0]).toContain(
      "a.csv line 1: found no column t or time or timestamp or date, volume",
    );
  });

  test("unreadable numbers, impossible prices and misplaced extremes carry their line", () => {
    const rows = [
      "0,10,11,9,10,5",
      "60,ten,11,9,,5",
      "120,10,11,0,10,5",
      "180,10,9.5,9,10,5",
      "240,10,11,10.5,10,5",
      "x,10,11,9,10,-1",
    ];
    const found = complaints([header, ...rows].join("\n"));
    expect(found).toContainEqual(expect.stringMatching(/^a.csv line 3: found open "ten", close ""; expected numbers/));
    expect(found).toContainEqual(expect.stringMatching(/^a.csv line 7: found time "x"/));
    expect(found).toContain("a.csv line 4: found low 0; expected a price above 0");
    expect(found).toContain("a.csv line 5: found high 9.5 below open, close or low; expected the highest");
    expect(found).toContain("a.csv line 6: found low 10.5 above open or close; expected the lowest");
  });

  test("an exact repeat is dropped and counted, another price for the same time is refused", () => {
    const same = parseBars("a.csv", [header, "0,10,11,9,10,5", "0,10,11,9,10,5", "60,10,11,9,10,6"].join("\n"));
    expect([same.duplicates, same.bars.length, same.problems.length]).toEqual([1, 2, 0]);
    expect(complaints([header, "0,10,11,9,10,5", "0,10,11,9,10.5,5", "60,10,11,9,10,6"].join("\n"))).toEqual([
      "a.csv line 3: found the time of a.csv line 2 with other prices; keep one of them",
    ]);
  });

  test("a step back in time and a step shorter than a bar are refused", () => {
    const rows = [0, 60, 120, 90, 180, 210, 240, 300, 360].map((t) => `${t},10,11,9,10,${t}`);
    const found = complaints([header, ...rows].join("\n"));
    expect(found).toContain("a.csv line 5: found a time before that of a.csv line 4; sort the rows by time");
    expect(found).toContain("a.csv line 7: found a step of 30 s; expected bars of 60 s as in the rest of the file");
  });

  test("a file that misses most of its period is refused", () => {
    const rows = [0, 60, 120, 180, 2000].map((t) => `${t},10,11,9,10,${t}`);
    expect(complaints([header, ...rows].join("\n"))[0]).toContain("found 1 gaps that leave out 85 % of the period");
  });

  test("all files complain together, and a long list is cut with the number said", () => {
    const bad = [header, ...Array.from({ length: 15 }, (_, i) => `${i * 60},a,11,9,10,5`)].join("\n");
    const join = () => joinPrices([priceFile(bad, "a.csv"), priceFile(bad, "b.csv")], null);
    expect(join).toThrow(UserError);
    expect(join).toThrow(/^2 price files \(first 20 of 30\): 20 problems\n {2}a.csv line 2: /);
  });
});

describe("several files", () => {
  const normal = seededNormal(seededUniform(5));
  const [head, ...rows] = csvOfReturns(
    Array.from({ length: 40 }, () => 0.001 * normal()),
    60,
  )
    .trim()
    .split("\n");
  const part = (from: number, to: number, name: string) => priceFile([head, ...rows.slice(from, to)].join("\n"), name);

  test("files join in order of time, and a bar that two of them share counts once", () => {
    const joined = joinPrices([part(15, 40, "late.csv"), part(0, 20, "early.csv")], null);
    expect(joined.stretches.map((stretch) => stretch.length)).toEqual([40]);
    expect(joined.provenance).toMatchObject({
      bars: 40,
      duplicates: 5,
      gaps: 0,
      from: 1_600_000_200,
      to: 1_600_002_600,
    });
  });

  test("files that contradict each other or differ in bar size are refused", () => {
    const other = priceFile(part(0, 20, "").text.replace(/,1$/m, ",99"), "other.csv");
    expect(() => joinPrices([part(0, 20, "a.csv"), other], null)).toThrow(
      /other.csv line 2: found other prices than a.csv line 2/,
    );
    const hourly = priceFile(csvOfReturns([0, 0, 0.01], 3600, 1_700_000_000), "hourly.csv");
    expect(() => joinPrices([part(0, 20, "a.csv"), hourly], null)).toThrow(
      /hourly.csv: found bars of 3600 s; expected 60 s/,
    );
  });

  test("fine bars put together keep first open, last close, extremes and all volume", () => {
    const [stretch] = joinPrices([part(0, 40, "a.csv")], 300).stretches;
    const fine = joinPrices([part(0, 40, "a.csv")], null).stretches.flat();
    const bar = stretch?.[1];
    const group = fine.filter(({ time }) => bar !== undefined && time >= bar.time && time < bar.time + 300);
    expect(group.length).toBe(5);
    expect(bar).toMatchObject({
      open: group[0]?.open,
      close: group[4]?.close,
      high: Math.max(...group.map((b) => b.high)),
    });
    expect(bar?.volume).toBe(group.reduce((sum, { volume }) => sum + volume, 0));
  });
});
