import { describe, expect, it } from 'vitest';

import { labelled, spellings } from './spellings.ts';

describe('标签的写法', () => {
  it.each([
    ['主管部门', ['主管部门']],
    ['(|项目)主管(部门|单位)', ['主管部门', '主管单位', '项目主管部门', '项目主管单位']],
    ['原因(|(和|及)措施)', ['原因', '原因和措施', '原因及措施']],
    ['实施单位（盖章）', ['实施单位（盖章）']],
  ])('“%s”', (pattern, texts) => {
    expect(spellings(pattern)).toEqual(texts);
  });

  it('不重复，也不含标签自己', () => {
    expect(labelled('header.projectName', '项目名称', '(|预算)项目名称', '预算项目(|的)名称')).toEqual({
      field: 'header.projectName',
      label: '项目名称',
      aliases: ['预算项目名称', '预算项目的名称'],
    });
  });

  it('括号不成对时报错', () => {
    expect(() => spellings('(项目')).toThrow('a group is not closed');
  });
});
