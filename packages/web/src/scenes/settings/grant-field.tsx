import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useId } from 'react';
import { peopleQueries } from '../../client/people.ts';

interface GrantFieldProps {
  readonly projects: readonly string[];
  readonly onChange: (projects: readonly string[]) => void;
}

/** 单项授权: the single projects that a third party may see and comment on. */
export function GrantField({ projects, onChange }: GrantFieldProps) {
  const id = useId();
  const { data } = useQuery(peopleQueries.projects);
  const options = (data?.items ?? []).map(({ id: value, name, fiscalYear, organisationName }) => ({
    value,
    label: `${String(fiscalYear)} ${name}（${organisationName}）`,
  }));
  return (
    <>
      <label htmlFor={id}>单项授权的项目</label>
      <Select<string[]>
        id={id}
        mode="multiple"
        value={[...projects]}
        options={options}
        showSearch={{ optionFilterProp: 'label' }}
        placeholder="第三方评审只能看到授权的项目"
        onChange={onChange}
      />
    </>
  );
}
