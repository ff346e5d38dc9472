// Shared by the tests of one file: a server, a browser, and pages that close after the test that opened them.

import { after, afterEach, before } from 'node:test';
import { isOnline, startBrowser, startServer } from './support.mjs';

/** Ends when the next request for an address like `pattern` has a reply, or has failed. */
async function isDecided(page, pattern) {
  const request = await page.waitForRequest(pattern);
  await request.response();
}

/** `settings` are the server's, `look` applies to every page. */
export class Fixture {
  server;
  #browser;
  #pages = [];
  #look;

  constructor({ settings = {}, look = {} } = {}) {
    this.#look = { locale: 'en-US', reducedMotion: 'reduce', ...look };
    before(async () => {
      this.server = await startServer({ settings });
      this.#browser = await startBrowser();
    });
    afterEach(async () => {
      for (const page of this.#pages.splice(0)) await page.context().close();
    });
    after(async () => {
      await this.#browser?.close();
      await this.server?.stop();
    });
  }

  async newPage(options = {}) {
    const page = await this.#browser.newPage({ ...this.#look, ...options });
    this.#pages.push(page);
    return page;
  }

  /** A sign-in page with `service` in place of the server. */
  async openSignIn(service, options) {
    const page = await this.newPage(options);
    await service.install(page.context());
    await page.goto(this.server.origin);
    await page.getByRole('dialog', { name: /Sign in|登录/ }).waitFor();
    return page;
  }

  /** The page of a user whose facts and list of conversations have been loaded, or could not be. */
  async openAs(service, name, options) {
    const page = await this.openSignIn(service, options);
    const loads = [isDecided(page, /\/family\/members\/[^/]+\/profile(\?|$)/), isDecided(page, /\/chat\/conversations(\?|$)/)];
    await page.locator('#sign-in-username').fill(name);
    await page.locator('#sign-in-password').fill('right password');
    await page.keyboard.press('Enter');
    await isOnline(page);
    await Promise.all(loads);
    return page;
  }
}
