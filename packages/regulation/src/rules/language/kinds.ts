import { FORM_KINDS, type FormKind } from '@jiheng/domain';

/** Every kind of form. */
export const ALL_KINDS: readonly FormKind[] = FORM_KINDS;
/** Forms that declare targets. */
export const TARGET_KINDS: readonly FormKind[] = ['target', 'department-target'];
/** Forms that report and score results. */
export const EVALUATION_KINDS: readonly FormKind[] = ['self-evaluation', 'department-self-evaluation'];
/** Forms of one project, not of a whole department. */
export const PROJECT_KINDS: readonly FormKind[] = ['target', 'self-evaluation', 'monitoring'];
