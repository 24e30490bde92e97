import { markdownToMdast, mdxToMdast, type MdastNode } from 'satteri';
import { checkTree, parseProblem, type BodyCheck, type BodyProblem } from './body-rules.ts';
import { tangleOf } from './limits.ts';

/** Reads a whole file (front matter and all, so that lines are right) with the build's own parser. */
export function checkBody(text: string, isMdx: boolean): BodyCheck {
  const tree = parseBody(text, isMdx);
  return 'what' in tree ? { problems: [tree], pictures: [] } : checkTree(tree, text);
}

/** The tree of a whole file, or why there is none. No parser sees a file that would keep it busy for long. */
export function parseBody(text: string, isMdx: boolean): MdastNode | BodyProblem {
  const tangle = tangleOf(text);
  if (tangle) return tangle;
  try {
    return isMdx ? mdxToMdast(text) : markdownToMdast(text);
  } catch (error) {
    return parseProblem(error);
  }
}
