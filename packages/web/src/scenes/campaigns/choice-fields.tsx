import type { CampaignBody } from '@jiheng/api';
import type { ScoringScheme } from '@jiheng/domain';
import {
  chooseRuleProfile,
  chooseScheme,
  RULE_PROFILES,
  RULES,
  rulesHeld,
  schemesToOffer,
  templateById,
} from '@jiheng/regulation';
import { Select } from 'antd';
import { useId } from 'react';
import { useSession } from '../../client/session.ts';

interface ChoiceProps {
  readonly body: CampaignBody;
  /** The round was opened: forms rest on its choices. */
  readonly isFixed: boolean;
  readonly onChange: (body: CampaignBody) => void;
}

/** 规则方案: by which rules the forms of the round are checked. */
function ProfileField({ body, isFixed, onChange }: ChoiceProps) {
  const hint = useId();
  const { profile } = chooseRuleProfile(body.ruleProfileId);
  return (
    <div>
      <label>
        规则方案
        <Select
          aria-describedby={hint}
          value={profile.id}
          disabled={isFixed}
          options={RULE_PROFILES.map((each) => ({
            value: each.id,
            label: `${each.title}（${String(rulesHeld(each, RULES).length)} 条）`,
          }))}
          onChange={(ruleProfileId) => {
            onChange({ ...body, ruleProfileId });
          }}
        />
      </label>
      <p id={hint} className="quiet">
        {profile.purpose}
      </p>
    </div>
  );
}

/** Stands for no choice; no scheme has this id. */
const AUTOMATIC = '';
const optionsOf = (schemes: readonly ScoringScheme[]) =>
  schemes.map(({ id, title }) => ({ value: id, label: title }));

/** 评分办法: how the forms of the round, or the self-evaluations on its targets, are scored. */
function SchemeField({ body, isFixed, onChange }: ChoiceProps) {
  const hint = useId();
  const { tenant } = useSession();
  const isScored = body.kind.endsWith('self-evaluation');
  const question = {
    regionName: tenant?.name ?? null,
    templateRegion: templateById(body.templateId)?.region ?? null,
    fiscalYear: body.fiscalYear,
  };
  const { fitting, others } = schemesToOffer(question);
  const told = isScored ? '本批次的自评表按此计分' : '告知各单位年终自评按此计分';
  return (
    <div>
      <label>
        评分办法
        <Select
          aria-describedby={hint}
          value={body.schemeId ?? AUTOMATIC}
          disabled={isFixed && isScored}
          popupMatchSelectWidth={false}
          options={[
            { value: AUTOMATIC, label: '按地区与年度自动选用' },
            { label: '适用于本地区、本年度', options: optionsOf(fitting) },
            { label: '其他地区或年度', options: optionsOf(others) },
          ]}
          onChange={(schemeId: string) => {
            onChange({ ...body, schemeId: schemeId === AUTOMATIC ? null : schemeId });
          }}
        />
      </label>
      <p id={hint} className="quiet">
        {body.schemeId === null && `目前为“${chooseScheme(question).scheme.title}”，`}
        {told}。
      </p>
    </div>
  );
}

/** 规则方案与评分办法 of a round, each with what it means. */
export function ChoiceFields(props: ChoiceProps) {
  return (
    <div className="field-row choices">
      <ProfileField {...props} />
      <SchemeField {...props} />
    </div>
  );
}
