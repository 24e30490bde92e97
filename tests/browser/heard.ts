import type { Page } from 'playwright-core';

/**
 * What Chromium tells screen readers of the controls in `selector`, a line each: role, name, description in brackets, and
 * whether it is required, invalid or ticked.
 */
export async function heardIn(page: Page, selector: string): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  try {
    const { root } = await session.send('DOM.getDocument');
    const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector });
    if (nodeId === 0) return [];
    const { nodes } = await session.send('Accessibility.queryAXTree', { nodeId });
    return nodes
      .filter(({ ignored, role }) => !ignored && heardRoles.includes(String(role?.value)))
      .map(({ role, name, description, properties = [] }) => {
        const states = properties.filter(
          ({ name, value }) => heardStates.includes(name) && `${value.value}` === 'true',
        );
        const words = description?.value ? [`(${description.value})`] : [];
        return [role?.value, `»${name?.value}«`, ...words, ...states.map(({ name }) => name)].join(' ');
      });
  } finally {
    await session.detach();
  }
}
const heardRoles = ['textbox', 'checkbox', 'button', 'link', 'group', 'heading'];
const heardStates = ['required', 'invalid', 'checked'];

/** What a screen reader is told of where the keyboard is. */
export const focusOf = async (page: Page): Promise<string> => (await heardIn(page, ':focus'))[0] ?? 'nothing';

/** Presses Tab until the keyboard is at `what`, as {@link focusOf} gives it. */
export async function tabTo(page: Page, what: string): Promise<void> {
  const seen: string[] = [];
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    const now = await focusOf(page);
    if (now.startsWith(what)) return;
    seen.push(now);
  }
  throw new Error(`Tab never reached ${what}, but ${seen.join(', ')}`);
}

/** Keeps what live regions say, from the next page on; give it to {@link said}. */
export const listen = (page: Page) =>
  page.addInitScript(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const region = (target instanceof Element ? target : target.parentElement)?.closest('[role=status]');
        const words = region?.textContent;
        if (words) said.push(region.closest('[aria-busy=true]') ? `(in something busy) ${words}` : words);
      }
    }).observe(document, { childList: true, characterData: true, subtree: true });
  });

/** What live regions have said since the page came. */
export const said = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window as unknown as { said: string[] }).said);
