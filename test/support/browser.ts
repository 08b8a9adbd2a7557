import { type Browser, chromium } from 'playwright-core';
import { chromiumPath } from './chromium.js';

/** Starts headless Chromium that speaks to nobody but the page it is given. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    ...(chromiumPath && { executablePath: chromiumPath }),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
