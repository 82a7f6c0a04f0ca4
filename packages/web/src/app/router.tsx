import { FORM_STATES, type FormState } from '@jiheng/domain';
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { parseFilters } from '../scenes/forms/filters.ts';
import { parseProjectSearch } from '../scenes/projects/project-search.ts';
import { parseLogFilters } from '../scenes/settings/log-filters.ts';
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

function oneState(search: Record<string, unknown>): { state?: FormState } {
  const state = FORM_STATES.find((known) => known === search['state']);
  return state === undefined ? {} : { state };
}

const workbenchRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/workbench',
  validateSearch: oneState,
  component: lazyRouteComponent(() => import('../scenes/workbench/workbench-page.tsx'), 'WorkbenchPage'),
});

/** The stage one works through stays in the address: 前一张/后一张 walk through its inbox. */
const reviewRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/review/$formId',
  validateSearch: oneState,
  component: lazyRouteComponent(() => import('../scenes/review/review-page.tsx'), 'ReviewPage'),
});

const campaignsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/campaigns',
  component: lazyRouteComponent(() => import('../scenes/campaigns/campaigns-page.tsx'), 'CampaignsPage'),
});

const newCampaignRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/campaigns/new',
  component: lazyRouteComponent(() => import('../scenes/campaigns/campaign-form.tsx'), 'NewCampaignPage'),
});

const campaignRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/campaigns/$campaignId',
  component: lazyRouteComponent(() => import('../scenes/campaigns/campaign-page.tsx'), 'CampaignPage'),
});

const editCampaignRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/campaigns/$campaignId/edit',
  component: lazyRouteComponent(() => import('../scenes/campaigns/campaign-form.tsx'), 'EditCampaignPage'),
});

const rehearsalRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/campaigns/$campaignId/rehearsal',
  component: lazyRouteComponent(() => import('../scenes/campaigns/rehearsal-page.tsx'), 'RehearsalPage'),
});

const projectsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/projects',
  validateSearch: parseProjectSearch,
  component: lazyRouteComponent(() => import('../scenes/projects/projects-page.tsx'), 'ProjectsPage'),
});

const newProjectRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/projects/new',
  component: lazyRouteComponent(() => import('../scenes/projects/project-form.tsx'), 'NewProjectPage'),
});

const projectRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/projects/$projectId',
  component: lazyRouteComponent(() => import('../scenes/projects/project-page.tsx'), 'ProjectPage'),
});

const editProjectRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/projects/$projectId/edit',
  component: lazyRouteComponent(() => import('../scenes/projects/project-form.tsx'), 'EditProjectPage'),
});

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

const newTargetRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/targets/new',
  validateSearch: (search: Record<string, unknown>): { project?: string; campaign?: string } => {
    const [project, campaign] = [textOf(search['project']), textOf(search['campaign'])];
    return { ...(project === undefined ? {} : { project }), ...(campaign === undefined ? {} : { campaign }) };
  },
  component: lazyRouteComponent(() => import('../scenes/target/start-page.tsx'), 'StartPage'),
});

const targetRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/targets/$formId',
  component: lazyRouteComponent(() => import('../scenes/target/target-page.tsx'), 'TargetPage'),
});

const indicatorsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/indicators',
  validateSearch: (search: Record<string, unknown>): { text?: string } => {
    const text = textOf(search['text']);
    return text === undefined ? {} : { text };
  },
  component: lazyRouteComponent(() => import('../scenes/indicators/indicators-page.tsx'), 'IndicatorsPage'),
});

const setUpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/set-up',
  component: lazyRouteComponent(() => import('../scenes/set-up/set-up-page.tsx'), 'SetUpPage'),
});

const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('../scenes/settings/settings-page.tsx'), 'SettingsPage'),
});

const peopleRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings/people',
  component: lazyRouteComponent(() => import('../scenes/settings/people-page.tsx'), 'PeoplePage'),
});

const logRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings/log',
  validateSearch: parseLogFilters,
  component: lazyRouteComponent(() => import('../scenes/settings/log-page.tsx'), 'LogPage'),
});

const checksRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings/checks',
  component: lazyRouteComponent(() => import('../scenes/settings/checks-page.tsx'), 'ChecksPage'),
});

const routeTree = rootRoute.addChildren([
  signInRoute,
  accountRoute,
  setUpRoute,
  settingsRoute,
  peopleRoute,
  logRoute,
  checksRoute,
  overviewRoute,
  formsRoute,
  formRoute,
  importRoute,
  importJobRoute,
  exportsRoute,
  rulesRoute,
  newTargetRoute,
  targetRoute,
  indicatorsRoute,
  workbenchRoute,
  reviewRoute,
  campaignsRoute,
  newCampaignRoute,
  campaignRoute,
  editCampaignRoute,
  rehearsalRoute,
  projectsRoute,
  newProjectRoute,
  projectRoute,
  editProjectRoute,
]);

export const router = createRouter({
  routeTree,
  parseSearch,
  stringifySearch,
  scrollRestoration: true,
  defaultPreload: 'intent',
  // Within the frame: what one page could not show takes the navigation from nobody.
  defaultErrorComponent: RouteFailure,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
