// What this program takes and reaches, each measured on the spot: npm run bench -- plant | overhead | workers | search | report
import { UserError } from "../src/numeric/user-error.ts";
import { readOptions } from "./bench/options.ts";

const expected =
  "expected plant (the kernel), overhead (a study's own time per trial), workers (1 against 2 threads), search (beside the peers: efforts, fronts and few evaluations, or with --problem any strategy on TB-1) or report (of up to 100,000 trials)";

/** Runs the measurement that the command line names; only its own modules are loaded. */
async function main([subject, ...rest]: readonly string[]): Promise<void> {
  switch (subject) {
    case "plant": {
      const { measurePlant, plantRules } = await import("./bench/plant.ts");
      if (rest.length > 0) return measurePlant(readOptions("bench plant", rest, plantRules));
      return (await import("./bench/plant-table.ts")).comparePlants();
    }
    case "overhead":
      readOptions("bench overhead", rest, {});
      return (await import("./bench/overhead.ts")).measureOverhead();
    case "workers":
      readOptions("bench workers", rest, {});
      return (await import("./bench/workers.ts")).measureWorkers();
    case "search":
      if (rest.some((word) => word.startsWith("--problem")))
        return (await import("./bench/tb1/measure.ts")).measureTuning(rest);
      return (await import("./bench/search.ts")).measureSearch(rest);
    case "report":
      readOptions("bench report", rest, {});
      return (await import("./bench/report.ts")).measureReport();
    default: // the command line is open: anything can be typed
      throw new UserError("bench", [{ place: "", message: `found ${subject ?? "nothing"}; ${expected}` }]);
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exitCode;
}
