import type { SystemCheck, SystemCheckList } from '@jiheng/api';
import {
  holds,
  PASSWORD_LONG_LENGTH,
  PASSWORD_MIN_LENGTH,
  REVIEW_STAGES,
  ROLE_PERMISSIONS,
  scopeOf,
  type Permission,
} from '@jiheng/domain';
import { auditState, listAudit, listPersons, type PersonRecord } from '@jiheng/store';
import type { ServiceContext } from '../context.ts';
import { isEverywhere } from '../scope.ts';
import type { AccessSettings } from '../session/access.ts';
import { FREE_FAILURES } from '../session/attempts.ts';

const DAY_MS = 86_400_000;
const IDLE_DAYS = 90;
const BACKUP_DAYS = 7;
const STRICT_IDLE_MINUTES = 30;
const WRITING: readonly Permission[] = ['target.write', 'target.submit'];
const REVIEWING: readonly Permission[] = REVIEW_STAGES.map(({ permission }) => permission);

/** What the checks look at. */
interface Facts {
  readonly persons: readonly PersonRecord[];
  readonly access: AccessSettings;
  readonly now: Date;
  readonly oldestLogAt: Date | null;
  readonly unsealed: number;
  readonly lastBackupAt: Date | null;
}

type Check = (facts: Facts) => SystemCheck;

function named(persons: readonly PersonRecord[]): string {
  const names = persons.slice(0, 8).map(({ name }) => name);
  return persons.length > names.length
    ? `${names.join('、')}等${String(persons.length)}人`
    : names.join('、');
}

/** Whether one person holds one of both sorts of permissions at places where one contains the other. */
function holdsBoth(person: PersonRecord, left: readonly Permission[], right: readonly Permission[]): boolean {
  const places = (wanted: readonly Permission[]) =>
    person.assignments.filter(({ role }) => ROLE_PERMISSIONS[role].some((each) => wanted.includes(each)));
  return places(left).some(({ path: a }) =>
    places(right).some(({ path: b }) => a.startsWith(b) || b.startsWith(a)),
  );
}

function daysSince(then: Date, now: Date): number {
  return Math.floor((now.getTime() - then.getTime()) / DAY_MS);
}

const passwordPolicy: Check = () => ({
  id: 'password-policy',
  title: '口令复杂度',
  state: 'good',
  finding: `至少${String(PASSWORD_MIN_LENGTH)}位且含三类字符，或至少${String(PASSWORD_LONG_LENGTH)}位；不得含姓名、登录名，不得为常见口令。`,
  why: '简单口令容易被猜中。',
  remedy: '规则由系统执行，无需操作。',
});

const lockout: Check = () => ({
  id: 'lockout',
  title: '登录失败处理',
  state: 'good',
  finding: `同一登录名连续${String(FREE_FAILURES)}次未登录成功即暂停，时间逐次加倍，最长一小时；本人登录过的浏览器单独计数，他人猜测不会锁住本人；同一地址的尝试次数另有限制。`,
  why: '防止反复猜测口令。',
  remedy: '规则由系统执行，无需操作；误锁时在“机构与人员”中解锁。',
});

const timeout: Check = ({ access }) => {
  const minutes = Math.round(access.idleMs / 60_000);
  const isShort = minutes <= STRICT_IDLE_MINUTES;
  return {
    id: 'timeout',
    title: '会话超时',
    state: isShort ? 'good' : 'attention',
    finding: `停止操作${String(minutes)}分钟后自动退出。`,
    why: '离开座位后，他人不能接着使用。',
    remedy: isShort ? '无需操作。' : `正式单位应不超过${String(STRICT_IDLE_MINUTES)}分钟。`,
  };
};

const transport: Check = ({ access }) => {
  const { publicUrl } = access;
  const isPlain = publicUrl?.protocol === 'http:';
  const place = publicUrl === undefined ? '只在本机使用，不经过网络。' : `访问地址为 ${publicUrl.origin}。`;
  return {
    id: 'transport',
    title: '传输加密',
    state: isPlain ? 'bad' : 'good',
    finding: isPlain ? `${place}口令和数据未加密传输。` : place,
    why: '未加密时，口令可在网络中被截取。',
    remedy: isPlain ? '请在前端代理上启用 HTTPS，并把 PUBLIC_URL 改为 https 地址。' : '无需操作。',
  };
};

const retention: Check = ({ oldestLogAt, unsealed, now }) => {
  const days = oldestLogAt === null ? 0 : daysSince(oldestLogAt, now);
  return {
    id: 'log-retention',
    title: '日志留存',
    state: unsealed > 1_000 ? 'attention' : 'good',
    finding: `审计日志已留存${String(days)}天，系统不提供删除，数据库拒绝改动；等待封存${String(unsealed)}条。`,
    why: '网络安全法要求日志留存不少于六个月。',
    remedy: '请定期导出日志，并把链首摘要抄存到系统之外。',
  };
};

