import { discardDraft, type FlowForm, type Tx } from '@jiheng/store';

/** 取消调整: what was written for the adjustment goes, the approved version holds as before. */
export async function discardAdjustment(tx: Tx, tenantId: string, { formId }: FlowForm): Promise<void> {
  await discardDraft(tx, tenantId, formId);
}
