import type { CampaignDetail } from '@jiheng/api';
import { CAMPAIGN_STAGE_LABELS, CAMPAIGN_STAGES, type CampaignStage } from '@jiheng/domain';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { App, Button, Input, InputNumber, Modal, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { workApi, workQueries } from '../../client/work.ts';
import { DateField } from '../../components/date-field.tsx';
import { useSayFailure } from '../../components/say-failure.ts';

interface DialogProps {
  readonly campaign: CampaignDetail;
  readonly onClose: () => void;
}

interface ActDialogProps {
  readonly title: string;
  readonly isReady: boolean;
  readonly isPending: boolean;
  readonly onAct: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

function ActDialog({ title, isReady, isPending, onAct, onClose, children }: ActDialogProps) {
  return (
    <Modal
      open
      title={title}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" disabled={!isReady} loading={isPending} onClick={onAct}>
            {title}
          </Button>
        </>
      }
    >
      <div className="dialog-fields">{children}</div>
    </Modal>
  );
}

/** Keeps what the server answers and closes the dialog. */
function useKept(onClose: () => void) {
  const client = useQueryClient();
  const sayFailure = useSayFailure();
  return {
    onSuccess: async () => {
      await client.invalidateQueries();
      onClose();
    },
    onError: sayFailure,
  };
}

function Reason({ value, onChange }: { readonly value: string; readonly onChange: (text: string) => void }) {
  return (
    <label>
      理由
      <Input.TextArea
        value={value}
        maxLength={1000}
        autoSize={{ minRows: 2, maxRows: 6 }}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
    </label>
  );
}

/** 开启、关闭、重新开启. */
function MoveDialog({ campaign, onClose }: DialogProps) {
  const [reason, setReason] = useState('');
  const isClosing = campaign.state === 'open';
  const isFirst = campaign.state === 'preparing';
  const move = useMutation({
    mutationFn: () => workApi.moveCampaign(campaign.id, { state: isClosing ? 'closed' : 'open', reason }),
    ...useKept(onClose),
  });
  const title = isClosing ? '关闭批次' : isFirst ? '开启批次' : '重新开启';
  return (
    <ActDialog
      title={title}
      isReady={isFirst || reason.trim() !== ''}
      isPending={move.isPending}
      onAct={() => {
        move.mutate();
      }}
      onClose={onClose}
    >
      <p>
        {isClosing && '关闭后不能再填报和审核，已批复的表仍可申请调整。'}
        {isFirst && '开启后参加单位即可填报；年度、表种和表样不能再改。'}
        {!isClosing && !isFirst && '重新开启后可继续填报和审核，截止日期不变；需要时请另办延期。'}
      </p>
      {!isFirst && <Reason value={reason} onChange={setReason} />}
    </ActDialog>
  );
}

/** 延期 of one stage for one organisation with its subtree. */
function ExtendDialog({ campaign, onClose }: DialogProps) {
  const { data: choices } = useQuery(workQueries.campaignChoices);
  const [organisationId, setOrganisationId] = useState<string | null>(null);
  const [stage, setStage] = useState<CampaignStage>('fill');
  const [until, setUntil] = useState('');
  const [reason, setReason] = useState('');
  const extend = useMutation({
    mutationFn: () =>
      workApi.extendCampaign(campaign.id, { organisationId: organisationId ?? '', stage, until, reason }),
    ...useKept(onClose),
  });
  return (
    <ActDialog
      title="办理延期"
      isReady={organisationId !== null && until !== '' && reason.trim().length > 1}
      isPending={extend.isPending}
      onAct={() => {
        extend.mutate();
      }}
      onClose={onClose}
    >
      <label>
        单位（连同下属单位）
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          value={organisationId}
          options={(choices?.organisations ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          onChange={setOrganisationId}
        />
      </label>
      <label>
        环节
        <Select<CampaignStage>
          value={stage}
          options={CAMPAIGN_STAGES.map((value) => ({
            value,
            label: `${CAMPAIGN_STAGE_LABELS[value]}（现截止 ${campaign.deadlines[value]}）`,
          }))}
          onChange={setStage}
        />
      </label>
      <label>
        延至
        <DateField value={until} onChange={setUntil} />
      </label>
      <Reason value={reason} onChange={setReason} />
    </ActDialog>
  );
}

/** 结转下年. */
function RollOverDialog({ campaign, onClose }: DialogProps) {
  const navigate = useNavigate();
  const { message } = App.useApp();
  const client = useQueryClient();
  const sayFailure = useSayFailure();
  const [fiscalYear, setFiscalYear] = useState(campaign.fiscalYear + 1);
  const [name, setName] = useState(
    campaign.name.replaceAll(String(campaign.fiscalYear), String(campaign.fiscalYear + 1)),
  );
  const roll = useMutation({
    mutationFn: () => workApi.rollOver(campaign.id, { name, fiscalYear }),
    onSuccess: async ({ campaign: made, projects }) => {
      void message.success(`已建立“${made.name}”，结转 ${String(projects)} 个经常性项目`);
      await client.invalidateQueries();
      await navigate({ to: '/campaigns/$campaignId', params: { campaignId: made.id } });
    },
    onError: sayFailure,
  });
  return (
    <ActDialog
      title="结转下年"
      isReady={name.trim().length > 1 && name !== campaign.name}
      isPending={roll.isPending}
      onAct={() => {
        roll.mutate();
      }}
      onClose={onClose}
    >
      <p>复制设置、参加单位和经常性项目，各项日期顺延；新批次为筹备中，可修改后再开启。</p>
      <label>
        年度
        <InputNumber
          value={fiscalYear}
          min={campaign.fiscalYear + 1}
          max={2100}
          onChange={(value) => {
            if (value !== null) setFiscalYear(value);
          }}
        />
      </label>
      <label>
        名称
        <Input
          value={name}
          maxLength={60}
          onChange={(event) => {
            setName(event.target.value);
          }}
        />
      </label>
    </ActDialog>
  );
}

type Act = 'move' | 'extend' | 'roll';

/** What can be done with a round. */
export function CampaignActions({ campaign }: { readonly campaign: CampaignDetail }) {
  const [act, setAct] = useState<Act | null>(null);
  const close = () => {
    setAct(null);
  };
  const button = (name: Act, label: string, type: 'primary' | 'default' = 'default') => (
    <Button
      type={type}
      onClick={() => {
        setAct(name);
      }}
    >
      {label}
    </Button>
  );
  return (
    <>
      <Link
        to="/campaigns/$campaignId/rehearsal"
        params={{ campaignId: campaign.id }}
        className="ant-btn-like"
      >
        预演截止
      </Link>
      {campaign.mayManage && (
        <>
          {campaign.state !== 'closed' && (
            <Link
              to="/campaigns/$campaignId/edit"
              params={{ campaignId: campaign.id }}
              className="ant-btn-like"
            >
              修改
            </Link>
          )}
          {campaign.state === 'open' && button('extend', '延期')}
          {button('roll', '结转下年')}
          {campaign.state === 'preparing' && button('move', '开启批次', 'primary')}
          {campaign.state === 'open' && button('move', '关闭批次')}
          {campaign.state === 'closed' && button('move', '重新开启', 'primary')}
        </>
      )}
      {act === 'move' && <MoveDialog campaign={campaign} onClose={close} />}
      {act === 'extend' && <ExtendDialog campaign={campaign} onClose={close} />}
      {act === 'roll' && <RollOverDialog campaign={campaign} onClose={close} />}
    </>
  );
}
