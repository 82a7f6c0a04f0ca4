import type { FormTemplate } from '@jiheng/domain';

import {
  shanghaiSelfEvaluation2023,
  shanghaiSelfEvaluation2024,
} from './regions/shanghai-self-evaluation.ts';
import { shanghaiTarget2021 } from './regions/shanghai-target-2021.ts';
import { shanghaiTarget2026 } from './regions/shanghai-target-2026.ts';
import { tianjinTarget2024 } from './regions/tianjin-target-2024.ts';

/** 表样, every layout the product knows. */
export const TEMPLATES: readonly FormTemplate[] = [
  shanghaiTarget2026,
  shanghaiTarget2021,
  shanghaiSelfEvaluation2024,
  shanghaiSelfEvaluation2023,
  tianjinTarget2024,
];

const BY_ID: ReadonlyMap<string, FormTemplate> = new Map(
  TEMPLATES.map((template) => [template.id, template]),
);

/** The template of an id, `undefined` for an id that is not in this version of the product. */
export function templateById(id: string): FormTemplate | undefined {
  return BY_ID.get(id);
}
