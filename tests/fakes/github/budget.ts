/** The points of one hour. */
export interface Budget {
  /** What it is spent on, in GitHub's word for it. */
  readonly resource: 'graphql' | 'core';
  readonly limit: number;
  readonly used: number;
  readonly remaining: number;
  /** Seconds since 1970. */
  readonly reset: number;
  /** Takes `cost` points; `false`, and nothing taken, when there are not that many left. */
  spend(cost: number): boolean;
}

/** A budget of `limit` points, given anew an hour from now. */
export function openBudget(limit: number, resource: Budget['resource'] = 'graphql'): Budget {
  const reset = Math.floor(Date.now() / 1000) + 3600;
  let used = 0;
  return {
    resource,
    limit,
    reset,
    get used() {
      return used;
    },
    get remaining() {
      return limit - used;
    },
    spend(cost) {
      if (used + cost > limit) return false;
      used += cost;
      return true;
    },
  };
}

/**
 * The headers every answer of GitHub has. A refused query can leave points over: seen with 4 remaining of 1,000
 * (release-drafter/release-drafter#1018).
 */
export const limitHeaders = ({ resource, limit, used, remaining, reset }: Budget): Record<string, string> => ({
  'x-ratelimit-limit': String(limit),
  'x-ratelimit-remaining': String(remaining),
  'x-ratelimit-used': String(used),
  'x-ratelimit-reset': String(reset),
  'x-ratelimit-resource': resource,
});

/** The headers of a client whose points are all used. */
export const emptyHeaders = (budget: Budget): Record<string, string> => ({
  ...limitHeaders(budget),
  'x-ratelimit-remaining': '0',
  'x-ratelimit-used': String(budget.limit),
});
