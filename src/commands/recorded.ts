// The recorded study that a command line names, with its folder.
import type { StudyRecord } from "../study/record.ts";
import type { StudySpec } from "../study/spec.ts";

interface Named {
  readonly study: string | undefined;
  readonly results: string | undefined;
}

export async function recorded({ study, results }: Named): Promise<{
  readonly directory: string;
  readonly record: StudyRecord<StudySpec>;
}> {
  const [{ folderOf }, { readRecord }] = await Promise.all([
    import("../study/results-folder.ts"),
    import("../study/store.ts"),
  ]);
  const directory = folderOf(study ?? null, results ?? null);
  return { directory, record: readRecord(directory) };
}
