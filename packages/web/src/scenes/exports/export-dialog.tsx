import type { ExportArrangement, ExportFormat } from '@jiheng/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Checkbox, Modal, Radio } from 'antd';
import { useState } from 'react';
import { ApiError } from '../../client/api.ts';
import { exportQueries, exportsApi } from '../../client/exports.ts';
import type { FormFilters } from '../forms/filters.ts';
import { FORMAT_LABELS, FORMATS } from './job-words.ts';
import './exports.css';

type Content = ExportArrangement | 'list';

const CONTENTS: readonly { readonly value: Content; readonly label: string; readonly note: string }[] = [
  { value: 'separate', label: '每张表一个文件', note: '打成一个 ZIP 压缩包，附导出说明' },
  { value: 'combined', label: '合订成一个文件', note: '前面有目录，可直接打印装订' },
  { value: 'summary', label: '汇总表', note: '一张 Excel：一行一张表，另附全部指标' },
  { value: 'list', label: '当前列表', note: '页面上所显示的列，CSV 格式，立即下载' },
];

interface Choice {
  readonly isChosenOnly: boolean;
  readonly content: Content;
  readonly formats: readonly ExportFormat[];
}

export interface ExportDialogProps {
  readonly chosenIds: readonly string[];
  readonly filters: FormFilters;
  /** How many forms the filter shows, in words: `56`, `1,000+`. */
  readonly all: string;
  /** Saves the list as it is shown. */
  readonly onList: () => void;
  readonly onClose: () => void;
}

function useExport({ chosenIds, filters, onClose }: ExportDialogProps) {
  const navigate = useNavigate();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ isChosenOnly, content, formats }: Choice & { readonly content: ExportArrangement }) =>
      exportsApi.create({
        ...(isChosenOnly ? { ids: [...chosenIds] } : { filter: { sort: 'recent', ...filters } }),
        arrangement: content,
        formats: content === 'summary' ? [] : [...formats],
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: exportQueries.list.queryKey });
      onClose();
      await navigate({ to: '/exports' });
    },
  });
}

interface ChoicesProps extends Pick<ExportDialogProps, 'chosenIds' | 'all'> {
  readonly choice: Choice;
  readonly onChange: (choice: Choice) => void;
}

function Choices({ chosenIds, all, choice, onChange }: ChoicesProps) {
  const scopes = [
    { value: true, label: `选中的 ${String(chosenIds.length)} 张`, disabled: chosenIds.length === 0 },
    { value: false, label: `筛选出的全部 ${all} 张` },
  ];
  const hasFormats = choice.content === 'separate' || choice.content === 'combined';
  return (
    <div className="export-choices">
      <span id="export-scope">范围</span>
      <Radio.Group
        aria-labelledby="export-scope"
        value={choice.isChosenOnly}
        options={scopes}
        disabled={choice.content === 'list'}
        onChange={({ target }) => {
          onChange({ ...choice, isChosenOnly: target.value as boolean });
        }}
      />
      <span id="export-content">内容</span>
      <Radio.Group
        aria-labelledby="export-content"
        className="export-contents"
        value={choice.content}
        onChange={({ target }) => {
          onChange({ ...choice, content: target.value as Content });
        }}
      >
        {CONTENTS.map(({ value, label, note }) => (
          <Radio key={value} value={value}>
            {label} <span className="quiet">{note}</span>
          </Radio>
        ))}
      </Radio.Group>
      {hasFormats && (
        <>
          <span id="export-formats">格式</span>
          <Checkbox.Group
            aria-labelledby="export-formats"
            role="group"
            value={[...choice.formats]}
            options={FORMATS.map((value) => ({ value, label: FORMAT_LABELS[value] }))}
            onChange={(formats) => {
              onChange({ ...choice, formats });
            }}
          />
        </>
      )}
    </div>
  );
}

/** 导出: what, how and in which formats; the files are made in the background. */
export function ExportDialog(props: ExportDialogProps) {
  const { chosenIds, onList, onClose } = props;
  const [choice, setChoice] = useState<Choice>({
    isChosenOnly: chosenIds.length > 0,
    content: 'separate',
    formats: ['docx'],
  });
  const { mutate, isPending, error } = useExport(props);
  const { content } = choice;
  const isReady = content === 'summary' || content === 'list' || choice.formats.length > 0;
  return (
    <Modal
      open
      title="导出表单"
      width={600}
      okText={content === 'list' ? '下载' : '开始导出'}
      cancelText="取消"
      okButtonProps={{ disabled: !isReady }}
      confirmLoading={isPending}
      onOk={() => {
        if (content === 'list') {
          onList();
          onClose();
        } else mutate({ ...choice, content });
      }}
      onCancel={onClose}
    >
      <Choices {...props} choice={choice} onChange={setChoice} />
      {error && (
        <p role="alert" className="export-refused">
          {error.message} {error instanceof ApiError && error.remedy}
        </p>
      )}
      <p className="quiet">
        {content === 'list'
          ? '有选中的表时只含选中的，否则含页面上已显示的各张。'
          : '在后台生成，可以离开此页，稍后在“导出”页下载；文件保留 7 天。'}
      </p>
    </Modal>
  );
}
