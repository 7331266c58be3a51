// The text that the chain stores with a proposal: what changes, and the hashes of the study that justifies it.
import type { Description } from "./payload.ts";
import type { ProposalBody } from "./proposal-body.ts";

type Described = Pick<
  ProposalBody,
  "study" | "trial" | "specHash" | "resultsHash" | "codeVersion" | "integers" | "protocol"
>;

/** Depends on nothing but the recorded study and the planned integers, so that a verifier gets the same bytes. */
export function descriptionOf(body: Described): Description {
  const moved = movedOf(body);
  const changes = moved.map(
    ({ chainName, today, proposed, unit }) => `- ${chainName}: ${today} -> ${proposed} (${unit})`,
  );
  return {
    title: `Adjust ${counted(moved.length, "parameter")} of ${subjectOf(body)} (flyball study ${body.study}, trial ${body.trial})`,
    text: [
      ...changes,
      "",
      `Study SHA-256 ${body.specHash}, results SHA-256 ${body.resultsHash}, code flyball ${body.codeVersion}.`,
    ].join("\n"),
  };
}

/** The integers that the proposal writes. */
export function movedOf({ integers }: Pick<ProposalBody, "integers">): ProposalBody["integers"] {
  return integers.filter(({ today, proposed }) => today !== proposed);
}

/** Simulated time of a path, s. */
export function horizonOf({ values }: ProposalBody["spec"]): number {
  return (values["time.blocks"] ?? 0) * (values["time.block"] ?? 0);
}

/** What is adjusted, for people. */
export function subjectOf({ protocol }: Pick<ProposalBody, "protocol">): string {
  return protocol === null ? "a controller" : `${protocol.name} on ${protocol.chain}`;
}

/** "one parameter", "3 parameters". */
export function counted(count: number, noun: string): string {
  return count === 1 ? `one ${noun}` : `${count} ${noun}s`;
}
