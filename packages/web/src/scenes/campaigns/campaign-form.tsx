import type { CampaignBody, CampaignChoices, CampaignDetail } from '@jiheng/api';
import { CAMPAIGN_STAGE_LABELS, CAMPAIGN_STAGES, civilDate, FORM_KIND_LABELS } from '@jiheng/domain';
import { chooseTemplate } from '@jiheng/regulation';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Button, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { workApi, workQueries } from '../../client/work.ts';
import { useSession } from '../../client/session.ts';
import { DateField } from '../../components/date-field.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { useSayFailure } from '../../components/say-failure.ts';
import { Failure, Loading } from '../../components/states.tsx';
import { ChoiceFields } from './choice-fields.tsx';
import { MemberTree } from './member-tree.tsx';
import './campaigns.css';

/** Days from the opening to each deadline that a new round begins with. */
const USUAL_DAYS = {
  fill: 30,
  'unit-review': 37,
  'department-review': 47,
  'division-review': 57,
  'office-review': 67,
};
const DAY_MS = 86_400_000;

function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** A new round as it is offered: next year's targets, from today on. */
export function freshCampaign(today: string, memberIds: readonly string[], tenantName: string): CampaignBody {
  const fiscalYear = Number(today.slice(0, 4)) + 1;
  const { template } = chooseTemplate({
    templateId: null,
    regionName: tenantName,
    fiscalYear,
    kind: 'target',
  });
  return {
    name: `${String(fiscalYear)}年度绩效目标申报`,
    kind: 'target',
    fiscalYear,
    templateId: template.id,
    schemeId: null,
    ruleProfileId: null,
    guidance: '',
    opensOn: today,
    deadlines: {
      fill: daysAfter(today, USUAL_DAYS.fill),
      'unit-review': daysAfter(today, USUAL_DAYS['unit-review']),
      'department-review': daysAfter(today, USUAL_DAYS['department-review']),
      'division-review': daysAfter(today, USUAL_DAYS['division-review']),
      'office-review': daysAfter(today, USUAL_DAYS['office-review']),
    },
    memberIds: [...memberIds],
  };
}

function bodyOf(campaign: CampaignDetail): CampaignBody {
  const { name, kind, fiscalYear, templateId, schemeId, ruleProfileId, guidance, opensOn, deadlines } =
    campaign;
  const memberIds = campaign.members.map(({ id }) => id);
  return {
    name,
    kind,
    fiscalYear,
    templateId,
    schemeId,
    ruleProfileId,
    guidance,
    opensOn,
    deadlines,
    memberIds,
  };
}

interface FieldsProps {
  readonly body: CampaignBody;
  readonly choices: CampaignChoices;
  readonly isFixed: boolean;
  readonly onChange: (body: CampaignBody) => void;
}

function Basics({ body, choices, isFixed, onChange }: FieldsProps) {
  return (
    <>
      <label>
        名称
        <Input
          value={body.name}
          maxLength={60}
          onChange={(event) => {
            onChange({ ...body, name: event.target.value });
          }}
        />
      </label>
      <div className="field-row">
        <label>
          年度
          <InputNumber
            value={body.fiscalYear}
            min={2000}
            max={2100}
            disabled={isFixed}
            onChange={(fiscalYear) => {
              if (fiscalYear !== null) onChange({ ...body, fiscalYear });
            }}
          />
        </label>
        <label>
          表样（{FORM_KIND_LABELS[body.kind]}）
          <Select
            value={body.templateId}
            disabled={isFixed}
            showSearch={{ optionFilterProp: 'label' }}
            popupMatchSelectWidth={false}
            options={choices.templates
              .filter(({ kind }) => kind === body.kind)
              .map(({ id, title, region }) => ({ value: id, label: `${region} ${title}` }))}
            onChange={(templateId) => {
              onChange({ ...body, templateId });
            }}
          />
        </label>
      </div>
      <ChoiceFields body={body} isFixed={isFixed} onChange={onChange} />
      <label>
        填报说明
        <Input.TextArea
          value={body.guidance}
          maxLength={4000}
          autoSize={{ minRows: 3, maxRows: 12 }}
          placeholder="填报口径、重点要求、联系人"
          onChange={(event) => {
            onChange({ ...body, guidance: event.target.value });
          }}
        />
      </label>
    </>
  );
}

