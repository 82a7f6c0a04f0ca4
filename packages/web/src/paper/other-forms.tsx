import type { FormRecord } from '@jiheng/domain';
import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { queries } from '../client/queries.ts';
import type { Note } from './marks.ts';

function nameOf(record: FormRecord): string {
  const { projectName, implementingUnit, competentDepartment } = record.header;
  return projectName ?? implementingUnit ?? competentDepartment ?? '未写项目名称的表';
}

interface OtherFormsProps {
  readonly note: Note;
  /** Only then the names are asked for: a form can have many such notes. */
  readonly isChosen: boolean;
}

/** 对照: the other forms a finding speaks of; a button cannot hold links, so they stand below it. */
export function OtherForms({ note, isChosen }: OtherFormsProps) {
  const { others = [] } = note.finding;
  const forms = useQueries({
    queries: others.map(({ formKey }) => ({ ...queries.form(formKey, undefined), enabled: isChosen })),
  });
  if (others.length === 0) return null;
  return (
    <p className="note-others">
      对照
      {others.map(({ formKey }, at) => {
        const form = forms[at]?.data;
        const plain = others.length > 1 ? `另一张表 ${String(at + 1)}` : '另一张表';
        return (
          <Link key={formKey} to="/forms/$formId" params={{ formId: formKey }}>
            {form ? nameOf(form.record as FormRecord) : plain}
          </Link>
        );
      })}
    </p>
  );
}
