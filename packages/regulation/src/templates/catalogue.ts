import type { FormTemplate } from '@jiheng/domain';

import { nationalMonitoring } from './national/monitoring.ts';
import { nationalSelfEvaluation } from './national/self-evaluation.ts';
import { nationalTarget2015 } from './national/target-2015.ts';
import { nationalTarget2021 } from './national/target-2021.ts';
import { beijingSelfEvaluation } from './regions/beijing-self-evaluation.ts';
import { anhuiSelfEvaluation, anhuiTarget, hebeiSelfEvaluation } from './regions/derived.ts';
import { hainanSelfEvaluation } from './regions/hainan-self-evaluation.ts';
import { hubeiSelfEvaluation, hubeiTarget } from './regions/hubei.ts';
import { hunanSelfEvaluation, hunanTarget } from './regions/hunan.ts';
import { jiangsuTarget } from './regions/jiangsu-target.ts';
import {
  shanghaiSelfEvaluation2023,
  shanghaiSelfEvaluation2024,
} from './regions/shanghai-self-evaluation.ts';
import { shanghaiTarget2021 } from './regions/shanghai-target-2021.ts';
import { shanghaiTarget2026 } from './regions/shanghai-target-2026.ts';
import { sichuanSelfEvaluation } from './regions/sichuan-self-evaluation.ts';
import { tianjinTarget2024 } from './regions/tianjin-target-2024.ts';
import { yunnanSelfEvaluation } from './regions/yunnan-self-evaluation.ts';

/** 表样, every layout the product knows; the national ones first. */
export const TEMPLATES: readonly FormTemplate[] = [
  nationalTarget2021,
  nationalTarget2015,
  nationalSelfEvaluation,
  nationalMonitoring,
  shanghaiTarget2026,
  shanghaiTarget2021,
  shanghaiSelfEvaluation2024,
  shanghaiSelfEvaluation2023,
  tianjinTarget2024,
  beijingSelfEvaluation,
  hebeiSelfEvaluation,
  jiangsuTarget,
  anhuiTarget,
  anhuiSelfEvaluation,
  hubeiTarget,
  hubeiSelfEvaluation,
  hunanTarget,
  hunanSelfEvaluation,
  hainanSelfEvaluation,
  sichuanSelfEvaluation,
  yunnanSelfEvaluation,
];

const BY_ID: ReadonlyMap<string, FormTemplate> = new Map(
  TEMPLATES.map((template) => [template.id, template]),
);

/** The template of an id, `undefined` for an id that is not in this version of the product. */
export function templateById(id: string): FormTemplate | undefined {
  return BY_ID.get(id);
}
