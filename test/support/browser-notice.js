import { chromiumPath } from './chromium.js';

/** Says at the end of a run without Chromium which tests did not run. */
export default class BrowserNotice {
  onRunComplete() {
    if (chromiumPath) return;
    console.log(
      '\nChromium was not found: the tests named *.browser.test.ts did not run. Install it (Debian: chromium) or set CHROMIUM.',
    );
  }
}
