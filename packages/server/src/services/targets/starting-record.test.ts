import { EMPTY_FUND_ROW, type DecimalText, type FundRow } from '@jiheng/domain';
import { TEMPLATES } from '@jiheng/regulation';
import type { Campaign, Project } from '@jiheng/store';
import { describe, expect, it } from 'vitest';
import { startingRecord } from './starting-record.ts';

const at = new Date('2026-11-21T00:00:00Z');
const fund: FundRow = {
  ...EMPTY_FUND_ROW,
  label: '项目资金总额',
  key: 'total',
  amount: '442.5' as DecimalText,
  unit: '万元',
};

const project: Project = {
  projectId: 'p',
  lineageId: 'l',
  organisationId: 'o',
  organisationName: '临江区水务所',
  path: '/d/u/',
  fiscalYear: 2027,
  code: 'SW01',
  name: '河道养护',
  nature: null,
  category: null,
  startDate: null,
  endDate: null,
  funds: [fund],
  amountWan: '442.5' as DecimalText,
  disclosure: 'internal',
  isClosed: false,
};

const campaign: Campaign = {
  campaignId: 'c',
  name: '2027年申报',
  kind: 'target',
  fiscalYear: 2027,
  templateId: '',
  schemeId: null,
  ruleProfileId: null,
  guidance: '',
  state: 'open',
  opensOn: '2026-10-01',
  deadlines: {
    fill: '2026-12-01',
    'unit-review': '2026-12-05',
    'department-review': '2026-12-10',
    'division-review': '2026-12-15',
    'office-review': '2026-12-20',
  },
  copiedFrom: null,
  createdAt: at,
};

describe('the starting record of a target', () => {
  it.each([
    { unit: '万元', amount: '442.5' },
    { unit: '元', amount: '4425000.00' },
  ] as const)('holds the money of the project in the unit of the paper: $unit', ({ unit, amount }) => {
    const template = TEMPLATES.find((one) => one.kind === 'target' && one.amountUnit === unit);
    if (!template) throw new Error(`no target template in ${unit}`);
    const record = startingRecord({ project, departmentName: '水务局', campaign, template, from: null });
    expect(record.amountUnit).toBe(unit);
    expect(record.funds).toEqual([{ ...fund, amount, unit: undefined }]);
  });
});
