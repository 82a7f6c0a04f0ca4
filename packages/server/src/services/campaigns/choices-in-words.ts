import type { CampaignDetail } from '@jiheng/api';
import { chooseRuleProfile, SCHEMES, type RoundChoice } from '@jiheng/regulation';

const BY_REGION_AND_YEAR = '按地区与年度自动选用';

/** 批次的选用, in words: how its forms are scored, and by which rules they are checked. */
export function choicesInWords({
  schemeId,
  ruleProfileId,
}: RoundChoice): Pick<CampaignDetail, 'schemeTitle' | 'ruleProfileTitle'> {
  return {
    schemeTitle: SCHEMES.find(({ id }) => id === schemeId)?.title ?? BY_REGION_AND_YEAR,
    ruleProfileTitle: chooseRuleProfile(ruleProfileId).profile.title,
  };
}
