import type { FieldPath, FormRecord, Taxonomy } from '@jiheng/domain';

import { at, rowsOf } from '../rules/language/rows.ts';
import { numbersIn } from '../rules/language/text-numbers.ts';

const GOALS = ['annual', 'expected', 'overall'] as const;

/** 目标与指标的对应: a number of the goal text that is also the value of an indicator. */
export interface GoalLink {
  readonly goal: FieldPath;
  readonly indicator: FieldPath;
  readonly printed: string;
}

/** 对应关系 between the numbers of the goals in words and the values of the indicators. */
export function goalLinks(record: FormRecord, taxonomy: Taxonomy): readonly GoalLink[] {
  const rows = rowsOf(record, taxonomy);
  return GOALS.flatMap((field) =>
    numbersIn(record.goals[field] ?? '').flatMap(({ number, unit, printed }) =>
      rows.flatMap((row) => {
        const { target } = row;
        const isSame =
          target?.number.equals(number) === true && (target.unit === null || target.unit === unit);
        return isSame ? [{ goal: `/goals/${field}`, indicator: at(row, 'target'), printed }] : [];
      }),
    ),
  );
}
