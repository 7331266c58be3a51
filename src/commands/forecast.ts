// flyball forecast: forecasters trained on a study's search paths, judged on the others, written as a profile.
import type { CommandModule } from "yargs";

interface Args {
  readonly study: string;
  readonly out: string | undefined;
  readonly force: boolean;
  readonly json: boolean;
}

export const forecast: CommandModule<object, Args> = {
  command: "forecast <study>",
  describe: "Train forecasters of volatility, skew and crunches on a study's paths and write them as a profile",
  builder: (yargs) =>
    yargs
      .positional("study", { type: "string", demandOption: true, describe: "Study file (YAML)" })
      .option("out", { type: "string", describe: "Write the profile here, for example configs/forecasters/eth.yaml" })
      .option("force", { type: "boolean", default: false, describe: "Write over an existing --out" })
      .option("json", { type: "boolean", default: false, describe: "Print scores and closed-loop value as JSON" }),
  handler: async ({ study, out, force, json }) => {
    const [{ findForecasters, readUnforecast }, { forecastProfile }, { refuseExisting, writeProfile }, text] =
      await Promise.all([
        import("../study/forecast-study.ts"),
        import("../study/forecast-profile.ts"),
        import("../market/profile-output.ts"),
        import("../report/forecast-text.ts"),
      ]);
    if (out !== undefined) refuseExisting(out, force);
    const findings = findForecasters(readUnforecast(study));
    console.log(json ? text.forecastJson(findings) : text.forecastText(findings));
    if (out === undefined) return;
    const name = out.replace(/^.*[\\/]/, "").replace(/\.ya?ml$/i, "");
    writeProfile(out, forecastProfile(name, findings), force);
    console.error(`wrote ${out}`);
  },
};
