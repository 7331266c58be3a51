// flyball calibrate: price files in, a market profile out.
import type { CommandModule } from "yargs";
import type { PriceHistory } from "../market/price-history.ts";

interface Args {
  readonly prices: readonly string[];
  readonly name: string | undefined;
  readonly out: string | undefined;
  readonly force: boolean;
  readonly threshold: number | undefined;
  readonly jumps: "threshold" | "bipower";
  readonly "jump-prices": readonly string[] | undefined;
  readonly "jump-size": "measured" | "matched";
  readonly bar: string | undefined;
  readonly comment: string;
  readonly json: boolean;
}

export const calibrate: CommandModule<object, Args> = {
  command: "calibrate <prices..>",
  describe: "Estimate volatility and jumps from price files (CSV, plain or gzip) and write a market profile",
  builder: (yargs) =>
    yargs
      .positional("prices", {
        type: "string",
        array: true,
        demandOption: true,
        describe: "OHLCV files of one market, one bar size",
      })
      .option("name", { type: "string", describe: "Name of the market [the first file's name]" })
      .option("out", { type: "string", describe: "Write the profile here, for example configs/markets/eth.yaml" })
      .option("force", { type: "boolean", default: false, describe: "Write over an existing --out" })
      .option("jumps", {
        choices: ["threshold", "bipower"] as const,
        default: "threshold" as const,
        describe: "How jumps are told",
      })
      .option("threshold", {
        type: "number",
        describe: "Limit of the jump rule [threshold: 1 % of the largest; bipower: 3.09]",
      })
      .option("jump-prices", { type: "string", array: true, describe: "Take the jumps from these files instead" })
      .option("jump-size", {
        choices: ["measured", "matched"] as const,
        default: "measured" as const,
        describe: "matched: scale jumps so that the total volatility of <prices> comes out",
      })
      .option("bar", {
        type: "string",
        describe: "Put finer bars of the jump data together to this size, for example 5m",
      })
      .option("comment", { type: "string", default: "", describe: "Sentences for the opening comment of the profile" })
      .option("json", { type: "boolean", default: false, describe: "Print the profile as JSON" }),
  handler: async (args) => {
    const [{ calibrateMarket }, { profileText }, { refuseExisting, writeProfile }, { profileTable }] =
      await Promise.all([
        import("../market/calibration.ts"),
        import("../market/profile-file.ts"),
        import("../market/profile-output.ts"),
        import("../market/profile-table.ts"),
      ]);
    if (args.out !== undefined) refuseExisting(args.out, args.force);
    const { prices, jumpPrices } = await histories(args);
    const name = args.name ?? (prices.provenance.files[0]?.name ?? "market").replace(/\.csv(\.gz)?$/i, "");
    const profile = calibrateMarket(prices, jumpPrices, {
      name,
      rule: args.jumps,
      threshold: args.threshold ?? null,
      jumpSize: args["jump-size"],
    });
    console.log(args.json ? JSON.stringify(profile, null, 2) : profileTable(profile));
    for (const note of profile.notes) console.error(`note: ${note}`);
    if (args.out === undefined) return;
    writeProfile(args.out, profileText(profile, args.comment), args.force);
    console.error(`wrote ${args.out}`);
  },
};

interface Histories {
  readonly prices: PriceHistory;
  readonly jumpPrices: PriceHistory;
}

async function histories({ prices, "jump-prices": jumpPaths, bar }: Args): Promise<Histories> {
  const [{ parseDuration }, { readPriceFile }, { joinPrices }] = await Promise.all([
    import("../market/duration.ts"),
    import("../market/price-file.ts"),
    import("../market/price-history.ts"),
  ]);
  const barSeconds = bar === undefined ? null : parseDuration("--bar", bar);
  const read = (paths: readonly string[], coarser: number | null) => joinPrices(paths.map(readPriceFile), coarser);
  if (jumpPaths === undefined) {
    const all = read(prices, barSeconds);
    return { prices: all, jumpPrices: all };
  }
  return { prices: read(prices, null), jumpPrices: read(jumpPaths, barSeconds) };
}
