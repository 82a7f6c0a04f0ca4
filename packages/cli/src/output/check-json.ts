import type { CheckedForm, FileResult } from '../work/task.ts';
import type { CheckWriter } from './check-report.ts';

/** Findings as JSON, one file a line, so that long results can be read piece by piece. */
export function jsonWriter(): CheckWriter {
  let isFirst = true;
  return {
    begin: () => '{"files":[\n',
    file(result) {
      const comma = isFirst ? '' : ',\n';
      isFirst = false;
      return comma + JSON.stringify(fileJson(result));
    },
    end: ({ crossFindings, totals }) =>
      `\n],"crossFindings":${JSON.stringify(crossFindings)},"totals":${JSON.stringify(totals)}}\n`,
  };
}

function fileJson({ file, sha256, problems, output }: FileResult<'check'>): object {
  return {
    file,
    sha256,
    bytes: output?.bytes ?? null,
    encoding: output?.encoding ?? null,
    problems,
    forms: output?.forms.map(formJson) ?? [],
  };
}

function formJson({
  key,
  kind,
  title,
  projectName,
  implementingUnit,
  fiscalYear,
  place,
  findings,
}: CheckedForm): object {
  return { key, kind, title, projectName, implementingUnit, fiscalYear, place, findings };
}
