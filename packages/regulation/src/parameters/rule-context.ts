import type { FormContext, FormRecord, OriginMap, ScoreSheet } from '@jiheng/domain';

import { LEXICON } from '../lexicon/index.ts';
import { chooseTaxonomy } from '../taxonomies/index.ts';
import { chooseParameters } from './choose-parameters.ts';

/** What is known of a form besides its record. */
export interface ContextParts {
  /** Scores computed by the engine. */
  readonly sheet?: ScoreSheet;
  readonly origins?: OriginMap;
  /** GB/T 2260 code of the template that read the form, `310000`; used where the form names no region. */
  readonly templateRegion?: string;
}

/**
 * 审核依据: what the rules may look at besides the form: indicator taxonomy, dated parameters, scores, origins.
 *
 * @example
 * checkForm(record, FORM_RULES, ruleContext(record, { sheet, origins, templateRegion: '310000' }))
 */
export function ruleContext(record: FormRecord, parts: ContextParts = {}): FormContext {
  const { sheet, origins, templateRegion } = parts;
  return {
    taxonomy: chooseTaxonomy(record).taxonomy,
    parameters: chooseParameters({
      regionName: record.region ?? LEXICON.regions.find(({ code }) => code === templateRegion)?.name ?? null,
      fiscalYear: record.fiscalYear,
      kind: record.kind,
    }),
    ...(sheet ? { sheet } : {}),
    ...(origins ? { origins } : {}),
  };
}