const separation: Check = ({ persons }) => {
  const both = persons.filter((person) => holdsBoth(person, WRITING, REVIEWING));
  return {
    id: 'separation',
    title: '填报与审核分离',
    state: both.length === 0 ? 'good' : 'attention',
    finding:
      both.length === 0 ? '没有人在同一机构范围内兼任填报和审核。' : `兼任填报和审核：${named(both)}。`,
    why: '同一人填报又审核，审核形同虚设。系统不许本人审核本人填报的表，但仍应分设。',
    remedy: both.length === 0 ? '无需操作。' : '请在“机构与人员”中调整任职。',
  };
};

const administration: Check = ({ persons }) => {
  const both = persons.filter((person) => holdsBoth(person, ['people.manage'], [...REVIEWING, ...WRITING]));
  return {
    id: 'administration',
    title: '管理与业务分离',
    state: both.length === 0 ? 'good' : 'attention',
    finding: both.length === 0 ? '管理员不兼任填报或审核。' : `管理员兼任业务：${named(both)}。`,
    why: '能改权限的人不应同时办理业务。',
    remedy: both.length === 0 ? '无需操作。' : '请另设管理员，或取消其业务角色。',
  };
};

const administrators: Check = ({ persons }) => {
  const able = persons.filter((person) => {
    const { personId, name, assignments, projects, hasPassword, oidcSubject } = person;
    const everywhere = isEverywhere(scopeOf({ personId, name, assignments, projects }, 'people.manage'));
    return (hasPassword || oidcSubject !== null) && everywhere;
  });
  return {
    id: 'administrators',
    title: '管理员人数',
    state: able.length >= 2 ? 'good' : 'attention',
    finding: `财政部门有${String(able.length)}名能登录的管理员。`,
    why: '只有一名管理员时，其离岗或被锁定将无人解锁。',
    remedy: able.length >= 2 ? '无需操作。' : '请再设一名管理员。',
  };
};

const initialPasswords: Check = ({ persons }) => {
  const waiting = persons.filter(({ hasPassword, mustChangePassword }) => hasPassword && mustChangePassword);
  return {
    id: 'initial-passwords',
    title: '初始口令',
    state: waiting.length === 0 ? 'good' : 'attention',
    finding: waiting.length === 0 ? '没有仍在使用的初始口令。' : `尚未修改初始口令：${named(waiting)}。`,
    why: '初始口令经他人之手，修改前不能办理业务。',
    remedy: waiting.length === 0 ? '无需操作。' : '请提醒本人登录修改；不再需要的账号请停用。',
  };
};

const idleAccounts: Check = ({ persons, now }) => {
  const idle = persons.filter(
    ({ lastSignInAt, createdAt }) => daysSince(lastSignInAt ?? createdAt, now) > IDLE_DAYS,
  );
  return {
    id: 'idle-accounts',
    title: '闲置账号',
    state: idle.length === 0 ? 'good' : 'attention',
    finding:
      idle.length === 0
        ? `没有超过${String(IDLE_DAYS)}天未登录的账号。`
        : `超过${String(IDLE_DAYS)}天未登录：${named(idle)}。`,
    why: '离岗人员的账号可能被他人使用。',
    remedy: idle.length === 0 ? '无需操作。' : '请核实后停用。',
  };
};

const backupAge: Check = ({ lastBackupAt, now }) => {
  const days = lastBackupAt === null ? null : daysSince(lastBackupAt, now);
  const isFresh = days !== null && days <= BACKUP_DAYS;
  return {
    id: 'backup',
    title: '数据备份',
    state: isFresh ? 'good' : 'bad',
    finding: days === null ? '从未备份。' : `最近一次备份在${String(days)}天前。`,
    why: '机器损坏或被勒索时，只有备份能恢复数据。',
    remedy: isFresh
      ? '无需操作。'
      : '请运行 jiheng-manage backup 文件，并设为每天执行，备份存放在另一台机器上。',
  };
};

const CHECKS: readonly Check[] = [
  passwordPolicy,
  lockout,
  timeout,
  transport,
  retention,
  separation,
  administration,
  administrators,
  initialPasswords,
  idleAccounts,
  backupAge,
];

/** 安全自查: the duties of 等级保护 that the system itself can look at. */
export async function systemChecks(
  context: ServiceContext,
  access: AccessSettings,
): Promise<SystemCheckList> {
  const { db, tenant, now, person } = context;
  const { tenantId } = tenant;
  const [persons, state, backups] = await Promise.all([
    listPersons(db, tenantId),
    auditState(db, tenantId),
    listAudit(db, tenantId, { action: 'backup', limit: 1 }),
  ]);
  const facts: Facts = {
    // Whoever sees the checks sees the people of the same part of the tree.
    persons: holds(person, 'people.read') ? persons.filter(({ isClosed }) => !isClosed) : [],
    access,
    now,
    oldestLogAt: state.oldestAt,
    unsealed: state.unsealed,
    lastBackupAt: backups[0]?.at ?? null,
  };
  return { items: CHECKS.map((check) => check(facts)), checkedAt: now.toISOString() };
}
