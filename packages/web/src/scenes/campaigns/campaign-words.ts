import type { CampaignState } from '@jiheng/api';

export const CAMPAIGN_STATE_LABELS: Readonly<Record<CampaignState, string>> = {
  preparing: '筹备中',
  open: '已开启',
  closed: '已关闭',
};
