import { type CommandSpec, doorsOf, type FunctionName, type ServiceSpec } from './command.ts';
import { configSvc } from './services/ConfigSvc.ts';
import { groupOpenAttrHttpSvc } from './services/group_open_attr_http_svc.ts';
import { groupOpenAvchatroomHttpSvc } from './services/group_open_avchatroom_http_svc.ts';
import { groupOpenHttpNoauthSvc } from './services/group_open_http_noauth_svc.ts';
import { groupOpenHttpSvc } from './services/group_open_http_svc.ts';
import { heartbeat } from './services/heartbeat.ts';
import { imCosMsg } from './services/im_cos_msg.ts';
import { imLongMsg } from './services/im_long_msg.ts';
import { imOpenLoginSvc } from './services/im_open_login_svc.ts';
import { imOpenStatus } from './services/im_open_status.ts';
import { imSdkConfigMgr } from './services/im_sdk_config_mgr.ts';
import { imopenstat } from './services/imopenstat.ts';
import { kaiwaAppSvc } from './services/kaiwa_app_svc.ts';
import { millionGroupOpenHttpSvc } from './services/million_group_open_http_svc.ts';
import { openconfigsvr } from './services/openconfigsvr.ts';
import { openim } from './services/openim.ts';
import { openimMsgExtHttpSvc } from './services/openim_msg_ext_http_svc.ts';
import { profile } from './services/profile.ts';
import { recentcontact } from './services/recentcontact.ts';
import { sns } from './services/sns.ts';

/**
 * Every service of the wire. The stack, the command reference and the completeness tests read this list; a function
 * imports only its own services.
 */
export const services: readonly ServiceSpec[] = [
  configSvc,
  groupOpenAvchatroomHttpSvc,
  groupOpenHttpNoauthSvc,
  groupOpenAttrHttpSvc,
  groupOpenHttpSvc,
  heartbeat,
  imCosMsg,
  imLongMsg,
  imOpenLoginSvc,
  imOpenStatus,
  imSdkConfigMgr,
  imopenstat,
  kaiwaAppSvc,
  millionGroupOpenHttpSvc,
  openconfigsvr,
  openim,
  openimMsgExtHttpSvc,
  profile,
  recentcontact,
  sns,
];

/** One command with the names it is called by. */
export interface RegisteredCommand {
  readonly service: ServiceSpec;
  readonly name: string;
  readonly spec: CommandSpec;
}

/** Every command of every service. */
export const allCommands: readonly RegisteredCommand[] = services.flatMap(service =>
  Object.entries(service.commands).map(([name, spec]) => ({ service, name, spec })),
);

/** `servcmd` values that lead to a function, which are the socket routes of the stack. */
export const socketRoutesOf = (owner: FunctionName): readonly string[] =>
  allCommands
    .filter(({ service, spec }) => service.owner === owner && doorsOf(spec).includes('socket'))
    .map(({ service, name }) => `${service.name}.${name}`);

/** First path segments that lead to a function over REST. */
export const restServicesOf = (owner: FunctionName): readonly string[] =>
  services
    .filter(service => service.owner === owner)
    .filter(service => Object.values(service.commands).some(spec => doorsOf(spec).includes('rest')))
    .map(service => service.name);
