import type { TargetDetail } from '@jiheng/api';

type RequirementsProps = Pick<
  NonNullable<TargetDetail['campaign']>,
  'guidance' | 'ruleProfileTitle' | 'schemeTitle'
>;

/** 填报要求: what the bureau asks for, by what a form is checked, how it is scored in the end. */
export function Requirements({ guidance, ruleProfileTitle, schemeTitle }: RequirementsProps) {
  return (
    <div className="choice-reason requirements">
      {guidance !== '' && <p>{guidance}</p>}
      <p>规则方案：{ruleProfileTitle}</p>
      <p>评分办法：{schemeTitle}</p>
    </div>
  );
}
