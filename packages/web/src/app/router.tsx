import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { parseFilters } from '../scenes/forms/filters.ts';
import { parseSearch, stringifySearch } from './search-text.ts';
import { Frame, NotFound, RouteFailure } from './shell.tsx';

function yearSearch(search: Record<string, unknown>): { year?: number } {
  const { year } = parseFilters(search);
  return year === undefined ? {} : { year };
}

const rootRoute = createRootRoute({
  component: Frame,
  notFoundComponent: NotFound,
  errorComponent: RouteFailure,
});

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { to?: string } =>
    typeof search['to'] === 'string' ? { to: search['to'] } : {},
  component: lazyRouteComponent(() => import('../scenes/sign-in/sign-in-page.tsx'), 'SignInPage'),
});

const accountRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/account',
  component: lazyRouteComponent(() => import('../scenes/settings/account-page.tsx'), 'AccountPage'),
});

const overviewRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  validateSearch: yearSearch,
  component: lazyRouteComponent(() => import('../scenes/overview/overview-page.tsx'), 'OverviewPage'),
});

const formsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/forms',
  validateSearch: parseFilters,
  component: lazyRouteComponent(() => import('../scenes/forms/forms-page.tsx'), 'FormsPage'),
});

/** The filters of the list one came from stay in the address: they are what 前一张/后一张 walks through. */
const formRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/forms/$formId',
  validateSearch: (search: Record<string, unknown>) => {
    const revision = Number(search['revision']);
    return { ...parseFilters(search), ...(Number.isInteger(revision) && revision > 0 ? { revision } : {}) };
  },
  component: lazyRouteComponent(() => import('../scenes/form/form-page.tsx'), 'FormPage'),
});

const importRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/import',
  component: lazyRouteComponent(() => import('../scenes/import/import-page.tsx'), 'ImportPage'),
});

const importJobRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/import/$importId',
  component: lazyRouteComponent(() => import('../scenes/import/import-job-page.tsx'), 'ImportJobPage'),
});

const exportsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/exports',
  component: lazyRouteComponent(() => import('../scenes/exports/exports-page.tsx'), 'ExportsPage'),
});

const rulesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/rules',
  component: lazyRouteComponent(() => import('../scenes/rules/rules-page.tsx'), 'RulesPage'),
});

const routeTree = rootRoute.addChildren([
  signInRoute,
  accountRoute,
  overviewRoute,
  formsRoute,
  formRoute,
  importRoute,
  importJobRoute,
  exportsRoute,
  rulesRoute,
]);

export const router = createRouter({
  routeTree,
  parseSearch,
  stringifySearch,
  scrollRestoration: true,
  defaultPreload: 'intent',
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
