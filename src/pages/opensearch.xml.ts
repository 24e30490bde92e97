import { absolute } from '../lib/addresses.ts';
import { escapeXml } from '../lib/feeds.ts';
import { site } from '../site.ts';
import { say } from '../texts.ts';

export const GET = () =>
  new Response(
    `<?xml version="1.0" encoding="utf-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>${escapeXml(site.name)}</ShortName>
  <Description>${escapeXml(say('search.label'))}</Description>
  <Language>${site.locale}</Language>
  <InputEncoding>UTF-8</InputEncoding>
  <Image width="64" height="64" type="image/png">${absolute('/favicon.png')}</Image>
  <Url type="text/html" method="get" template="${absolute('/soeg/')}?q={searchTerms}"/>
</OpenSearchDescription>
`,
    { headers: { 'Content-Type': 'application/opensearchdescription+xml; charset=utf-8' } },
  );
