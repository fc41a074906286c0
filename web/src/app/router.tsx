import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { Frame } from './frame'
import { Missing } from './missing'
import { Broken } from './broken'

const root = createRootRoute({ component: Frame, notFoundComponent: Missing })

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('@/features/home/home-screen'), 'HomeScreen'),
})
const accounts = createRoute({
  getParentRoute: () => root,
  path: '/accounts',
  component: lazyRouteComponent(() => import('@/features/accounts/accounts-screen'), 'AccountsScreen'),
})
const account = createRoute({
  getParentRoute: () => root,
  path: '/accounts/$accountId',
  validateSearch: (search: Record<string, unknown>): { tab?: string } =>
    typeof search['tab'] === 'string' ? { tab: search['tab'] } : {},
  component: lazyRouteComponent(() => import('@/features/accounts/account-screen'), 'AccountScreen'),
})
const connection = createRoute({
  getParentRoute: () => root,
  path: '/connections/$connectionId',
  component: lazyRouteComponent(() => import('@/features/connect/connection-screen'), 'ConnectionScreen'),
})
const trade = createRoute({
  getParentRoute: () => root,
  path: '/trade',
  validateSearch: (
    search: Record<string, unknown>,
  ): { account?: string; symbol?: string; side?: 'BUY' | 'SELL' } => ({
    ...(typeof search['account'] === 'string' ? { account: search['account'] } : {}),
    ...(typeof search['symbol'] === 'string' ? { symbol: search['symbol'] } : {}),
    ...(search['side'] === 'BUY' || search['side'] === 'SELL' ? { side: search['side'] } : {}),
  }),
  component: lazyRouteComponent(() => import('@/features/trade/trade-screen'), 'TradeScreen'),
})
const activity = createRoute({
  getParentRoute: () => root,
  path: '/activity',
  component: lazyRouteComponent(() => import('@/features/activity/activity-screen'), 'ActivityScreen'),
})
const order = createRoute({
  getParentRoute: () => root,
  path: '/activity/orders/$orderId',
  component: lazyRouteComponent(() => import('@/features/activity/order-screen'), 'OrderScreen'),
})
const connect = createRoute({
  getParentRoute: () => root,
  path: '/connect',
  component: lazyRouteComponent(() => import('@/features/connect/connect-screen'), 'ConnectScreen'),
})
const developers = createRoute({
  getParentRoute: () => root,
  path: '/developers',
  component: lazyRouteComponent(() => import('@/features/developers/developers-screen'), 'DevelopersScreen'),
})
const admin = createRoute({
  getParentRoute: () => root,
  path: '/admin',
  component: lazyRouteComponent(() => import('@/features/admin/admin-screen'), 'AdminScreen'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    accounts,
    account,
    connection,
    trade,
    activity,
    order,
    connect,
    developers,
    admin,
  ]),
  defaultPreload: 'intent',
  defaultErrorComponent: Broken,
  scrollRestoration: false,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
