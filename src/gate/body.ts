import { markdownToMdast, mdxToMdast } from 'satteri';
import { checkTree, parseProblem, type BodyCheck } from './body-rules.ts';

/** Reads a whole file (front matter and all, so that lines are right) with the build's own parser. */
export function checkBody(text: string, isMdx: boolean): BodyCheck {
  try {
    return checkTree(isMdx ? mdxToMdast(text) : markdownToMdast(text));
  } catch (error) {
    return { problems: [parseProblem(error)], pictures: [] };
  }
}
