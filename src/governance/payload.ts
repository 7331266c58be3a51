// The files that a chain executes: the Governor proposal with its rollback, or the Cosmos messages with theirs.

import { dydxProposal } from "./dydx-v4.ts";
import { type GovernorProposal, governorProposal } from "./governor.ts";
import type { Call, CosmosMessage } from "./on-chain.ts";
import type { Plan, Write } from "./plan.ts";

export interface Payload {
  /** By file name, as text. */
  readonly files: Readonly<Record<string, string>>;
  readonly governor: GovernorProposal | null;
  readonly calls: readonly Call[];
  /** Calls that nobody has named a contract for. */
  readonly missingTargets: readonly string[];
}

/** @param title one line; it opens the description that the chain stores */
export function payloadOf({ writes }: Pick<Plan, "writes">, title: string, chainId: string): Payload {
  const calls = callsOf(writes, false);
  const governor = governorProposal(calls, title, chainId);
  const rollback = governorProposal(callsOf(writes, true), `Roll back: ${title}`, chainId);
  const messages = messagesOf(writes, false);
  const files = {
    ...(governor === null ? {} : { "governor.json": jsonText(governor) }),
    ...(rollback === null ? {} : { "rollback.json": jsonText(rollback) }),
    ...(calls.length > 0 && governor === null
      ? { "calls.json": jsonText(openCalls(calls, callsOf(writes, true))) }
      : {}),
    ...(messages.length === 0 ? {} : { "messages.json": jsonText(dydxProposal(title, title, messages)) }),
    ...(messages.length === 0 ? {} : { "messages-rollback.json": jsonText(rollbackMessages(title, writes)) }),
  };
  const homeless = writes.filter((write) => callsOf([write], false).some(({ target }) => target === null));
  return { files, governor, calls, missingTargets: homeless.map(({ adapter }) => adapter.title) };
}

function callsOf(writes: readonly Write[], back: boolean): readonly Call[] {
  return writes.flatMap(({ adapter, from, to }) => (back ? adapter.calls(to, from) : adapter.calls(from, to)));
}

function messagesOf(writes: readonly Write[], back: boolean): readonly CosmosMessage[] {
  return writes.flatMap(({ adapter, from, to }) => adapter.messages?.(back ? from : to) ?? []);
}

function rollbackMessages(title: string, writes: readonly Write[]): CosmosMessage {
  const words = `Roll back: ${title}`;
  return dydxProposal(words, words, messagesOf(writes, true));
}

/** Calldata without a contract: not yet a proposal. */
function openCalls(calls: readonly Call[], back: readonly Call[]): object {
  const row = ({ calldata, words }: Call) => ({ calldata, words });
  return { note: "Not a proposal yet: nobody has named the contract.", calls: calls.map(row), rollback: back.map(row) };
}

export function jsonText(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
