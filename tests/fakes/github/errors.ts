import type { GraphQLError } from 'graphql';

/** An error as GitHub names it inside an answer of status 200; resolvers throw it. */
export class GitHubError extends Error {
  override readonly name = 'GitHubError';
  /** `NOT_FOUND`, `RATE_LIMITED` … */
  readonly type: string;
  readonly details: Details | undefined;

  constructor(type: string, message: string, details?: Details) {
    super(message);
    this.type = type;
    this.details = details;
  }
}

/**
 * GitHub's error for an app whose token does not allow what it asks, as people report it
 * (github-community-projects/contributors#492).
 */
export const forbidden = () =>
  new GitHubError('FORBIDDEN', 'Resource not accessible by integration', { saml_failure: false });

type Details = Readonly<Record<string, string | boolean>>;

/** One entry of `errors` in an answer. */
export interface ReportedError {
  readonly type?: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Details;
  readonly locations?: readonly { readonly line: number; readonly column: number }[];
  readonly message: string;
}

/** What goes wrong while a query runs: the type is GitHub's own addition to GraphQL's form. */
export const reportErrors = (errors: readonly GraphQLError[]): ReportedError[] =>
  errors.map(({ message, path, locations, originalError }) => ({
    ...(originalError instanceof GitHubError && { type: originalError.type }),
    ...(path && { path }),
    ...(originalError instanceof GitHubError && originalError.details && { extensions: originalError.details }),
    ...(locations && { locations }),
    message,
  }));

/** What is wrong with a query before it runs. GitHub's own words for the error everyone makes; graphql-js's otherwise. */
export const reportInvalid = (errors: readonly GraphQLError[]): ReportedError[] =>
  errors.map(({ message, locations }) => {
    const [, fieldName, typeName] = /^Cannot query field "(\w+)" on type "(\w+)"/.exec(message) ?? [];
    const isUnknownField = fieldName !== undefined && typeName !== undefined;
    return {
      ...(isUnknownField && { extensions: { code: 'undefinedField', typeName, fieldName } }),
      ...(locations && { locations }),
      message: isUnknownField ? `Field '${fieldName}' doesn't exist on type '${typeName}'` : message,
    };
  });
