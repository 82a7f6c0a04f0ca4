import type { ProjectBody, ProjectDetail } from '@jiheng/api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { AutoComplete, Button, Checkbox, Input, InputNumber, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { workApi, workQueries } from '../../client/work.ts';
import { DateField } from '../../components/date-field.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { useSayFailure } from '../../components/say-failure.ts';
import { Failure, Loading } from '../../components/states.tsx';
import { FundFields } from './fund-fields.tsx';
import '../campaigns/campaigns.css';
import './projects.css';

const NATURES = ['经常性专项业务费', '其他经常性项目', '一次性项目'];
const CATEGORIES = ['特定目标类', '其他运转类', '人员类'];
const AMOUNT = /^-?\d{1,15}(?:\.\d{1,6})?$/;

function freshProject(year: number): ProjectBody {
  return {
    organisationId: '',
    fiscalYear: year,
    code: '',
    name: '',
    nature: NATURES[0] ?? null,
    category: CATEGORIES[0] ?? null,
    startDate: `${String(year)}-01-01`,
    endDate: `${String(year)}-12-31`,
    funds: [
      { label: '年度资金申请总额', key: 'total', amountWan: '0.00' },
      { label: '其中：当年财政拨款', key: 'fiscal', amountWan: '0.00' },
    ],
    disclosure: 'internal',
    isClosed: false,
  };
}

function bodyOf(project: ProjectDetail): ProjectBody {
  const { organisationId, fiscalYear, code, name, nature, category, startDate, endDate } = project;
  const { funds, disclosure, isClosed } = project;
  return {
    ...{ organisationId, fiscalYear, code, name, nature, category, startDate, endDate },
    ...{ funds, disclosure, isClosed },
  };
}

interface FieldsProps {
  readonly body: ProjectBody;
  readonly onChange: (change: Partial<ProjectBody>) => void;
}

function Field({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <label>
      {label}
      {children}
    </label>
  );
}

function Identity({ body, onChange }: FieldsProps) {
  const { data: choices } = useQuery(workQueries.campaignChoices);
  const units = (choices?.organisations ?? []).filter(({ kind }) => kind !== 'finance');
  return (
    <>
      <Field label="项目名称">
        <Input
          value={body.name}
          maxLength={200}
          onChange={(event) => {
            onChange({ name: event.target.value });
          }}
        />
      </Field>
      <div className="field-row">
        <Field label="项目编码">
          <Input
            value={body.code}
            maxLength={60}
            onChange={(event) => {
              onChange({ code: event.target.value });
            }}
          />
        </Field>
        <Field label="年度">
          <InputNumber
            value={body.fiscalYear}
            min={1990}
            max={2100}
            onChange={(fiscalYear) => {
              if (fiscalYear !== null) onChange({ fiscalYear });
            }}
          />
        </Field>
        <Field label="实施单位">
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            value={body.organisationId === '' ? null : body.organisationId}
            placeholder="请选择"
            notFoundContent={units.length === 0 ? '还没有单位，请管理员先在机构与人员中添加' : '没有这个单位'}
            options={units.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(organisationId: string) => {
              onChange({ organisationId });
            }}
          />
        </Field>
      </div>
    </>
  );
}

function Nature({ body, onChange }: FieldsProps) {
  const filled = (text: string) => (text === '' ? null : text);
  return (
    <>
      <div className="field-row">
        <Field label="项目性质">
          <AutoComplete
            value={body.nature ?? ''}
            options={NATURES.map((value) => ({ value }))}
            onChange={(text: string) => {
              onChange({ nature: filled(text) });
            }}
          />
        </Field>
        <Field label="项目类别">
          <AutoComplete
            value={body.category ?? ''}
            options={CATEGORIES.map((value) => ({ value }))}
            onChange={(text: string) => {
              onChange({ category: filled(text) });
            }}
          />
        </Field>
        <Field label="计划开始日期">
          <DateField
            value={body.startDate ?? ''}
            onChange={(date) => {
              onChange({ startDate: filled(date) });
            }}
          />
        </Field>
        <Field label="计划完成日期">
          <DateField
            value={body.endDate ?? ''}
            onChange={(date) => {
              onChange({ endDate: filled(date) });
            }}
          />
        </Field>
      </div>
    </>
  );
}

function Disclosure({ body, onChange }: FieldsProps) {
  return (
    <div className="field-row">
      <Field label="公开">
        <Select<ProjectBody['disclosure']>
          value={body.disclosure}
          options={[
            { value: 'public', label: '公开' },
            { value: 'internal', label: '内部' },
            { value: 'withheld', label: '不公开' },
          ]}
          onChange={(disclosure) => {
            onChange({ disclosure });
          }}
        />
      </Field>
      <Checkbox
        checked={body.isClosed}
        onChange={(event) => {
          onChange({ isClosed: event.target.checked });
        }}
      >
        已停用（不再要求填报）
      </Checkbox>
    </div>
  );
}

function Editor({ start, projectId }: { readonly start: ProjectBody; readonly projectId?: string }) {
  const [body, setBody] = useState(start);
  const navigate = useNavigate();
  const client = useQueryClient();
  const sayFailure = useSayFailure();
  const save = useMutation({
    mutationFn: () =>
      projectId === undefined ? workApi.createProject(body) : workApi.updateProject(projectId, body),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['projects'] });
      await navigate({ to: '/projects/$projectId', params: { projectId: id } });
    },
    onError: sayFailure,
  });
  const change = (changed: Partial<ProjectBody>) => {
    setBody({ ...body, ...changed });
  };
  const badFund = body.funds.find(({ label, amountWan }) => label.trim() === '' || !AMOUNT.test(amountWan));
  const isReady =
    body.name.trim() !== '' && body.code.trim() !== '' && body.organisationId !== '' && !badFund;
  return (
    <form
      className="card project-form"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Identity body={body} onChange={change} />
      <Nature body={body} onChange={change} />
      <Disclosure body={body} onChange={change} />
      <FundFields
        funds={body.funds}
        onChange={(funds) => {
          change({ funds: [...funds] });
        }}
      />
      <div className="form-actions">
        <Button type="primary" htmlType="submit" disabled={!isReady} loading={save.isPending}>
          {projectId === undefined ? '建立项目' : '保存修改'}
        </Button>
        {badFund && <span className="quiet">请填写每一行资金的名称和金额（数字，单位万元）。</span>}
      </div>
    </form>
  );
}

/** 新建项目. */
export function NewProjectPage() {
  return (
    <div className="page">
      <PageHead title="新建项目" />
      <Editor start={freshProject(new Date().getFullYear() + 1)} />
    </div>
  );
}

const editRoute = getRouteApi('/projects/$projectId/edit');

/** 修改项目. */
export function EditProjectPage() {
  const { projectId } = editRoute.useParams();
  const { data, error, refetch } = useQuery(workQueries.project(projectId));
  return (
    <div className="page">
      <PageHead title="修改项目" note={data?.name ?? ''} />
      {error && !data && <Failure error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading rows={8} />}
      {data && <Editor start={bodyOf(data)} projectId={projectId} />}
    </div>
  );
}
