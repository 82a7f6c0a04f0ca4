import type { FormListItem } from '@jiheng/api';
import { describe, expect, it } from 'vitest';
import { entriesFor, type Searchable } from './palette-entries.ts';

const form = {
  id: 'f1',
  projectName: '公园养护',
  kindLabel: '项目绩效目标表',
  fiscalYear: 2025,
} as FormListItem;
const rule = { id: 'r1', code: 'ZP001', title: '项目名称应填写', count: 3 } as Searchable['rules'][number];
const known: Searchable = {
  forms: [form],
  units: [{ value: '市园林中心', count: 4 }],
  rules: [rule],
  can: (permission) => ['form.read', 'overview.read'].includes(permission),
};
const labels = (text: string) => entriesFor(text, known).map(({ sort, label }) => `${sort} ${label}`);

describe('the search', () => {
  it('offers the pages that the person may open before anything is typed', () => {
    expect(labels('')).toEqual(['页面 工作台', '页面 总览', '页面 表单', '页面 指标库', '页面 规则']);
    expect(labels('导入')).not.toContain('页面 导入');
  });

  it('finds forms and their project, units, and rules by title or code', () => {
    expect(labels('公园')).toEqual(['表单 公园养护', '项目 公园养护']);
    expect(labels('园林')).toContain('单位 市园林中心');
    expect(labels('ｚｐ001')).toContain('规则 项目名称应填写');
  });

  it('leads from a unit to its forms', () => {
    const unit = entriesFor('园林', known).find(({ sort }) => sort === '单位');
    expect(unit?.target).toEqual({ to: '/forms', search: { unit: '市园林中心' } });
  });
});
