import { CloudUploadOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Progress } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { isTyping } from '../../app/keys.ts';
import { uploadFiles } from '../../client/api.ts';
import { queries } from '../../client/queries.ts';
import { PageHead } from '../../components/page-head.tsx';
import { Failure, Loading } from '../../components/states.tsx';
import { bytesText } from '../../wording/numbers.ts';
import { instantText } from '../../wording/times.ts';
import { filesOf } from './paste.ts';
import './import.css';

/** Old Word and Excel files may be chosen too: the answer tells how to go on. */
const ACCEPTED = '.docx,.xlsx,.pdf,.txt,.csv,.htm,.html,.doc,.xls';

interface Sent {
  readonly sent: number;
  readonly total: number;
}

function useUpload() {
  const navigate = useNavigate();
  const client = useQueryClient();
  const [progress, setProgress] = useState<Sent | null>(null);
  const { mutate, error, isPending, reset } = useMutation({
    mutationFn: (files: readonly File[]) =>
      uploadFiles(files, (sent, total) => {
        setProgress({ sent, total });
      }),
    onSuccess: async (job) => {
      client.setQueryData(queries.importJob(job.id).queryKey, job);
      await client.invalidateQueries({ queryKey: queries.imports.queryKey });
      await navigate({ to: '/import/$importId', params: { importId: job.id } });
    },
    onSettled: () => {
      setProgress(null);
    },
  });
  const send = useCallback(
    (files: readonly File[]) => {
      if (files.length > 0) mutate(files);
    },
    [mutate],
  );
  return { send, progress, error, isPending, reset };
}

/** Ctrl+V anywhere on the page: files, or the text of a copied table. */
function usePaste(send: (files: readonly File[]) => void): void {
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      if (isTyping(event.target)) return;
      send(filesOf(event.clipboardData, new Date()));
    };
    window.addEventListener('paste', onPaste);
    return () => {
      window.removeEventListener('paste', onPaste);
    };
  }, [send]);
}

/** Files may be let go anywhere on the page: beside the marked area the browser would leave the page and open the file. */
function useDrop(send: (files: readonly File[]) => void): boolean {
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    const onOver = (event: DragEvent) => {
      event.preventDefault();
      setIsOver(true);
    };
    const onLeave = (event: DragEvent) => {
      // Between two elements of the page there is a next one; out of the window there is none.
      if (event.relatedTarget === null) setIsOver(false);
    };
    const onDrop = (event: DragEvent) => {
      event.preventDefault();
      setIsOver(false);
      send(filesOf(event.dataTransfer, new Date()));
    };
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, [send]);
  return isOver;
}

function DropArea({
  send,
  isBusy,
}: {
  readonly send: (files: readonly File[]) => void;
  readonly isBusy: boolean;
}) {
  const isOver = useDrop(send);
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <div className={isOver ? 'drop-area over' : 'drop-area'}>
      <CloudUploadOutlined className="drop-sign" aria-hidden />
      <p className="drop-title">把文件拖到这里</p>
      <p className="quiet">
        已公开的绩效目标表、自评表：Word、Excel、PDF、网页或文字文件，一次可放多个；一个文件里有许多张表也会逐张读出
      </p>
      <Button
        type="primary"
        loading={isBusy}
        onClick={() => {
          chooser.current?.click();
        }}
      >
        选择文件
      </Button>
      <p className="quiet">
        从 Excel、WPS 或网页复制了一张表，在这里按 <kbd>Ctrl</kbd> <kbd>V</kbd> 即可导入
      </p>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        accept={ACCEPTED}
        aria-label="选择要导入的文件"
        onChange={(event) => {
          send([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </div>
  );
}

function EarlierImports() {
  const { data, error, refetch } = useQuery(queries.imports);
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading rows={3} label="正在读取导入记录" />;
  if (data.items.length === 0) return <p className="quiet">还没有导入过文件。</p>;
  return (
    <table className="data-table">
      <thead>
        <tr>
          <th scope="col">时间</th>
          <th scope="col" className="number">
            文件
          </th>
          <th scope="col" className="number">
            得到的表
          </th>
          <th scope="col">进展</th>
        </tr>
      </thead>
      <tbody>
        {data.items.map((job) => (
          <tr key={job.id}>
            <td>
              <Link to="/import/$importId" params={{ importId: job.id }}>
                {instantText(job.createdAt)}
              </Link>
            </td>
            <td className="number">{job.filesTotal}</td>
            <td className="number">{job.formsDone}</td>
            <td>{job.finishedAt === null ? `读取中，已读 ${String(job.filesDone)} 个` : '已完成'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function ImportPage() {
  const { send, progress, error, isPending, reset } = useUpload();
  usePaste(send);
  return (
    <div className="page import-page">
      <PageHead title="导入" note="原件逐字留存；认不出的内容会列出位置，不会悄悄丢掉" />
      {error ? <Failure error={error} onRetry={reset} /> : <DropArea send={send} isBusy={isPending} />}
      {progress && (
        <div className="card upload-progress" role="status">
          正在上传：{bytesText(progress.sent)}，共 {bytesText(progress.total)}
          <Progress
            aria-label="上传进度"
            percent={progress.total === 0 ? 0 : Math.floor((progress.sent / progress.total) * 100)}
            size="small"
          />
        </div>
      )}
      <section className="card" aria-labelledby="earlier">
        <h2 id="earlier">以前的导入</h2>
        <EarlierImports />
      </section>
    </div>
  );
}
