// The files that a chain executes: the Governor proposal with its rollback, or the Cosmos messages with theirs.
import { dydxProposal } from "./dydx-v4.ts";
import { type GovernorProposal, governorProposal } from "./governor.ts";
import type { Call, CosmosMessage } from "./on-chain.ts";
import type { Plan, Write } from "./plan.ts";

export interface Payload {
  /** By file name, as text. */
  readonly files: Readonly<Record<string, string>>;
  /** null for a chain that executes Cosmos messages only. */
  readonly governor: GovernorProposal | null;
  readonly rollback: GovernorProposal | null;
  readonly messages: readonly CosmosMessage[];
}

/** Title and text that the chain stores. */
export interface Description {
  readonly title: string;
  readonly text: string;
}

export function payloadOf({ writes }: Pick<Plan, "writes">, description: Description, chainId: string): Payload {
  const back = { title: `Roll back: ${description.title}`, text: rollbackText(description) };
  const governor = governorProposal(callsOf(writes, false), markdown(description), chainId);
  const rollback = governorProposal(callsOf(writes, true), markdown(back), chainId);
  const messages = messagesOf(writes, false);
  const files: Record<string, string> = {};
  if (governor !== null) files["governor.json"] = jsonText(governor);
  if (rollback !== null) files["rollback.json"] = jsonText(rollback);
  if (messages.length > 0) {
    files["messages.json"] = jsonText(dydxProposal(description.title, description.text, messages));
    files["messages-rollback.json"] = jsonText(dydxProposal(back.title, back.text, messagesOf(writes, true)));
  }
  return { files, governor, rollback, messages };
}

/** Names of all files that `payloadOf` may give. */
export const payloadNames: readonly string[] = [
  "governor.json",
  "rollback.json",
  "messages.json",
  "messages-rollback.json",
];

function rollbackText({ title }: Description): string {
  return `Restores every integer to what it was before "${title}".`;
}

/** Governor front ends take the first line as the title. */
function markdown({ title, text }: Description): string {
  return `# ${title}\n\n${text}`;
}

function callsOf(writes: readonly Write[], back: boolean): readonly Call[] {
  return writes.flatMap(({ adapter, from, to }) => (back ? adapter.calls(to, from) : adapter.calls(from, to)));
}

function messagesOf(writes: readonly Write[], back: boolean): readonly CosmosMessage[] {
  return writes.flatMap(({ adapter, from, to }) => adapter.messages?.(back ? from : to) ?? []);
}

function jsonText(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
