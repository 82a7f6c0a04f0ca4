import {
  AuditOutlined,
  BarChartOutlined,
  BookOutlined,
  CalendarOutlined,
  CarryOutOutlined,
  DownloadOutlined,
  FileTextOutlined,
  ImportOutlined,
  ProjectOutlined,
  QuestionCircleOutlined,
  SearchOutlined,
  SettingOutlined,
} from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import {
  Link,
  Navigate,
  Outlet,
  useNavigate,
  useRouterState,
  type ErrorComponentProps,
} from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from 'react';
import { queries } from '../client/queries.ts';
import { useSession } from '../client/session.ts';
import { PageHead } from '../components/page-head.tsx';
import { Failure, Loading, Nothing } from '../components/states.tsx';
import { FirstPassword } from '../scenes/sign-in/first-password.tsx';
import { parseFilters } from '../scenes/forms/filters.ts';
import { SignInAgain } from '../scenes/sign-in/sign-in-again.tsx';
import { Bell } from '../scenes/workbench/bell.tsx';
import { AccountMenu } from './account-menu.tsx';
import { isTyping } from './keys.ts';
import { useReturnFocus } from './return-focus.ts';
import { PAGES, type PagePath } from './pages.ts';

const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }));
const KeyHelp = lazy(async () => ({ default: (await import('./key-help.tsx')).KeyHelp }));

/** The icons bring English names along; they are hidden from screen readers where they stand. */
const ICONS: Readonly<Record<PagePath, ReactNode>> = {
  '/workbench': <CarryOutOutlined />,
  '/': <BarChartOutlined />,
  '/forms': <FileTextOutlined />,
  '/projects': <ProjectOutlined />,
  '/campaigns': <CalendarOutlined />,
  '/import': <ImportOutlined />,
  '/exports': <DownloadOutlined />,
  '/indicators': <BookOutlined />,
  '/rules': <AuditOutlined />,
  '/settings': <SettingOutlined />,
};

/** After a reload the address gives the year as text. */
function yearOf(search: object): number | undefined {
  return parseFilters({ ...search }).year;
}

/** Pages that show one year or all; elsewhere choosing a year opens its forms. */
const YEAR_PAGES = ['/', '/forms', '/projects'] as const;

/** 年度 of overview, forms and projects. */
function YearSelect() {
  const navigate = useNavigate();
  const { can } = useSession();
  const { pathname, search } = useRouterState({ select: ({ location }) => location });
  const overview = useQuery({ ...queries.overview(undefined), enabled: can('overview.read') });
  const years = overview.data?.years ?? [];
  const choose = (year: number) => {
    const here = YEAR_PAGES.find((page) => page === pathname);
    void navigate({
      to: here ?? '/forms',
      search: (before: object) => ({
        ...(here === undefined ? {} : before),
        year: year === 0 ? undefined : year,
        page: undefined,
      }),
    });
  };
  return (
    <Select<number>
      aria-label="年度"
      value={yearOf(search) ?? 0}
      onChange={choose}
      options={[
        { value: 0, label: '全部年度' },
        ...years.map((year) => ({ value: year, label: `${String(year)} 年度` })),
      ]}
      style={{ width: 116 }}
    />
  );
}

interface TopBarProps {
  readonly onSearch: () => void;
  readonly onHelp: () => void;
}

function TopBar({ onSearch, onHelp }: TopBarProps) {
  const { tenant } = useSession();
  return (
    <header className="top-bar">
      <Link to="/" className="brand" aria-label="绩衡，回到总览">
        <img src="/icon.svg" alt="" />
        绩衡
      </Link>
      <span className="bureau">{tenant?.name ?? ''}</span>
      {tenant?.isSample === true && (
        <span className="sample-mark" title="样例辖区的单位、项目和数字均为虚构">
          样例
        </span>
      )}
      <button type="button" className="search-button" onClick={onSearch}>
        <SearchOutlined aria-hidden />
        <span className="search-words">搜索表单、项目、单位、规则、页面</span>
        <kbd>Ctrl K</kbd>
      </button>
      <YearSelect />
      <Button type="text" icon={<QuestionCircleOutlined />} aria-label="键盘操作说明" onClick={onHelp} />
      <Bell />
      <AccountMenu />
    </header>
  );
}

