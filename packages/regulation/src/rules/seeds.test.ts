import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { readDocument } from '@jiheng/documents';
import { checkSet, type Finding, type SetMember } from '@jiheng/domain';
import { realDocuments } from '@jiheng/testkit';
import { describe, expect, it } from 'vitest';

import { assessForm, READING_RULES } from '../assess.ts';
import { SET_RULES } from './index.ts';

/** A defect of a published form: document, form (from 0), rule, field. */
type Known = readonly [document: string, form: number, code: string, at: string, what: string];

/** 已知问题: true defects, found by reading the documents. */
const DEFECTS: readonly Known[] = [
  ['000', 4, 'ZP058', '/indicators/2/target', '目标文字与指标把受理、预审两个数写反'],
  ['000', 3, 'ZP043', '/indicators/3/target', '成本指标用等号'],
  ['001', 0, 'ZP024', '/indicators/6/actual', '关注用户数完成541%无说明'],
  ['001', 2, 'ZP059', '/indicators/2/actual', '证书完好程度文字98%，完成值100%'],
  ['001', 2, 'ZP059', '/indicators/7/actual', '咨询回复率文字100%，完成值98%'],
  ['001', 3, 'ZP028', '/indicators/11/deviationReason', '称人数无法获取，却有确数'],
  ['002', 4, 'ZP025', '/funds/0/executionRate', '执行率55.59%全表无说明'],
  ['002', 4, 'ZP026', '/indicators', '执行率55.59%而指标全满分'],
  ['002', 7, 'ZP048', '/indicators/0/actual', '执行率95.29%与资金表95.30%不符'],
  ['002', 8, 'ZP029', '/indicators/0/actual', '人次指标答以达成指标'],
  ['002', 12, 'ZP031', '/indicators/0/target', '完成率以天计'],
  ['002', 13, 'ZP024', '/indicators/0/actual', '完成300倍无说明'],
  ['002', 14, 'ZP057', '/goals/expected', '目标只列文件名称'],
  ['002', 20, 'ZP021', '/indicators/1/score', '得分9.66高于完成程度9.45'],
  ['002', 20, 'ZP022', '/indicators/1/deviationReason', '失分无原因，原因写在上一行'],
  ['002', 20, 'ZP023', '/indicators/0/deviationReason', '满分却有原因'],
  ['002', 23, 'ZP047', '/indicators/0/level3', '完成年度预算作数量指标'],
  ['002', 23, 'ZP054', '/indicators/0/level3', '完成年度预算设置两次'],
  ['002', 23, 'ZP029', '/indicators/1/actual', '区间指标答以达成指标'],
  ['003', 0, 'ZP002', '/header/implementingUnit', '实施单位空白'],
  ['003', 1, 'ZP036', '/indicators/4/target', '完工及时率填文字'],
  ['003', 3, 'ZP041', '/indicators/7/target', '及时性填及时性'],
  ['003', 3, 'ZP009', '/indicators', '没有成本指标'],
  ['004', 4, 'ZP042', '/indicators/4/target', '节约资金写≤5%'],
  ['004', 7, 'ZP044', '/indicators/6/target', '成本只写符合预算要求'],
  ['004', 7, 'ZP049', '/goals/overall', '留有目标内容1'],
  ['004', 9, 'ZP030', '/indicators/1/target', '政采率没有单位'],
  ['004', 12, 'ZP033', '/indicators/0/target', '次数与文字粘连'],
  ['004', 12, 'ZP033', '/indicators/1/target', '日期与数字粘连'],
  ['004', 16, 'ZP050', '/indicators/0/level3', '八条三级指标只写数量指标'],
  ['004', 19, 'ZP060', '/indicators/0/target', '描述20万元，指标值9万元'],
  ['004', 23, 'ZP055', '/indicators/5/target', '2024年项目2025年完成'],
  ['004', 44, 'ZP043', '/indicators/3/target', '成本写≥'],
  ['004', 45, 'ZP046', '/indicators/3/target', '分项成本合计4.49万元，预算4.47万元'],
  ['004', 48, 'ZP038', '/indicators/5/target', '26万件左右'],
];

