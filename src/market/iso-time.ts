// Calendar text to epoch seconds and back, in UTC, without a clock and without the machine's time zone.

const pattern = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/i;
const daySeconds = 86_400;

/** Epoch seconds of "2024-08-05", "2024-08-05 12:00", "2024-08-05T12:00:00.5+02:00"; no zone means UTC; null if not such text. */
export function parseIsoTime(text: string): number | null {
  const match = pattern.exec(text);
  if (match === null) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0));
  if (month === undefined || day === undefined || month < 1 || month > 12 || day < 1 || day > 31) return null;
  if ((hour ?? 0) > 24 || (minute ?? 0) > 59 || (second ?? 0) >= 61) return null;
  const clock = (hour ?? 0) * 3600 + (minute ?? 0) * 60 + (second ?? 0);
  return dayNumber(year ?? 0, month, day) * daySeconds + clock - zoneOffset(match[7] ?? "Z");
}

/** "2024-08-05T12:00:00Z" of epoch seconds, rounded down to a whole second. */
export function isoTime(epochSeconds: number): string {
  const whole = Math.floor(epochSeconds);
  const days = Math.floor(whole / daySeconds);
  const clock = whole - days * daySeconds;
  const [year, month, day] = calendarDay(days);
  const time = [Math.floor(clock / 3600), Math.floor(clock / 60) % 60, clock % 60].map(twoDigits).join(":");
  return `${String(year).padStart(4, "0")}-${twoDigits(month)}-${twoDigits(day)}T${time}Z`;
}

/** Days since 1970-01-01. H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2013, days_from_civil. */
function dayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** Year, month and day of a day number. Hinnant 2013, civil_from_days. */
function calendarDay(days: number): [number, number, number] {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const leap = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leap) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day];
}

function zoneOffset(zone: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (match === null) return 0;
  return (match[1] === "-" ? -1 : 1) * (Number(match[2]) * 3600 + Number(match[3]) * 60);
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
