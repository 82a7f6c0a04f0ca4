import {
  placeCells,
  type FieldCell,
  type FormTemplate,
  type IndicatorColumn,
  type Taxonomy,
  type TemplateBlock,
  type TemplateCell,
} from '@jiheng/domain';

/** What stands in each cell of a filled paper: by field path of the template, and one map by column for each indicator row. */
export interface PaperValues {
  readonly fields: ReadonlyMap<string, string>;
  readonly indicators: readonly ReadonlyMap<string, string>[];
}

const HEADER: Readonly<Record<string, string>> = {
  'header.projectName': '图书采购专项',
  'header.projectCode': '330100240001',
  'header.projectNature': '经常性项目',
  'header.projectCategory': '特定目标类',
  'header.competentDepartment': '云岭县文化和旅游局',
  'header.implementingUnit': '云岭县图书馆',
  'header.unitCode': '418203',
  'header.startDate': '2026-01-01',
  'header.endDate': '2026-12-31',
  'goals.purpose': '用于采购图书和期刊。',
  'goals.overall': '三年内馆藏图书达到九万册。',
  'goals.annual': '全年采购图书三千册并上架流通。',
  'goals.expected': '全年采购图书三千册。',
  'goals.actual': '采购图书三千一百册并全部上架。',
  'total.maxScore': '100.00',
  'total.score': '97.80',
  grade: '优',
  'further.项目总目标期间': '(2026年-2026年)',
};

const LEVEL3 = [
  '采购图书册数',
  '图书验收合格率',
  '上架完成天数',
  '读者到馆人次',
  '馆藏更新比例',
  '受访者评价',
];

function valueOf({ field, kind }: FieldCell, ordinal: number): string {
  const known = HEADER[field];
  if (known !== undefined) return known;
  if (kind === 'money') return `${String(100 + ordinal)}.50`;
  if (kind === 'percent') return '98.00%';
  if (kind === 'score') return field.endsWith('maxScore') ? '10.00' : '9.80';
  if (kind === 'year') return '2026';
  return `补充内容之${String(ordinal)}`;
}

function columnValue({ field }: IndicatorColumn, row: number): string {
  switch (field) {
    case 'level3':
      return LEVEL3[row] ?? `其他工作完成数${String(row)}`;
    case 'description':
      return `${LEVEL3[row] ?? '其他'}的说明`;
    case 'target':
      return String(10 + row);
    case 'targetOperator':
      return '≥';
    case 'targetUnit':
      return '册';
    case 'actual':
      return `${String(12 + row)}册`;
    case 'maxScore':
      return '15.00';
    case 'score':
      return '14.50';
    case 'deviationReason':
      return `供货略有延迟，下一步提前采购${'。'.repeat(row % 2)}`;
    case 'further.中期三级指标':
      return LEVEL3[row] ?? '';
    case 'further.中期指标值':
      return `≥${String(30 + row)}册`;
    case 'further.半年指标值':
      return `≥${String(5 + row)}册`;
    case 'further.完成率':
      return `9${String(row)}.00%`;
    default:
      return `栏目${field.slice('further.'.length)}内容${String(row)}`;
  }
}

/** Fills every cell of a template with a value of its kind, all invented. */
export function fillPaper(template: FormTemplate, taxonomy: Taxonomy): PaperValues {
  const fields = new Map<string, string>();
  const cells = template.blocks.flatMap((block) =>
    block.block === 'cells' ? block.rows.flat() : block.block === 'line' ? block.cells : [],
  );
  for (const cell of cells) if ('field' in cell) fields.set(cell.field, valueOf(cell, fields.size));
  const table = template.blocks.find((block) => block.block === 'indicators');
  const columns = table?.columns ?? [];
  const isSplit = columns.some(({ field }) => field === 'targetOperator');
  const levels = taxonomy.levels.flatMap((level1) =>
    level1.children.slice(0, 2).map((level2) => [level1, level2] as const),
  );
  const indicators = levels.slice(0, LEVEL3.length).map(([level1, level2], row) => {
    const values = new Map(columns.map((column) => [column.field as string, columnValue(column, row)]));
    values.set('level1', level1.label).set('level2', level2.label);
    if (values.has('further.中期二级指标')) values.set('further.中期二级指标', level2.label);
    if (!isSplit) values.set('target', `≥${String(10 + row)}册`);
    return values;
  });
  return { fields, indicators };
}

/** Rows of a block as tab-separated text; a cell stands where it begins, what it covers is blank. */
function cellRows(
  rows: readonly (readonly TemplateCell[])[],
  width: number,
  { fields }: PaperValues,
): string[] {
  const lines = rows.map(() => Array.from({ length: width }, () => ''));
  for (const { cell, row, column } of placeCells(rows)) {
    const line = lines[row];
    if (!line) continue;
    if ('label' in cell) line[column] = cell.label;
    if ('field' in cell) {
      const code = cell.codeField ? (HEADER[cell.codeField] ?? '') : '';
      line[column] = code + (fields.get(cell.field) ?? '');
    }
  }
  return lines.map((line) => line.join('\t'));
}

function indicatorRows(
  block: TemplateBlock & { block: 'indicators' },
  { indicators }: PaperValues,
): string[] {
  const side = block.side ? [block.side.label] : [];
  const spread = (texts: readonly string[]): string =>
    block.columns
      .flatMap(({ columns = 1 }, at) => [texts[at] ?? '', ...Array.from({ length: columns - 1 }, () => '')])
      .join('\t');
  const lead = (text: string): string => (side.length === 0 ? '' : `${text}\t`);
  let level1: string | undefined;
  const rows = indicators.map((values) => {
    const isSame = values.get('level1') === level1;
    level1 = values.get('level1');
    return (
      lead('') +
      spread(
        block.columns.map(({ field }) => (field === 'level1' && isSame ? '' : (values.get(field) ?? ''))),
      )
    );
  });
  return [lead(side[0] ?? '') + spread(block.columns.map(({ label }) => label)), ...rows];
}

/** The filled paper as tab-separated text, as extraction tools give a table of that layout. */
export function paperText(template: FormTemplate, values: PaperValues, fiscalYear: number): string {
  const width = template.grid.length;
  const year = template.yearLine === null ? [] : [template.yearLine.replace('{year}', String(fiscalYear))];
  const body = template.blocks.flatMap((block) => {
    if (block.block === 'indicators') return indicatorRows(block, values);
    return cellRows(block.block === 'cells' ? block.rows : [block.cells], width, values);
  });
  return [template.title, ...year, ...body, ''].join('\n');
}