/** Findings that concern several forms. */
const SET_DEFECTS: readonly Known[] = [
  ['002', 1, 'ZP061', '/goals/expected', '五个食品项目同一段目标'],
  ['002', 3, 'ZP062', '/indicators/0/actual', '同一单位数187家与140家'],
  ['002', 1, 'ZP063', '/indicators/0/score', '同是98%，得分率87.5%与80%'],
  ['003', 0, 'ZP064', '/indicators/7/level3', '五个项目同一套长效管理指标'],
];

/** 不应误报: places that trip simple checkers and are right. */
const CLEAN: readonly Known[] = [
  ['000', 1, '', '/indicators/0/target', '每季成本与年度预算不可直接相加'],
  ['000', 4, '', '/indicators/0/target', '每人每年成本不是总成本'],
  ['001', 1, '', '/indicators/6/actual', '差错率0%低于上限10%'],
  ['001', 2, '', '/indicators/10/actual', '差评数0个低于5个'],
  ['001', 3, '', '/indicators/11/actual', '覆盖人数是三项之和，文字有分项'],
  ['002', 2, '', '/indicators/4/target', '事故发生率=0%'],
  ['002', 2, '', '/indicators/5/target', '火灾发生率=0%'],
  ['002', 13, '', '/funds/0/executionRate', '年初预算为0，按全年预算计算执行率'],
  ['002', 19, '', '/funds/0/executionRate', '年初748、全年728，按全年计算'],
  ['002', 22, '', '/indicators/1/actual', '文字另说特殊食品单位培训'],
  ['003', 0, '', '/indicators/3/target', '出错率=0%'],
  ['004', 30, '', '/indicators/5/target', '考试每人次成本不与预算相加'],
];

interface Checked {
  readonly findings: readonly (readonly Finding[])[];
  readonly set: readonly (Finding & { readonly formKey: string })[];
}

const folder = realDocuments('审核规则在真实文件上的结果');
const checked = new Map<string, Checked>();

for (const file of folder ? readdirSync(join(folder, 'seeds')) : []) {
  const { forms } = readDocument(readFileSync(join(folder ?? '', 'seeds', file)), file, READING_RULES);
  const assessed = forms.map((form) => ({ form, ...assessForm(form) }));
  const members = assessed.map(({ form, context }): SetMember => ({
    key: String(form.index),
    form: form.record,
    context,
  }));
  checked.set(file.slice(0, 3), {
    findings: assessed.map(({ findings }) => findings),
    set: checkSet(members, SET_RULES),
  });
}

function at(document: string, form: number): readonly Finding[] {
  return checked.get(document)?.findings[form] ?? [];
}

describe.skipIf(!folder)('审核真实文件', () => {
  it.each(DEFECTS)('%s 第%i张 %s %s：%s', (document, form, code, path) => {
    const found = at(document, form).filter((finding) => finding.code === code);
    expect(found.flatMap((finding) => finding.at)).toContain(path);
  });

  it.each(SET_DEFECTS)('跨表：%s 第%i张 %s %s：%s', (document, form, code, path) => {
    const found = checked
      .get(document)
      ?.set.filter((finding) => finding.formKey === String(form) && finding.code === code);
    expect(found?.flatMap((finding) => finding.at)).toContain(path);
  });

  it.each(CLEAN)('不误报：%s 第%i张%s %s：%s', (document, form, _code, path) => {
    const found = at(document, form).filter(
      (finding) => finding.severity !== 'advice' && finding.at[0] === path,
    );
    expect(found.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
  });

  it('28张自评表的算术都对，错误只有一处计分过高和一处缺原因', () => {
    const errors = ['001', '002'].flatMap((document) =>
      (checked.get(document)?.findings ?? []).flatMap((list, form) =>
        list.filter(({ severity }) => severity === 'error').map(({ code }) => `${document}/${form} ${code}`),
      ),
    );
    expect(errors).toEqual(['002/20 ZP021', '002/20 ZP022']);
  });

  it('没有规则出错，每个问题都能指到原文行', () => {
    for (const { findings } of checked.values()) {
      for (const finding of findings.flat()) {
        expect(finding.isRuleFault, finding.code).toBeUndefined();
        expect(finding, finding.code).toHaveProperty('place');
      }
    }
  });
});
