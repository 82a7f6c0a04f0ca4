import { FORM_STATE_LABELS, ROLE_LABELS } from '@jiheng/domain';

/** Names of what entries of the log say, for people. */
const NAMES: Readonly<Record<string, string>> = {
  actor: '办理人',
  address: '地址',
  after: '改后',
  amountWan: '金额（万元）',
  answer: '答复',
  approvalDate: '批复日期',
  approvalNumber: '批复文号',
  at: '位置',
  before: '改前',
  bytes: '字节',
  changes: '变化',
  code: '编码',
  count: '数量',
  detail: '说明',
  duties: '任职',
  email: '电子邮箱',
  endedSessions: '结束的登录',
  everywhere: '所有设备',
  file: '文件',
  files: '文件',
  fiscalYear: '年度',
  format: '格式',
  forms: '表',
  from: '原来',
  fromState: '原状态',
  index: '序号',
  isApplied: '已导入',
  isClosed: '停用',
  isKnown: '登录名存在',
  kind: '类别',
  label: '内容',
  loginName: '登录名',
  name: '名称',
  opinion: '意见',
  parent: '上级机构',
  place: '位置',
  reason: '理由',
  result: '结果',
  revision: '版本',
  role: '角色',
  row: '行',
  sheet: '工作表',
  sort: '类别',
  stage: '环节',
  state: '状态',
  telephone: '电话',
  text: '内容',
  title: '标题',
  to: '改为',
  toState: '新状态',
  until: '截止',
  way: '方式',
};

const VALUES: Readonly<Record<string, string>> = {
  ...ROLE_LABELS,
  ...FORM_STATE_LABELS,
  form: '表',
  empty: '空白',
  password: '口令',
  sample: '样例',
  'single-sign-on': '单点登录',
  finance: '财政部门',
  department: '主管部门',
  unit: '实施单位',
  add: '新增',
  change: '修改',
};

const MOST = 400;

/** Ids mean nothing to a reader; the export holds them. */
function isId(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value);
}

function words(value: unknown): string {
  if (value === null || value === undefined || value === '') return '无';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'string') return VALUES[value] ?? value.replace(/^\/indicators\/(.+)\/\w+$/, '$1');
  if (Array.isArray(value)) {
    if (value.length === 0) return '无';
    return value.every(isId) ? `${String(value.length)} 项` : value.map(words).join('；');
  }
  if (typeof value === 'object') {
    return Object.entries(value)
      .filter(([name, member]) => name in NAMES && !isId(member))
      .map(([name, member]) => `${NAMES[name] ?? ''}：${words(member)}`)
      .join('，');
  }
  return JSON.stringify(value);
}

/** What an entry says, in one line; cut when it is long, the export holds all of it. */
export function detailText(detail: unknown): string {
  if (typeof detail !== 'object' || detail === null || Object.keys(detail).length === 0) return '';
  const text = words(detail);
  return text.length > MOST ? `${text.slice(0, MOST)}……` : text;
}
