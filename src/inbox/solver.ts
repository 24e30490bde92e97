import { solveChallenge, type Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';

// A worker, so that the phone stays quick while it works: takes a task, gives the proof as JSON in base64.
addEventListener('message', async ({ data: challenge }: MessageEvent<Challenge>) => {
  const solution = await solveChallenge({ challenge, deriveKey });
  postMessage(solution && btoa(JSON.stringify({ challenge, solution })));
});
