import { parse } from 'node-html-parser';

const block = /<(\/?(?:p|li|h\d|blockquote|td|th|tr|pre|ul|ol|table|figure|aside|section|div|dd|dt|br|hr)\b[^>]*)>/g;

/** What a reader reads of `html`, on one line. */
export const fromHtml = (html: string) =>
  parse(html.replace(block, ' <$1>'), { blockTextElements: {} }).text.replace(/\s+/g, ' ').trim();
