import { defineTemplate } from '@jiheng/domain';

import { amount, LEVELS } from '../parts.ts';

/** 天津市项目支出绩效目标表（2024年度公开样式）. The year stands in the heading of the document only. */
export const tianjinTarget2024 = defineTemplate({
  id: 'tianjin-target-2024',
  kind: 'target',
  title: '绩效目标表',
  titleAliases: ['项目支出绩效目标表', '项目绩效目标表'],
  titlePattern: '{projectName}绩效目标表',
  yearLine: null,
  region: '120000',
  regionName: '天津市',
  effectiveFrom: '2022-01-01',
  citation: { source: '公开样表', clause: '市级部门2024年度项目绩效目标', basis: 'published' },
  amountUnit: '万元',
  taxonomy: 'T2015',
  grid: [14, 13, 15, 15, 14, 12, 17],
  blocks: [
    {
      block: 'line',
      cells: [
        { field: 'header.implementingUnit', kind: 'text', columns: 5, codeField: 'header.unitCode' },
        { label: '单位：万元', holdsAmountUnit: true, columns: 2 },
      ],
    },
    {
      block: 'cells',
      rows: [
        [{ label: '项目名称' }, { field: 'header.projectName', kind: 'text', columns: 6 }],
        [
          { label: '预算规模及资金用途', rows: 2 },
          { label: '预算数' },
          amount('annual', 'total'),
          { label: '其中：财政资金', aliases: ['财政资金'] },
          amount('annual', 'fiscal'),
          { label: '其他资金' },
          amount('annual', 'other'),
        ],
        [{ field: 'goals.purpose', kind: 'long-text', columns: 6 }],
        [
          { label: '绩效目标', aliases: ['项目绩效目标'] },
          { field: 'goals.overall', kind: 'long-text', columns: 6 },
        ],
      ],
    },
    {
      block: 'indicators',
      columns: [
        ...LEVELS,
        { field: 'description', label: '绩效指标描述', columns: 3 },
        { field: 'target', label: '指标值' },
      ],
    },
  ],
});
