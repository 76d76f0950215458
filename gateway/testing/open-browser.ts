import chromium from '@sparticuz/chromium';
import { chromium as playwright, type Browser, type Page } from 'playwright-core';

export interface TestPage {
  page: Page;
  /** Every request that was not for the given origin: none is let through. */
  strayed: string[];
  /** Every error on the page's console, breaches of its content security policy included. */
  complaints: string[];
}

/** The headless browser that comes with the packages. */
export async function openBrowser(): Promise<Browser> {
  return playwright.launch({ executablePath: await chromium.executablePath(), args: chromium.args, headless: true });
}

/** A new page that reaches one origin and nothing else. */
export async function openPage(browser: Browser, origin: string): Promise<TestPage> {
  const page = await browser.newPage();
  page.setDefaultTimeout(60_000);
  const strayed: string[] = [];
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.route('**/*', (route) => {
    const url = route.request().url();
    if (/^(data|blob):/.test(url) || new URL(url).origin === origin) return route.continue();
    strayed.push(url);
    return route.abort();
  });
  return { page, strayed, complaints };
}
