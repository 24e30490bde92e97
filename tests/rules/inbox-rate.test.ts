import { describe, expect, test } from 'vitest';
import { rateLimiter } from '../../src/inbox/rate.ts';

/** A limiter of three in a thousand milliseconds, and a clock that is set by hand. */
function limited() {
  let time = 5_000;
  const pass = rateLimiter(3, 1_000, () => time);
  return {
    pass,
    wait: (milliseconds: number) => (time += milliseconds),
    /** What becomes of `count` sendings by one sender. */
    send: (sender: string, count: number) => Array.from({ length: count }, () => pass(sender)),
  };
}

describe('a sender', () => {
  test('passes as often as the limit says, and no more', () => {
    expect(limited().send('a', 5)).toEqual([true, true, true, false, false]);
  });

  test('is not stopped by what others send', () => {
    const { send } = limited();
    expect(send('a', 4)).toEqual([true, true, true, false]);
    expect(send('b', 4)).toEqual([true, true, true, false]);
    expect(send('a', 1)).toEqual([false]);
  });

  test('may again when the window has passed, and not before', () => {
    const { send, wait } = limited();
    send('a', 4);
    wait(1_000);
    expect(send('a', 1)).toEqual([false]);
    wait(1);
    expect(send('a', 4)).toEqual([true, true, true, false]);
    wait(1_000);
    expect(send('a', 1)).toEqual([false]);
    wait(1);
    expect(send('a', 1)).toEqual([true]);
  });

  test('without a name is one sender too', () => {
    expect(limited().send('', 4)).toEqual([true, true, true, false]);
  });
});

describe('of ten thousand senders at once', () => {
  test('the last shares what is left with all that come after, and the first keep their own', () => {
    const { pass, send, wait } = limited();
    const first = Array.from({ length: 10_000 }, (_, index) => pass(`${index}`));
    expect(first).not.toContain(false);
    const later = Array.from({ length: 50 }, (_, index) => pass(`ny ${index}`));
    expect(later.filter(Boolean)).toHaveLength(3);
    expect(send('0', 3)).toEqual([true, true, false]);
    expect(send('9999', 3)).toEqual([true, true, false]);
    wait(1_001);
    expect(send('ny 49', 4)).toEqual([true, true, true, false]);
  });
});
