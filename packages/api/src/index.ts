export { Folder } from './activity/folder.ts';
export { rebuildProjects } from './activity/rebuild.ts';
export { Relay } from './announcements/relay.ts';
export { Bus } from './bus.ts';
export type { ConsoleContext, HostContext, Services, WidgetContext } from './context.ts';
export { alone } from './database/alone.ts';
export { type Database, openDatabase } from './database/database.ts';
export { isUnavailable } from './database/errors.ts';
export { migrate } from './database/migrate.ts';
export { SideConnection } from './database/side-connection.ts';
export { asNobody } from './database/tenant-scope.ts';
export { describeError, type ErrorShape, toHearthError } from './errors/describe.ts';
export { HearthError } from './errors/hearth-error.ts';
export { Identity } from './identity/identity.ts';
export { newId, wireId } from './ids.ts';
export { Recorder } from './interactions/recorder.ts';
export type { Rule } from './limits/limit.ts';
export { Limits } from './limits/limits.ts';
export { networkOf } from './limits/network.ts';
export { acceptInvitation } from './operators/accept-invitation.ts';
export { invitationLink, inviteOperator } from './operators/invite.ts';
export type { Permission } from './operators/permissions.ts';
export { resolveOperator } from './operators/session.ts';
export { deleteOperator } from './operators/store.ts';
export {
  type ConfiguredIds,
  configureProject,
  type ProjectConfiguration,
} from './projects/configuration-store.ts';
export { createHs256Key, createSecretKey, importEdDsaKey } from './projects/create-keys.ts';
export { createProject } from './projects/create-project.ts';
export { deleteProject, type Holdings, readHoldings } from './projects/delete-project.ts';
export { allowOrigin, countProjects, findOperatorsProject, findProjectId } from './projects/store.ts';
export { recordClick } from './referrals/record-click.ts';
export { requestScope } from './request-scope.ts';
export { receiveStripeEvent } from './revenue/receive-stripe-event.ts';
export {
  type ConsoleRouter,
  consoleRouter,
  type HostRouter,
  hostRouter,
  type WidgetRouter,
  widgetRouter,
} from './router.ts';
export { startRefresher } from './segments/refresher.ts';
