import type {
  DecimalText,
  FormKind,
  FormState,
  OrganisationPath,
  StageDeadlines,
  StageExtension,
} from '@jiheng/domain';
import type { CampaignTable } from '../database/work-tables.ts';

/** 批次: one round of work on one kind of form of one year. */
export interface Campaign {
  readonly campaignId: string;
  readonly name: string;
  readonly kind: FormKind;
  readonly fiscalYear: number;
  readonly templateId: string;
  readonly schemeId: string | null;
  readonly ruleProfileId: string | null;
  readonly guidance: string;
  readonly state: CampaignTable['state'];
  /** Civil date. */
  readonly opensOn: string;
  readonly deadlines: StageDeadlines;
  readonly copiedFrom: string | null;
  readonly createdAt: Date;
}

/** What of a round is set by people. */
export type CampaignSettings = Omit<Campaign, 'campaignId' | 'state' | 'copiedFrom' | 'createdAt'>;

/** 参加单位: a chosen organisation; its whole subtree takes part. */
export interface CampaignMember {
  readonly organisationId: string;
  readonly name: string;
  readonly path: OrganisationPath;
}

/** 延期 with its reason. */
export interface CampaignExtension extends StageExtension {
  readonly extensionId: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly reason: string;
  readonly grantedBy: string;
  readonly grantedAt: Date;
}

/** 应报项目: a project of a member, with its form in the round when there is one. */
export interface CampaignProject {
  readonly projectId: string;
  readonly projectCode: string;
  readonly projectName: string;
  readonly amountWan: DecimalText | null;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly path: OrganisationPath;
  readonly formId: string | null;
  readonly state: FormState | null;
  /** 已批复, at least once: while it is adjusted the approved version holds. */
  readonly isApproved: boolean;
  readonly errors: number | null;
  readonly warnings: number | null;
}
