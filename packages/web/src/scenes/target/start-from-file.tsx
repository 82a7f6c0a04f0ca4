import type { ImportJob, ImportedForm } from '@jiheng/api';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Upload } from 'antd';
import { uploadFiles } from '../../client/api.ts';
import { queries } from '../../client/queries.ts';
import { Failure } from '../../components/states.tsx';

interface StartFromFileProps {
  readonly isBusy: boolean;
  readonly onStart: (formId: string) => void;
}

function formsOf(job: ImportJob): readonly ImportedForm[] {
  return job.files.flatMap(({ forms }) => forms);
}

/** What was read of the file, each form with a button; a file nothing was found in says so. */
function Found({ importId, isBusy, onStart }: StartFromFileProps & { readonly importId: string }) {
  const { data } = useQuery(queries.importJob(importId));
  if (data?.finishedAt == null) return <p role="status">正在读取文件…</p>;
  const forms = formsOf(data);
  const problems = data.files.flatMap((file) =>
    file.problems.map(({ message, remedy }) => `${message}${remedy}`),
  );
  return (
    <div role="status">
      {forms.length === 0 && <p>没有在文件中找到绩效表。</p>}
      {problems.map((problem) => (
        <p key={problem}>{problem}</p>
      ))}
      <ul>
        {forms.map(({ formId, projectName, kindLabel, fiscalYear, indicators }) => (
          <li key={formId}>
            {projectName ?? '未写项目名称'}，{kindLabel}，{fiscalYear ?? '年度不明'}，{indicators} 条指标{' '}
            <Button
              size="small"
              disabled={isBusy}
              onClick={() => {
                onStart(formId);
              }}
            >
              以此为底稿
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** 从文件开始: a Word, Excel or PDF file goes through the same reading as every import; the original is kept. */
export function StartFromFile({ isBusy, onStart }: StartFromFileProps) {
  const upload = useMutation({ mutationFn: (file: File) => uploadFiles([file], () => undefined) });
  return (
    <section className="card">
      <h2>从 Word、Excel、PDF 文件开始</h2>
      <Upload.Dragger
        showUploadList={false}
        multiple={false}
        disabled={upload.isPending}
        beforeUpload={(file) => {
          upload.mutate(file);
          return false;
        }}
      >
        <p>把文件拖到这里，或点此选择</p>
      </Upload.Dragger>
      {upload.error && <Failure error={upload.error} onRetry={upload.reset} />}
      {upload.data && <Found importId={upload.data.id} isBusy={isBusy} onStart={onStart} />}
    </section>
  );
}
