import { readStudy } from "./src/study/study-file.ts";
import { stabilityOf } from "./src/study/stability.ts";
import { stabilityFigures } from "./src/report/stability-figures.ts";
for (const [f, sets] of [["configs/bench/bp2-reference.yaml", {}], ["configs/bench/bp2-reference.yaml", { "funding.feedForward": "0" }], ["configs/eth-perp-overnight.yaml", {}], ["configs/eth-perp-overnight.yaml", { "funding.kp": "0.3", "depth.kp": "-1" }], ["configs/quickstart.yaml", {}]] as const) {
  const v = readStudy(f, sets).spec.values;
  let t = process.cpuUsage().user; const a = stabilityOf(v); const t1 = process.cpuUsage().user;
  const n = stabilityFigures([{ set: "today", title: "t", analysis: a, latency: null }]).length; const t2 = process.cpuUsage().user;
  console.log(f, JSON.stringify(sets), "analyse ms", (t1 - t) / 1e3, "figures", n, (t2 - t1) / 1e3, a.perChannel.map((c) => c.channel + c.all.length).join());
}
