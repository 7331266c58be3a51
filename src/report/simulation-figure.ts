// The figures of one simulated parameter set, and of today's set beside the proposed one: mark price and drawdown.
import type { Fans } from "./fan.ts";
import { type FanPanel, fanFigure } from "./fan-figure.ts";
import { palette } from "./palette.ts";
import type { Figure } from "./section.ts";

const dashed = " Dashed, on the right: where the outer band of today's set lies.";

const reading = "Line: median at each time; dark band: the middle half of the paths; light band: 90 % of them.";

/** Fan charts of one parameter set, for `flyball simulate`. */
export function simulationFigures(title: string, fans: Fans): readonly Figure[] {
  return fanFigures([{ title, fans, colour: palette.proposed }], "simulated paths");
}

/** Fan charts of today's set and, where there is one, the proposed set, on the same axes. */
export function comparisonFigures(today: Fans, proposed: Fans | null): readonly Figure[] {
  const right = proposed === null ? [] : [{ title: "Proposed", fans: proposed, colour: palette.proposed }];
  return fanFigures(
    [{ title: "Today", fans: today, colour: palette.today }, ...right],
    "the same validation paths",
    proposed === null ? "" : dashed,
  );
}

interface TitledFans {
  readonly title: string;
  readonly fans: Fans;
  readonly colour: string;
}

function fanFigures(sets: readonly TitledFans[], paths: string, note = ""): readonly Figure[] {
  const panels = (of: "mark" | "drawdown"): FanPanel[] =>
    sets.map(({ title, fans, colour }) => ({ title, colour, series: fans[of] }));
  return [
    {
      name: "mark",
      caption: `Mark price over ${paths}. ${reading}${note}`,
      svg: fanFigure(panels("mark"), { title: "Mark price over time", label: "Mark price (USD)", divisor: 1 }),
    },
    {
      name: "drawdown",
      caption: `Drawdown of the mark price from its running maximum over ${paths}. ${reading}${note}`,
      svg: fanFigure(panels("drawdown"), { title: "Drawdown over time", label: "Drawdown (%)", divisor: 0.01 }),
    },
  ];
}
