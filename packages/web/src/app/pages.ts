/** The pages of the main navigation and of the search, in order; each is offered to those who hold its permission. */
export const PAGES = [
  { to: '/workbench', label: '工作台', needs: 'form.read' },
  { to: '/', label: '总览', needs: 'overview.read' },
  { to: '/forms', label: '表单', needs: 'form.read' },
  { to: '/projects', label: '项目', needs: 'project.read' },
  { to: '/campaigns', label: '批次', needs: 'campaign.read' },
  { to: '/import', label: '导入', needs: 'form.import' },
  { to: '/exports', label: '导出', needs: 'form.export' },
  { to: '/indicators', label: '指标库', needs: 'form.read' },
  { to: '/rules', label: '规则', needs: 'form.read' },
  { to: '/settings', label: '设置', needs: 'people.read' },
] as const;

export type PagePath = (typeof PAGES)[number]['to'];
