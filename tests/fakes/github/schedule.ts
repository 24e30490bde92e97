import type { Fault } from './faults.ts';

/** Which calls of an operation fail. */
export interface Calls {
  /** The first of them, counted from now on; 1 unless given. */
  readonly nth?: number;
  /** How many from there; 1 unless given, `Infinity` for all. */
  readonly times?: number;
}

/** When something fails, and how. */
export interface Schedule {
  /** Each fault is used for one request, in order, and before the one of `failAlways`. */
  failNext(...next: Fault[]): void;
  failAlways(fault: Fault | undefined): void;
  /**
   * Lets one operation fail, before all that `failNext` and `failAlways` say. It is named by its field
   * (`addDiscussionComment`, `repository`), by the query's own name, or `access_tokens`.
   */
  failOn(operation: string, fault: Fault, calls?: Calls): void;
  /** Forgets all that was to fail. */
  recover(): void;
}

/** A schedule, and the fault of the next request, which is known by the operations in it. */
export function openSchedule(): Schedule & { faultOf(operations: readonly string[]): Fault } {
  const queue: Fault[] = [];
  let rules: { operation: string; fault: Fault; from: number; to: number; seen: number }[] = [];
  let always: Fault | undefined;
  return {
    failNext: (...next) => void queue.push(...next),
    failAlways: (fault) => void (always = fault),
    failOn: (operation, fault, { nth = 1, times = 1 } = {}) =>
      void rules.push({ operation, fault, from: nth, to: nth + times, seen: 0 }),
    recover() {
      queue.splice(0);
      rules = [];
      always = undefined;
    },
    faultOf(operations) {
      const counted = rules.filter(({ operation }) => operations.includes(operation));
      for (const rule of counted) rule.seen += 1;
      const hit = counted.find(({ from, to, seen }) => seen >= from && seen < to);
      return hit?.fault ?? queue.shift() ?? always ?? 'none';
    },
  };
}
