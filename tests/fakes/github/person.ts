import { commentOn, editIssue, openIssue, turnIssue } from './issue-changes.ts';
import { now } from './numbers.ts';
import type { FakeActor, FakeIssue, FakeIssueComment, FakeRepository } from './state.ts';

/** What a board member does with issues on GitHub's page; each function throws when there is no such issue. */
export interface Person {
  /** Opens an issue of her own. */
  open(title: string, body: string): FakeIssue;
  /** Sets a label; GitHub lets people make a new one as they go. */
  label(number: number, name: string): void;
  unlabel(number: number, name: string): void;
  comment(number: number, body: string): FakeIssueComment;
  edit(number: number, words: { title?: string; body?: string }): void;
  close(number: number, reason?: 'COMPLETED' | 'NOT_PLANNED'): void;
  reopen(number: number): void;
}

/** A person at work in a repository. */
export function personIn(repository: FakeRepository, login = 'karen-formand'): Person {
  const author: FakeActor = { type: 'User', login };
  const issue = (number: number) => {
    const found = repository.issues?.find((each) => each.number === number);
    if (!found) throw new Error(`There is no issue ${number} in ${repository.owner}/${repository.name}.`);
    return found;
  };
  const setLabels = (number: number, change: (labels: Set<string>) => unknown) => {
    const labels = new Set(issue(number).labels);
    change(labels);
    Object.assign(issue(number), { labels: [...labels], updatedAt: now() });
  };
  return {
    open: (title, body) => openIssue(repository, { author, title, body, labels: [] }),
    label(number, name) {
      setLabels(number, (labels) => labels.add(name));
      repository.labels = [...new Set([...(repository.labels ?? []), name])];
    },
    unlabel: (number, name) => setLabels(number, (labels) => labels.delete(name)),
    comment: (number, body) => commentOn(repository, issue(number), { author, body }),
    edit: (number, words) => editIssue(issue(number), words),
    close: (number, reason) => turnIssue(issue(number), 'CLOSED', reason),
    reopen: (number) => turnIssue(issue(number), 'OPEN'),
  };
}
