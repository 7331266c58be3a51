// Speeds of this program, each measured on the spot: npm run bench -- plant | overhead | workers
import { UserError } from "../src/numeric/user-error.ts";
import { readOptions } from "./bench/options.ts";
import { measureOverhead } from "./bench/overhead.ts";
import { measurePlant, plantRules } from "./bench/plant.ts";
import { comparePlants } from "./bench/plant-table.ts";
import { measureWorkers } from "./bench/workers.ts";

const expected =
  "expected plant (the kernel), overhead (a study's own time per trial) or workers (1 against 2 threads)";

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