function Dates({ body, onChange }: Pick<FieldsProps, 'body' | 'onChange'>) {
  return (
    <div className="field-row dates">
      <label>
        开始日期
        <DateField
          value={body.opensOn}
          onChange={(opensOn) => {
            onChange({ ...body, opensOn });
          }}
        />
      </label>
      {CAMPAIGN_STAGES.map((stage) => (
        <label key={stage}>
          {CAMPAIGN_STAGE_LABELS[stage]}截止
          <DateField
            value={body.deadlines[stage]}
            onChange={(date) => {
              onChange({ ...body, deadlines: { ...body.deadlines, [stage]: date } });
            }}
          />
        </label>
      ))}
    </div>
  );
}

interface EditorProps {
  readonly start: CampaignBody;
  readonly choices: CampaignChoices;
  /** The round that is changed; a new one without it. */
  readonly campaign?: CampaignDetail;
}

function Editor({ start, choices, campaign }: EditorProps) {
  const [body, setBody] = useState(start);
  const navigate = useNavigate();
  const client = useQueryClient();
  const sayFailure = useSayFailure();
  const save = useMutation({
    mutationFn: () => (campaign ? workApi.updateCampaign(campaign.id, body) : workApi.createCampaign(body)),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['campaigns'] });
      await navigate({ to: '/campaigns/$campaignId', params: { campaignId: id } });
    },
    onError: sayFailure,
  });
  return (
    <form
      className="card campaign-form"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Basics
        body={body}
        choices={choices}
        isFixed={campaign !== undefined && campaign.state !== 'preparing'}
        onChange={setBody}
      />
      <Dates body={body} onChange={setBody} />
      <MemberTree
        organisations={choices.organisations}
        chosen={body.memberIds}
        onChange={(memberIds) => {
          setBody({ ...body, memberIds: [...memberIds] });
        }}
      />
      <div className="form-actions">
        <Button
          type="primary"
          htmlType="submit"
          loading={save.isPending}
          disabled={
            body.name.trim().length < 2 ||
            body.memberIds.length === 0 ||
            [body.opensOn, ...Object.values(body.deadlines)].includes('')
          }
        >
          {campaign ? '保存修改' : '建立批次'}
        </Button>
        {body.memberIds.length === 0 && choices.organisations.length > 0 && (
          <span className="quiet">请选择参加单位。</span>
        )}
      </div>
    </form>
  );
}

/** 新建批次. */
export function NewCampaignPage() {
  const { tenant } = useSession();
  const { data: choices, error, refetch } = useQuery(workQueries.campaignChoices);
  const today = civilDate(new Date());
  const departments = choices?.organisations.filter(({ kind }) => kind === 'department').map(({ id }) => id);
  return (
    <div className="page">
      <PageHead title="新建批次" />
      {error && !choices && <Failure error={error} onRetry={() => void refetch()} />}
      {!error && !choices && <Loading rows={8} />}
      {choices && (
        <Editor start={freshCampaign(today, departments ?? [], tenant?.name ?? '')} choices={choices} />
      )}
    </div>
  );
}

const editRoute = getRouteApi('/campaigns/$campaignId/edit');

/** 修改批次. */
export function EditCampaignPage() {
  const { campaignId } = editRoute.useParams();
  const campaign = useQuery(workQueries.campaign(campaignId));
  const choices = useQuery(workQueries.campaignChoices);
  const error = campaign.error ?? choices.error;
  return (
    <div className="page">
      <PageHead title="修改批次" note={campaign.data?.name ?? ''} />
      {error && (
        <Failure error={error} onRetry={() => void Promise.all([campaign.refetch(), choices.refetch()])} />
      )}
      {!error && !(campaign.data && choices.data) && <Loading rows={8} />}
      {campaign.data && choices.data && (
        <Editor start={bodyOf(campaign.data)} choices={choices.data} campaign={campaign.data} />
      )}
    </div>
  );
}
