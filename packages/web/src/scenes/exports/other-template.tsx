import type { ExportFormat } from '@jiheng/api';
import type { FormKind } from '@jiheng/domain';
import { TEMPLATES } from '@jiheng/regulation';
import { useQuery } from '@tanstack/react-query';
import { Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import { exportQueries } from '../../client/exports.ts';
import { Failure, Loading } from '../../components/states.tsx';
import { fieldName } from '../../paper/field-name.ts';
import { useFormDownload, type DownloadMenuProps } from './form-download.ts';
import { FORMAT_LABELS } from './job-words.ts';
import './exports.css';

/** 部门整体 forms stand on the papers of projects. */
const paperKind = (kind: FormKind): string => kind.replace(/^department-/u, '');

const PAPER_FORMATS: readonly ExportFormat[] = ['docx', 'xlsx', 'pdf'];

interface LostProps extends Pick<DownloadMenuProps, 'id' | 'revision' | 'record'> {
  readonly templateId: string;
}

/** What the template has no cell for, told before the file is made. */
function Lost({ id, revision, record, templateId }: LostProps) {
  const { data, error, refetch } = useQuery(exportQueries.plan(id, revision, templateId));
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading rows={3} label="正在核对表样" />;
  if (data.leftOver.length === 0) return <p className="plan-whole">✓ 这个表样放得下全部内容。</p>;
  return (
    <section className="plan-lost" aria-label="表样放不下的内容">
      <p>
        这个表样没有以下 <strong>{data.leftOver.length}</strong> 项内容的栏目，下载的文件中不会有：
      </p>
      {/* Scrolled by the keyboard as well. */}
      <dl tabIndex={0}>
        {data.leftOver.map(({ path, text }) => (
          <div key={path}>
            <dt>{fieldName(path, record)}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

interface OtherTemplateProps extends DownloadMenuProps {
  readonly onClose: () => void;
}

/** 改用其他表样: the templates of the same kind, and what each of them leaves out. */
export function OtherTemplate({ id, revision, record, template, onClose }: OtherTemplateProps) {
  const others = TEMPLATES.filter(
    (other) => paperKind(other.kind) === paperKind(record.kind) && other.id !== template.id,
  );
  const [templateId, setTemplateId] = useState(others[0]?.id ?? template.id);
  const [format, setFormat] = useState<ExportFormat>('docx');
  const { mutate, isPending } = useFormDownload();
  return (
    <Modal
      open
      title="改用其他表样下载"
      width={640}
      okText={`下载${FORMAT_LABELS[format]}`}
      cancelText="取消"
      confirmLoading={isPending}
      onOk={() => {
        mutate({ id, revision, format, templateId }, { onSuccess: onClose });
      }}
      onCancel={onClose}
    >
      <div className="export-choices">
        <label htmlFor="other-template">表样</label>
        <Select
          id="other-template"
          showSearch={{ optionFilterProp: 'label' }}
          value={templateId}
          onChange={setTemplateId}
          options={others.map((other) => ({
            value: other.id,
            label: `${other.regionName} ${other.title}（${other.effectiveFrom.slice(0, 4)}年起）`,
          }))}
        />
        <span id="other-format">格式</span>
        <Radio.Group
          aria-labelledby="other-format"
          value={format}
          onChange={({ target }) => {
            setFormat(target.value as ExportFormat);
          }}
          options={PAPER_FORMATS.map((value) => ({ value, label: FORMAT_LABELS[value] }))}
        />
      </div>
      <Lost {...{ id, revision, record, templateId }} />
    </Modal>
  );
}
