import { describe, expect, it } from 'vitest';
import { logLines } from './log-lines.ts';

const FORM = '01a1fd05-31ce-793c-ac16-25861aff136d';
const UNIT = '01a1fd05-31ce-793c-ac16-25861aff136e';
const GONE = '01a1fd05-31ce-793c-ac16-25861aff136f';
const NAMES = {
  [FORM]: { sort: 'form', name: '河道保洁（2027年度项目绩效目标表）' },
  [UNIT]: { sort: 'organisation', name: '河道所' },
  'goal-links': { sort: 'rule', name: '目标与指标应一致' },
} as const;

const said = (detail: unknown) =>
  logLines(detail, NAMES).map(({ label, before, text }) =>
    before === undefined ? `${label}：${text}` : `${label}：${before} → ${text}`,
  );

describe('what an entry of the log says', () => {
  it('is in the words of the officials, without ids and names of the program', () => {
    expect(
      said({
        formId: FORM,
        from: 'draft',
        to: 'unit-review',
        revision: 2,
        chainHead: 'ab',
        sheet: { lines: [] },
      }),
    ).toEqual(['状态：填报中 → 单位审核', '版本：2', '审核表：已填写']);
    expect(
      said({ ruleId: 'goal-links', at: '/indicators/早孕建册率/target', before: null, after: '历年如此' }),
    ).toEqual(['说明：无 → 历年如此', '规则：目标与指标应一致', '位置：早孕建册率']);
    expect(said({ from: { kind: 'form', formId: FORM }, projectId: GONE })).toEqual([
      '来自：河道保洁（2027年度项目绩效目标表）',
    ]);
    expect(said({ way: 'sample', address: '127.0.0.1' })).toEqual(['方式：样例一键登录', '地址：127.0.0.1']);
    expect(said({})).toEqual([]);
  });

  it('tells of a change the fields that differ, old and new', () => {
    const before = { name: '王敏', email: null, isClosed: false, duties: [], personId: FORM };
    const after = {
      name: '王敏',
      email: 'wm@example.cn',
      isClosed: true,
      duties: [{ role: 'officer', organisationId: UNIT }],
    };
    expect(said({ before, after })).toEqual([
      '电子邮箱：无 → wm@example.cn',
      '停用：否 → 是',
      '任职：无 → 经办人（河道所）',
    ]);
    expect(said({ before: [], after: [FORM] })).toEqual(['项目：无 → 河道保洁（2027年度项目绩效目标表）']);
    expect(said({ name: '河道所', from: `/${UNIT}/`, to: '水务局' })).toEqual([
      '上级机构：河道所 → 水务局',
      '名称：河道所',
    ]);
    expect(said({ stage: 'fill', until: '2026-12-03', before: '2026-11-30', reason: '汛期' })).toEqual([
      '截止：2026-11-30 → 2026-12-03',
      '环节：填报送审',
      '理由：汛期',
    ]);
  });

  it('names the forms of a batch, and cuts what is long', () => {
    expect(said({ items: [{ formId: FORM }, { formId: GONE }] })).toEqual([
      '共：河道保洁（2027年度项目绩效目标表）',
    ]);
    expect(logLines({ text: '长'.repeat(900) }, {})[0]?.text.length).toBeLessThan(310);
  });
});
