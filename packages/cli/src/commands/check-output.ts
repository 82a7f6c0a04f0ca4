import { createHash } from 'node:crypto';

import type { ReadForm, ReadResult } from '@jiheng/documents';
import {
  checkForm,
  collectFacts,
  placeFinder,
  placeFindings,
  type CollectedFacts,
  type FieldPath,
  type FormRule,
  type Place,
  type SetRule,
} from '@jiheng/domain';
import { FORM_RULES, SET_RULES, assessScores } from '@jiheng/regulation';

import type { CheckOptions, CheckOutput, CheckedForm } from '../work/task.ts';
import { residueShare } from './read-output.ts';

interface Selection {
  readonly form: readonly FormRule[];
  readonly set: readonly SetRule[];
}

/** One file after the form rules, and what the set rules must remember of it. */
export function checkOutput(result: ReadResult, { rules }: CheckOptions): CheckOutput {
  const wanted = new Set(rules);
  const selection: Selection = {
    form: FORM_RULES.filter(({ id }) => wanted.has(id)),
    set: SET_RULES.filter(({ id }) => wanted.has(id)),
  };
  return {
    encoding: result.encoding,
    bytes: result.bytes,
    residueShare: residueShare(result.counts),
    forms: result.forms.map((form) => checkedForm(form, `${result.file}#${form.index}`, selection)),
  };
}

function checkedForm(form: ReadForm, key: string, rules: Selection): CheckedForm {
  const { record, origins, place } = form;
  const { context } = assessScores(form);
  const facts = collectFacts({ key, form: record, context }, rules.set);
  return {
    key,
    kind: record.kind,
    title: record.title,
    projectName: record.header.projectName,
    implementingUnit: record.header.implementingUnit,
    fiscalYear: record.fiscalYear,
    place,
    findings: placeFindings(checkForm(record, rules.form, context), origins, place),
    facts,
    factPlaces: placesOf(facts, placeFinder(origins, place)),
    contentHash: createHash('sha256').update(JSON.stringify(record)).digest('hex'),
  };
}

function placesOf(
  facts: CollectedFacts,
  placeOf: (path: FieldPath) => Place | undefined,
): Record<FieldPath, Place> {
  const places: Record<FieldPath, Place> = {};
  for (const { at } of Object.values(facts).flatMap((collected) => collected ?? [])) {
    const place = placeOf(at);
    if (place) places[at] = place;
  }
  return places;
}
