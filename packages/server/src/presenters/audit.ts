import type { AuditItem } from '@jiheng/api';
import { FLOW_ACTION_LABELS, FLOW_ACTIONS, type FlowAction } from '@jiheng/domain';
import type { AuditRow } from '@jiheng/store';

const LABELS = {
  'target-batch-pass': '批量审核通过',
  'target-batch-approve': '批量批复',
  'reopen-opinion': '重新提出意见',
  'sign-in': '登录',
  'sign-in-failed': '登录未成功',
  'sign-out': '退出登录',
  'change-password': '修改口令',
  'reset-password': '重置口令',
  'unlock-person': '解除登录锁定',
  'add-person': '添加人员',
  'change-person': '修改人员',
  'grant-projects': '单项授权',
  'import-people': '批量导入机构人员',
  'add-organisation': '添加机构',
  'change-organisation': '修改机构',
  'move-organisation': '划转机构',
  'set-up': '首次设置',
  import: '导入文件',
  'accept-revision': '采用导入的新版本',
  'separate-form': '导入的表另立为新表',
  export: '导出',
  'cancel-export': '取消导出',
  'export-audit': '导出审计日志',
  backup: '备份',
  'start-target': '开始填报',
  silence: '说明问题',
  unsilence: '撤回说明',
  'add-opinion': '填写意见',
  'settle-opinion': '答复意见',
  'create-campaign': '新建批次',
  'change-campaign': '修改批次',
  'open-campaign': '启动批次',
  'close-campaign': '关闭批次',
  'extend-campaign': '延期',
  'reopen-campaign': '重新开放批次',
  'roll-over-campaign': '结转批次',
  'create-project': '新建项目',
  'change-project': '修改项目',
  'link-project': '关联历年项目',
  'import-projects': '批量导入项目',
} as const;

/** What the log may be told. */
export type AuditAction = keyof typeof LABELS | `target-${FlowAction}`;

/** 操作名称: every action that the log may hold. */
export const AUDIT_ACTIONS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(FLOW_ACTIONS.map((action) => [`target-${action}`, FLOW_ACTION_LABELS[action]])),
  ...LABELS,
};

export function presentAuditRow({ entryId, at, ...row }: AuditRow): AuditItem {
  return { id: entryId, at: at.toISOString(), actionLabel: AUDIT_ACTIONS[row.action] ?? '其他操作', ...row };
}
