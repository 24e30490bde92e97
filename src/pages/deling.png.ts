import { sharePicture } from '../lib/share-picture.ts';
import { site } from '../site.ts';

export const GET = () => sharePicture({ section: site.name, title: site.tagline, writers: [], tone: 'debat' });