function SideNav() {
  const { can } = useSession();
  const year = useRouterState({ select: ({ location }) => yearOf(location.search) });
  const search = year === undefined ? {} : { year };
  return (
    <nav className="side-nav" aria-label="主导航">
      <ul>
        {PAGES.filter(({ needs }) => can(needs)).map(({ to, label }) => (
          <li key={to}>
            <Link
              to={to}
              {...(YEAR_PAGES.some((page) => page === to) ? { search } : {})}
              activeOptions={{ exact: to === '/', includeSearch: false }}
              activeProps={{ 'aria-current': 'page' }}
            >
              <span aria-hidden="true">{ICONS[to]}</span>
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

type Overlay = 'palette' | 'keys' | null;

function useGlobalKeys(open: (overlay: Overlay) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        open('palette');
      } else if ((event.key === '?' || event.key === '？') && !isTyping(event.target)) {
        event.preventDefault();
        open('keys');
      }
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  }, [open]);
}

/** A person who navigates by keyboard or by ear starts each page at its content. */
function useFocusOnNavigation() {
  const main = useRef<HTMLElement>(null);
  const pathname = useRouterState({ select: ({ location }) => location.pathname });
  const isFirst = useRef(true);
  useEffect(() => {
    if (isFirst.current) isFirst.current = false;
    else main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return main;
}

/** The sign-in page stands alone, everything else in the shell. */
export function Frame() {
  const pathname = useRouterState({ select: ({ location }) => location.pathname });
  return pathname === '/sign-in' ? <Outlet /> : <Shell />;
}

/** The page of a signed-in person; others are led to the sign-in page and back. */
function Shell() {
  const { session, error, refetch, person, can } = useSession();
  const to = useRouterState({ select: ({ location }) => location.href });
  if (error) {
    return (
      <Failure
        error={error}
        onRetry={() => {
          void refetch();
        }}
      />
    );
  }
  if (session === undefined) return <Loading />;
  if (person === undefined) return <Navigate to="/sign-in" search={to === '/' ? {} : { to }} replace />;
  if (person.mustChangePassword) return <FirstPassword />;
  // Who has no overview begins with what is to be done.
  if (to === '/' && !can('overview.read')) return <Navigate to="/workbench" replace />;
  return <Desk />;
}

/** A real bureau without an administrator: whoever sits at the machine is told what comes first. */
function SetUpHint() {
  const { tenant, person } = useSession();
  const pathname = useRouterState({ select: ({ location }) => location.pathname });
  if (tenant?.isSetUp !== false || person?.isOperator !== true || pathname === '/set-up') return null;
  return (
    <p className="set-up-hint">
      本单位还没有管理员账号，目前只能在本机使用。<Link to="/set-up">完成首次设置</Link>
    </p>
  );
}

function Desk() {
  const [overlay, setOverlay] = useState<Overlay>(null);
  useGlobalKeys(setOverlay);
  const main = useFocusOnNavigation();
  useReturnFocus();
  const close = () => {
    setOverlay(null);
  };
  return (
    <div className="shell">
      <a className="skip-link" href="#main">
        跳到正文
      </a>
      <TopBar
        onSearch={() => {
          setOverlay('palette');
        }}
        onHelp={() => {
          setOverlay('keys');
        }}
      />
      <SideNav />
      <main id="main" ref={main} tabIndex={-1}>
        <SetUpHint />
        <Outlet />
      </main>
      <Suspense>
        {overlay === 'palette' && <Palette onClose={close} />}
        {overlay === 'keys' && <KeyHelp onClose={close} />}
      </Suspense>
      <SignInAgain />
    </div>
  );
}

export function NotFound() {
  return (
    <div className="page">
      <PageHead title="没有这一页" />
      <Nothing title="这个地址没有内容" hint="地址可能有误，或者页面已经移走。">
        <Link to="/">回到总览</Link>
      </Nothing>
    </div>
  );
}

export function RouteFailure({ error, reset }: ErrorComponentProps) {
  return (
    <div className="page">
      <Failure
        error={error instanceof Error ? error : new Error(String(error))}
        onRetry={() => {
          // All files of the page anew, its styles too, as soon as the server answers.
          void fetch(window.location.href, { method: 'HEAD' }).then(() => {
            window.location.reload();
          }, reset);
        }}
      />
    </div>
  );
}
