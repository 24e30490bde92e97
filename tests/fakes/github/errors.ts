import type { GraphQLError } from 'graphql';

/** An error as GitHub names it inside an answer of status 200; resolvers throw it. */
export class GitHubError extends Error {
  override readonly name = 'GitHubError';
  /** `NOT_FOUND`, `RATE_LIMITED` … */
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

/** One entry of `errors` in an answer. */
export interface ReportedError {
  readonly type?: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, string>>;
  readonly locations?: readonly { readonly line: number; readonly column: number }[];
  readonly message: string;
}

/** What goes wrong while a query runs: the type is GitHub's own addition to GraphQL's form. */
export const reportErrors = (errors: readonly GraphQLError[]): ReportedError[] =>
  errors.map(({ message, path, locations, originalError }) => ({
    ...(originalError instanceof GitHubError && { type: originalError.type }),
    ...(path && { path }),
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
