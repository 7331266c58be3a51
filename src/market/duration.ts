// A length of time as people write it ("5m", "1h"), in seconds.
import { UserError } from "../numeric/user-error.ts";

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** Throws UserError for anything but a positive number with s, m, h or d. @param place option named in the message */
export function parseDuration(place: string, text: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*([smhd])$/.exec(text.trim());
  const seconds = Number(match?.[1]) * (unitSeconds[match?.[2] ?? ""] ?? Number.NaN);
  if (seconds > 0) return seconds;
  throw new UserError("options", [{ place, message: `found "${text}"; expected a length such as 60s, 5m, 1h or 1d` }]);
}
