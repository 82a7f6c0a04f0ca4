import type { DecimalText, FormKind, FormState, FundRow, OrganisationPath } from '@jiheng/domain';
import type { ProjectTable } from '../database/work-tables.ts';

/** 项目: one project in one year; the same project of other years has the same `lineageId`. */
export interface Project {
  readonly projectId: string;
  readonly lineageId: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly path: OrganisationPath;
  readonly fiscalYear: number;
  readonly code: string;
  readonly name: string;
  readonly nature: string | null;
  readonly category: string | null;
  readonly startDate: string | null;
  readonly endDate: string | null;
  readonly funds: readonly FundRow[];
  readonly amountWan: DecimalText | null;
  readonly disclosure: ProjectTable['disclosure'];
  readonly isClosed: boolean;
}

/** What of a project is set by people. */
export type ProjectSettings = Omit<Project, 'projectId' | 'lineageId' | 'organisationName' | 'path'>;

/** One line of the project list. */
export interface ProjectListRow extends Project {
  /** State of its target form of the year, null without one. */
  readonly targetState: FormState | null;
  readonly targetFormId: string | null;
}

/** 历年表单 of a project: what was promised, reached and spent. */
export interface ProjectForm {
  readonly formId: string;
  readonly kind: FormKind;
  readonly fiscalYear: number | null;
  readonly state: FormState;
  readonly revision: number;
  readonly projectName: string | null;
  readonly implementingUnit: string | null;
  readonly amountWan: DecimalText | null;
  readonly spentWan: DecimalText | null;
  readonly executionRate: DecimalText | null;
  readonly totalScore: DecimalText | null;
  readonly grade: string | null;
  readonly revisedAt: Date;
}

/** 指标 of a project's form, for the table through the years. */
export interface ProjectIndicator {
  readonly formId: string;
  readonly position: number;
  readonly level1: string | null;
  readonly level2: string | null;
  readonly level3: string | null;
  readonly target: string | null;
  readonly actual: string | null;
  readonly score: DecimalText | null;
}
