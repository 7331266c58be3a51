// Sections 8 and 9 of the document: stages and the way back, then every call with its decoded arguments.
import { horizonOf } from "./description.ts";
import type { GovernorProposal } from "./governor.ts";
import { durationText } from "./number-text.ts";
import type { Payload } from "./payload.ts";
import type { ProposalBody } from "./proposal-body.ts";

export function rolloutSection({ integers, protocol, spec }: ProposalBody, { rollback, messages }: Payload): string {
  const limited = integers.filter(({ limitedBy }) => limitedBy === "step limit").map(({ chainName }) => chainName);
  const stated = Object.keys(protocol?.stepLimits ?? {}).length > 0;
  const stages =
    limited.length > 0
      ? `Several stages: ${limited.join(", ")} can reach the optimum only by further proposals. This document is about the first.`
      : stated
        ? "One stage: no step limit of the protocol file binds."
        : "One stage: the protocol file states no step limits.";
  return [
    "## 8. Rollout and rollback",
    `${stages} No cool-down is known from the protocol file.`,
    `Watch open interest, funding and liquidations against sections 4 and 5 for much longer than the simulated ${durationText(horizonOf(spec))}, and roll back if they turn out worse than there.`,
    "The rollback below restores today's integers exactly, to the last digit.",
    ...(rollback === null ? [] : [`rollback.json, decoded:\n\n${actionList(rollback)}`]),
    ...(messages.length === 0 ? [] : ["messages-rollback.json holds the same messages with today's integers."]),
  ].join("\n\n");
}

export function executionSection({ notes }: ProposalBody, { governor, messages }: Payload): string {
  return [
    "## 9. Execution",
    ...notes,
    ...(governor === null ? [] : governorText(governor)),
    ...(messages.length === 0 ? [] : [cosmosNote, ...messages.map(messageText)]),
    ...(governor === null ? [] : ["Every calldata was decoded back and says what the table of section 2 says."]),
    "None of this was executed on a fork of the chain: that proof is not part of this bundle.",
  ].join("\n\n");
}

function governorText(governor: GovernorProposal): string[] {
  const id =
    governor.proposalId === null
      ? `**Not ready to submit.** ${governor.missing.join(". ")}. The calldata is complete; the proposal id depends on the address.`
      : `Governor proposal id: ${governor.proposalId}`;
  return [
    `governor.json is what \`${governor.call}\` (${governor.selector}) takes on chain ${governor.chainId}; \`queue\` and \`execute\` take the description hash \`${governor.descriptionHash}\`.`,
    id,
    actionList(governor),
  ];
}

function actionList({ actions, calldatas }: GovernorProposal): string {
  const rows = actions.map(({ words, target, signature, arguments: decoded }, index) => {
    const values = decoded.map(({ name, value }) => `${name} = ${value}`).join(", ");
    return [
      `${index + 1}. ${words}`,
      `   - target: ${target}`,
      `   - \`${signature}\`: ${values}`,
      `   - calldata: \`${calldatas[index]}\``,
    ].join("\n");
  });
  return rows.join("\n");
}

function messageText(message: object): string {
  return `\`\`\`json\n${JSON.stringify(message, null, 2)}\n\`\`\``;
}

const cosmosNote =
  "This chain has no Governor contract: messages.json is a Cosmos gov v1 proposal (and messages-rollback.json its " +
  "inverse) for `dydxprotocold tx gov submit-proposal`. Add the deposit that the chain asks for today; it is left out on " +
  "purpose. Every field of a message is set, because a missing one would become zero: compare the untouched ones with the " +
  "chain first.";
