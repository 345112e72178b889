/** A server never outlives the command that started it, whenever that ends. */
import { spawn } from 'node:child_process';
import { SUPERVISOR } from '../../src/config/postmaster';

test.each(['INT', 'QUIT'])('a program that does not heed %s yet is told until it does', async (signal) => {
  // As PostgreSQL while it starts.
  const program = `let told = 0; process.on('SIG${signal}', () => { told += 1; if (told === 3) process.exit(7); });
    setInterval(() => {}, 1000); console.log('ready');`;
  const supervisor = spawn('/bin/sh', ['-c', SUPERVISOR, 'autogen', signal, '', process.execPath, '-e', program], {
    stdio: ['pipe', 'pipe', 'ignore'],
    detached: true,
  });
  const ended = new Promise<number | null>((resolve) => {
    supervisor.on('exit', (code) => resolve(code));
  });
  await new Promise((resolve) => supervisor.stdout.once('data', resolve));
  supervisor.stdin.destroy();
  expect(await ended).toBe(7);
});
