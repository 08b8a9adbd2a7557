import { Scene } from './scripted-server.ts';

const wire = (account: string, status: number, custom = '') => ({
  To_Account: account,
  Status: status,
  CustomStatus: Buffer.from(custom).toString('base64'),
});

describe('the status of users', () => {
  test('is asked for, and read in words', async () => {
    const scene = new Scene();
    await scene.connect();
    scene.answers['im_open_status.ws_get_user_status'] = () => ({
      UserStatusList: [wire('ben', 1, 'at lunch ☕'), wire('zoe', 2), wire('eve', 3)],
      ErrorList: [],
    });
    expect(await scene.client.statusOf('ben', 'zoe', 'eve')).toEqual([
      { userId: 'ben', status: 'online', customStatus: 'at lunch ☕' },
      { userId: 'zoe', status: 'away', customStatus: '' },
      { userId: 'eve', status: 'loggedOut', customStatus: '' },
    ]);
    expect(scene.socket.sent.at(-1)?.body).toEqual({ To_Account: ['ben', 'zoe', 'eve'] });
  });

  test('is raised when it changes', async () => {
    const scene = new Scene();
    await scene.connect();
    const heard: unknown[] = [];
    scene.client.on('status', status => heard.push(status));
    scene.socket.push({ Event: 17, UserStatusList: [wire('ben', 2, 'x'), wire('zoe', 1)] });
    expect(heard).toEqual([
      { userId: 'ben', status: 'away', customStatus: 'x' },
      { userId: 'zoe', status: 'online', customStatus: '' },
    ]);
  });

  test('is watched and no longer watched, one by one or all at once, and set', async () => {
    const scene = new Scene();
    await scene.connect();
    await scene.client.watchStatus('ben');
    await scene.client.unwatchStatus('ben');
    await scene.client.unwatchStatus();
    await scene.client.setCustomStatus('busy');
    expect(scene.socket.sent.slice(-4).map(({ head, body }) => [head.servcmd, body])).toEqual([
      ['im_open_status.ws_status_subscribe', { To_Account: ['ben'] }],
      ['im_open_status.ws_status_unsubscribe', { To_Account: ['ben'] }],
      ['im_open_status.ws_status_unsubscribe', { UnsubscribeAll: 1 }],
      ['im_open_status.ws_set_custom_status', { CustomStatus: 'busy' }],
    ]);
  });
});
