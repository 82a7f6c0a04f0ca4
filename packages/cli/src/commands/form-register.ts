import type { FieldPath, Place, Problem, SetChecker } from '@jiheng/domain';

import type { CrossFinding, FormName } from '../output/check-report.ts';
import { lineOf } from '../output/words.ts';
import type { CheckedForm, FileResult } from '../work/task.ts';

interface KnownForm {
  readonly name: FormName;
  readonly factPlaces: Readonly<Record<FieldPath, Place>>;
}

/** What is kept of the forms of a whole run: names and places of facts. Tells equal files and forms, which count once. */
export class FormRegister {
  readonly #forms = new Map<string, KnownForm>();
  readonly #fileByHash = new Map<string, string>();
  readonly #placeByHash = new Map<string, Place>();

  /** Hands the facts of new forms to the set rules. The result comes back with a warning for every repetition. */
  add(result: FileResult<'check'>, checker: SetChecker): FileResult<'check'> {
    const { file, sha256, output } = result;
    if (!output || sha256 === null) return result;
    const twin = this.#fileByHash.get(sha256);
    if (twin !== undefined) return withProblems(result, [sameFile(file, twin)]);
    this.#fileByHash.set(sha256, file);
    const problems: Problem[] = [];
    for (const form of output.forms) {
      const known = this.#placeByHash.get(form.contentHash);
      if (!known) this.#addForm(form, checker);
      // Repetitions within one document are reported by the reader.
      else if (known.file !== file) problems.push(sameForm(form.place, known));
    }
    return withProblems(result, problems);
  }

  #addForm(form: CheckedForm, checker: SetChecker): void {
    const { key, kind, projectName, implementingUnit, fiscalYear, place, factPlaces } = form;
    this.#placeByHash.set(form.contentHash, place);
    this.#forms.set(key, { name: { kind, projectName, implementingUnit, fiscalYear, place }, factPlaces });
    checker.addFacts(key, form.facts);
  }

  /** Findings of the set rules with names and places of all forms concerned. */
  crossFindings(checker: SetChecker): CrossFinding[] {
    return checker.findings().flatMap((finding) => {
      const known = this.#forms.get(finding.formKey);
      if (!known) return [];
      const others = (finding.others ?? []).flatMap(({ formKey, at }) => {
        const other = this.#forms.get(formKey);
        return other ? [{ form: other.name, place: placeOf(other, at) }] : [];
      });
      return [{ ...finding, form: known.name, place: placeOf(known, finding.at), others }];
    });
  }
}

function placeOf({ name, factPlaces }: KnownForm, at: readonly FieldPath[]): Place {
  return factPlaces[at[0] ?? ''] ?? name.place;
}

function withProblems(result: FileResult<'check'>, problems: readonly Problem[]): FileResult<'check'> {
  return problems.length === 0 ? result : { ...result, problems: [...result.problems, ...problems] };
}

function sameFile(file: string, twin: string): Problem {
  return {
    code: 'READ-DUPLICATE-FILE',
    severity: 'warning',
    message: `文件内容与 ${twin} 完全相同，跨表核对只计一次`,
    remedy: '如为误放，请移除其中一个',
    place: { file, spans: [] },
  };
}

function sameForm(place: Place, twin: Place): Problem {
  return {
    code: 'READ-DUPLICATE-FORM',
    severity: 'warning',
    message: `此表与 ${twin.file} 第 ${lineOf(twin)} 行的表完全相同，跨表核对只计一次`,
    remedy: '如为误放，请移除其中一张',
    place,
  };
}
