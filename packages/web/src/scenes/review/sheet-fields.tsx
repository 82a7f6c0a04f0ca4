import type { ReviewSheetBody } from '@jiheng/api';
import { REVIEW_RESULTS, type ReviewResult, type ReviewSheetForm } from '@jiheng/domain';
import { Button, Input, Radio, Select } from 'antd';

type Line = ReviewSheetBody['lines'][number];

interface LineFieldProps {
  readonly label: string;
  readonly maxScore: string;
  readonly isKey: boolean;
  readonly line: Line;
  readonly onChange: (line: Line) => void;
}

/** Points of a key project, or the result of a general one. */
function LineField({ label, maxScore, isKey, line, onChange }: LineFieldProps) {
  if (isKey) {
    return (
      <Input
        size="small"
        aria-label={`${label} 得分`}
        suffix={`／${maxScore}`}
        value={line.score ?? ''}
        onChange={(event) => {
          const score = event.target.value.trim();
          onChange({ item: line.item, ...(score === '' ? {} : { score }) });
        }}
      />
    );
  }
  return (
    <Select<ReviewResult | null>
      size="small"
      aria-label={`${label} 等级`}
      style={{ width: 76 }}
      value={line.result ?? null}
      options={REVIEW_RESULTS.map((value) => ({ value, label: value }))}
      onChange={(result) => {
        if (result !== null) onChange({ item: line.item, result });
      }}
    />
  );
}

interface LinesProps {
  readonly form: ReviewSheetForm;
  readonly sheet: ReviewSheetBody;
  readonly onChange: (sheet: ReviewSheetBody) => void;
}

function Lines({ form, sheet, onChange }: LinesProps) {
  const isKey = sheet.kind === 'key';
  const change = (next: Line) => {
    onChange({ ...sheet, lines: [...sheet.lines.filter(({ item }) => item !== next.item), next] });
  };
  return (
    <table className="data-table sheet-table">
      <thead>
        <tr>
          <th scope="col">审核内容</th>
          <th scope="col">审核要点</th>
          <th scope="col">{isKey ? '得分' : '等级'}</th>
        </tr>
      </thead>
      <tbody>
        {form.heads.flatMap((head) =>
          head.items.map(({ id, label, question, maxScore }) => (
            <tr key={id}>
              <th scope="row">
                <span className="quiet">{head.label}</span>
                <br />
                {label}
              </th>
              <td>{question}</td>
              <td>
                <LineField
                  {...{ label, maxScore, isKey }}
                  line={sheet.lines.find(({ item }) => item === id) ?? { item: id }}
                  onChange={change}
                />
              </td>
            </tr>
          )),
        )}
      </tbody>
    </table>
  );
}

interface SheetFieldsProps {
  readonly form: ReviewSheetForm;
  readonly sheet: ReviewSheetBody | undefined;
  readonly faults: readonly string[];
  readonly onChange: (sheet: ReviewSheetBody | undefined) => void;
}

/** 绩效目标审核表: four heads; points for a key project, a result per line for a general one. */
export function SheetFields({ form, sheet, faults, onChange }: SheetFieldsProps) {
  if (sheet === undefined) {
    return (
      <Button
        onClick={() => {
          onChange({ formId: form.id, kind: 'general', lines: [] });
        }}
      >
        填写绩效目标审核表
      </Button>
    );
  }
  return (
    <fieldset className="plain">
      <legend>项目支出绩效目标审核表</legend>
      <div className="sheet-kind">
        <Radio.Group
          value={sheet.kind}
          onChange={(event) => {
            onChange({ ...sheet, kind: event.target.value === 'key' ? 'key' : 'general', lines: [] });
          }}
          options={[
            { value: 'general', label: '一般性项目（评等级）' },
            { value: 'key', label: '重点项目（打分）' },
          ]}
        />
        <Button
          type="link"
          size="small"
          onClick={() => {
            onChange(undefined);
          }}
        >
          不填审核表
        </Button>
      </div>
      <Lines form={form} sheet={sheet} onChange={onChange} />
      {faults.length > 0 && (
        <p className="quiet" role="status">
          还有 {faults.length} 项未填或有误：{faults[0]}
        </p>
      )}
      <p className="quiet">审核表按 {form.citation.source} 整理，分值可由财政部门调整。</p>
    </fieldset>
  );
}
