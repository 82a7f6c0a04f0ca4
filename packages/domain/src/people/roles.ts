/** 角色: what a person does in an organisation. Separation of duties is part of the table below and of the workflow. */
export const ROLES = [
  'officer',
  'unit-reviewer',
  'department-reviewer',
  'finance-division',
  'performance-office',
  'third-party',
  'auditor',
  'administrator',
] as const;
export type Role = (typeof ROLES)[number];

/** 角色名称, the only list of them. */
export const ROLE_LABELS: Readonly<Record<Role, string>> = {
  officer: '经办人',
  'unit-reviewer': '单位审核人',
  'department-reviewer': '主管部门审核人',
  'finance-division': '财政业务处室',
  'performance-office': '财政绩效处',
  'third-party': '第三方评审',
  auditor: '审计',
  administrator: '管理员',
};

/** 权限: one name per thing that can be allowed. Every endpoint of the contract names the one it needs. */
export const PERMISSIONS = [
  'form.read',
  'form.import',
  'form.revise',
  'form.export',
  'overview.read',
  'target.write',
  'target.submit',
  'review.unit',
  'review.department',
  'review.division',
  'review.office',
  'review.comment',
  'campaign.read',
  'campaign.manage',
  'project.read',
  'project.manage',
  'people.read',
  'people.manage',
  'audit.read',
  'system.read',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const READING = ['form.read', 'form.export', 'overview.read', 'campaign.read', 'project.read'] as const;

/** 权限表: deny by default; a role may do what stands here, within its part of the tree, and nothing else. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  officer: [...READING, 'form.import', 'target.write', 'target.submit', 'project.manage'],
  'unit-reviewer': [...READING, 'review.unit'],
  'department-reviewer': [...READING, 'form.import', 'form.revise', 'review.department', 'project.manage'],
  'finance-division': [...READING, 'form.import', 'form.revise', 'review.division', 'project.manage'],
  'performance-office': [
    ...READING,
    'form.import',
    'form.revise',
    'review.office',
    'campaign.manage',
    'project.manage',
    'people.read',
  ],
  'third-party': ['form.read', 'review.comment'],
  auditor: [...READING, 'people.read', 'audit.read', 'system.read'],
  administrator: [
    ...READING,
    'form.import',
    'form.revise',
    'campaign.manage',
    'project.manage',
    'people.read',
    'people.manage',
    'audit.read',
    'system.read',
  ],
};
