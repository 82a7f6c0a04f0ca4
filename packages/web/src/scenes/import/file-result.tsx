import type { ImportedForm, ImportFileResult } from '@jiheng/api';
import { Link } from '@tanstack/react-router';
import { SeverityCounts } from '../../components/severity-mark.tsx';
import { bytesText, shareText } from '../../wording/numbers.ts';
import { isOpen, outcomeLabel, STATUS_LABELS } from './job-summary.ts';
import { RevisionProposal } from './revision-proposal.tsx';

const RESIDUE_SHOWN = 20;
const FORMS_SHOWN = 60;

function placeText(line: number | null, column: number | null): string {
  if (line === null) return '';
  return column === null ? `第 ${String(line)} 行` : `第 ${String(line)} 行第 ${String(column)} 列`;
}

function Problems({ problems }: Pick<ImportFileResult, 'problems'>) {
  return (
    <ul className="problems">
      {problems.map(({ code, severity, message, remedy, line, column }) => (
        <li key={`${code}-${String(line)}-${String(column)}-${message}`} className={severity}>
          <strong>{severity === 'error' ? '错误' : '提示'}</strong>
          <span>
            {placeText(line, column)} {message}
            <span className="quiet"> {remedy}</span>
          </span>
          <span className="quiet">{code}</span>
        </li>
      ))}
    </ul>
  );
}

function Residue({ residue, residueShare }: Pick<ImportFileResult, 'residue' | 'residueShare'>) {
  if (residue.length === 0) return null;
  return (
    <details className="residue">
      <summary>
        未识别的内容 {residue.length} 处，占全文 {shareText(residueShare)}
      </summary>
      <ul>
        {residue.slice(0, RESIDUE_SHOWN).map(({ line, column, text }) => (
          <li key={`${String(line)}-${String(column)}`}>
            <span className="quiet">{placeText(line, column)}</span>
            <q>{text}</q>
          </li>
        ))}
      </ul>
      {residue.length > RESIDUE_SHOWN && (
        <p className="quiet">其余 {residue.length - RESIDUE_SHOWN} 处略。</p>
      )}
    </details>
  );
}

interface FormRowProps {
  readonly form: ImportedForm;
  readonly importId: string;
  readonly documentId: string | null;
}

function FormRow({ form, importId, documentId }: FormRowProps) {
  return (
    <li className="imported-form">
      <span className={`outcome ${form.acceptedAs === null ? form.outcome : 'new'}`}>
        {outcomeLabel(form)}
      </span>
      <Link to="/forms/$formId" params={{ formId: form.formId }} search={{ importId }}>
        {form.projectName ?? '未写项目名称'}
      </Link>
      <span className="quiet">
        {form.kindLabel}
        {form.fiscalYear !== null && ` · ${String(form.fiscalYear)} 年度`} · {form.indicators} 项指标
      </span>
      <span className="found">
        <SeverityCounts {...form} />
        {form.needsReview && <span className="review-mark">需核对</span>}
      </span>
      {form.outcome === 'revision-proposed' && documentId !== null && (
        <RevisionProposal form={form} importId={importId} documentId={documentId} />
      )}
    </li>
  );
}

/** The forms of a file; of very many only the first and every one that waits for a decision. */
function FormRows({ file, importId }: { readonly file: ImportFileResult; readonly importId: string }) {
  const shown = file.forms.filter((form, at) => at < FORMS_SHOWN || isOpen(form));
  const rest = file.forms.length - shown.length;
  return (
    <>
      <ul>
        {shown.map((form) => (
          <FormRow key={form.index} form={form} importId={importId} documentId={file.documentId} />
        ))}
      </ul>
      {rest > 0 && (
        <p className="rest">
          其余 {rest} 张见
          <Link to="/forms" search={{ importId }}>
            这次导入的列表
          </Link>
        </p>
      )}
    </>
  );
}

/** One file: what became of it, its forms, its problems, what was not understood. */
export function FileResult({
  file,
  importId,
}: {
  readonly file: ImportFileResult;
  readonly importId: string;
}) {
  return (
    <section className={`card file-result ${file.status}`} aria-label={file.file}>
      <header>
        <h2>{file.file}</h2>
        <span className="file-status">{STATUS_LABELS[file.status]}</span>
        <span className="quiet">
          {bytesText(file.bytes)}
          {file.encoding !== null && ` · ${file.encoding.toUpperCase()}`}
          {file.forms.length > 0 && ` · ${String(file.forms.length)} 张表`}
        </span>
      </header>
      {file.problems.length > 0 && <Problems problems={file.problems} />}
      <FormRows file={file} importId={importId} />
      <Residue residue={file.residue} residueShare={file.residueShare} />
    </section>
  );
}
