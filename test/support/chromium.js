import { existsSync } from 'node:fs';

/** Where Debian, and most others, put Chromium; `CHROMIUM` names another place. Undefined when there is none. */
export const chromiumPath = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
  path => path !== undefined && existsSync(path),
);
