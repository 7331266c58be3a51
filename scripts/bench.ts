// What this program takes and reaches, each measured on the spot: npm run bench -- plant | overhead | workers | search | fronts |
// report
import { UserError } from "../src/numeric/user-error.ts";
import { readOptions } from "./bench/options.ts";
import { measureOverhead } from "./bench/overhead.ts";
import { measurePlant, plantRules } from "./bench/plant.ts";
import { comparePlants } from "./bench/plant-table.ts";
import { measureReport } from "./bench/report.ts";
import { measureSearch } from "./bench/search.ts";
import { measureFronts } from "./bench/search-multi.ts";
import { measureTuning } from "./bench/tb1/measure.ts";
import { measureWorkers } from "./bench/workers.ts";

const expected =
  "expected plant (the kernel), overhead (a study's own time per trial), workers (1 against 2 threads), search (CMA-ES on BBOB, with --few beside turbo, or with --problem any strategy on TB-1), fronts (multi-objective searches) or report (of up to 100,000 trials)";

/** Runs the measurement that the command line names. */
async function main([subject, ...rest]: readonly string[]): Promise<void> {
  switch (subject) {
    case "plant":
      return rest.length === 0 ? comparePlants() : measurePlant(readOptions("bench plant", rest, plantRules));
    case "overhead":
      readOptions("bench overhead", rest, {});
      return measureOverhead();
    case "workers":
      readOptions("bench workers", rest, {});
      return measureWorkers();
    case "search":
      return rest.some((word) => word.startsWith("--problem")) ? measureTuning(rest) : measureSearch(rest);
    case "fronts":
      readOptions("bench fronts", rest, {});
      return measureFronts();
    case "report":
      readOptions("bench report", rest, {});
      return measureReport();
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
