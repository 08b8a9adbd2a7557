import { admin, demoAccounts, type FirstApplication, userSigOf } from './first-application.ts';
import type { Ready } from './ready-file.ts';

/** A line that sends a message from ana to ben. The time makes each message another one. */
const curlLine = (ready: Ready, adminSig: string): string => {
  const query = `sdkappid=${ready.sdkAppId}&identifier=${admin}&usersig=${adminSig}&random=1&contenttype=json`;
  const body = `{"From_Account":"ana","To_Account":"ben","MsgRandom":'$(date +%s)',"MsgBody":[{"MsgType":"TIMTextElem","MsgContent":{"Text":"hello"}}]}`;
  return `curl -s '${ready.restUrl}/openim/sendmsg?${query}' -d '${body}'`;
};

/** What `npm start` prints when it is ready: what there is, and what to try next. */
export const welcome = (ready: Ready, application: FirstApplication): string => {
  const sigs = [admin, ...Object.keys(demoAccounts)].map(
    account => `  ${account.padEnd(14)} ${userSigOf(application, account)}`,
  );
  return `
Kaiwa is ready.

  REST           ${ready.restUrl}/{service}/{command}
  WebSocket      ${ready.socketUrl}
  SDKAppID       ${ready.sdkAppId}
  secret key     ${ready.secretKey}
  administrator  ${ready.admin}

UserSigs, good for 30 days:
${sigs.join('\n')}

Send a message from ana to ben:
  ${curlLine(ready, userSigOf(application, admin))}

Talk, in two other terminals:
  npm run chat -- ana
  npm run chat -- ben

Connect a published client (@tencentcloud/chat, tim-js-sdk):
  create({ SDKAppID: ${ready.sdkAppId}, proxyServer: '${ready.socketUrl.replace(/\/info$/, '')}', devMode: true })

Ctrl-C stops it; the data stays (npm start -- --fresh starts empty).
`;
};
